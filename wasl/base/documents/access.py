"""Who may open a file."""

from wasl.base.documents import rules
from wasl.base.documents.slots import compartment_gates, file_owners
from wasl.kernel.actors import Actor

COMPARTMENTS = rules.Compartments()


def may_ask(actor: Actor) -> bool:
    """Whoever is signed in may ask for a file; its owner decides."""
    return actor.id is not None


def may_open(actor: Actor, *, owner_kind: str, owner_id: int, compartment: str = "") -> bool:
    """Whether the actor may open a file of this owner in this compartment. An owner nobody vouches for: no."""
    answer = file_owners.get(owner_kind)
    if actor.is_system:
        return True
    if answer is None or not answer(actor, owner_id):
        return False
    return not compartment or actor.has(*COMPARTMENTS.openers(compartment))


def gate_of(actor: Actor, *, owner_kind: str, owner_id: int, compartment: str) -> str | None:
    """Where the compartment of this owner is opened with a reason; None while it stands open, "" if nowhere."""
    if not compartment or actor.is_system:
        return None
    gate = compartment_gates.get(owner_kind)
    return "" if gate is None else gate(actor, owner_id, compartment)
