"""The frame in which each room says who may open the owner of a file."""

from collections.abc import Callable

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot

file_owners: Slot[Callable[[Actor, int], bool]] = Slot(
    "documents.file_owners", "owner kind (`calls.application`) → may_open(actor, owner id)"
)
