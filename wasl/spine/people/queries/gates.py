"""Whether a compartment of a party stands open to somebody."""

from __future__ import annotations

from wasl.kernel.actors import Actor
from wasl.spine.people import slots


def gate_of(actor: Actor, party_id: int, compartment: str) -> str | None:
    """Where the compartment of this party is opened with a reason; None while it stands open to the actor.

    LookupError when no room keeps the gate: a compartment nobody guards stays closed.
    """
    gate = slots.compartment_gate.get("gate")
    if gate is None:
        raise LookupError("No room keeps the gate of the compartments.")
    return gate(actor, party_id, compartment)
