"""Who may read the stream itself. Rooms write to it through their own actions, which check their own access."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

READERS = (Role.MONITORING, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.PROTECTION)
VOIDERS = (Role.MONITORING, Role.COORDINATOR)


def may_read(actor: Actor) -> bool:
    """Facts of the actor's offices and programmes."""
    return actor.has(*READERS)


def may_void_facts(actor: Actor) -> bool:
    """Open the form that withdraws a fact."""
    return actor.has(*VOIDERS)


def may_void(actor: Actor, organisation_id: int, office_id: int) -> bool:
    """A fact recorded by mistake is voided by monitoring or the coordinator, with a reason."""
    return actor.may(VOIDERS, organisation=organisation_id, office=office_id)
