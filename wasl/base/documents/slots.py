"""The frames in which each room says who may open the owner of a file, and where its compartments are opened."""

from collections.abc import Callable

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot

file_owners: Slot[Callable[[Actor, int], bool]] = Slot(
    "documents.file_owners", "owner kind (`calls.application`) → may_open(actor, owner id)"
)
compartment_gates: Slot[Callable[[Actor, int, str], str | None]] = Slot(
    "documents.compartment_gates",
    "owner kind → (actor, owner id, compartment) → address where the compartment is opened with a reason, None while it"
    " stands open; a kind without a gate keeps its compartments closed",
)
