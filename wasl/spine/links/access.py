"""Who may do what with links. Which rows: `visible_to(actor)` of the models."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

RECORDERS: tuple[str, ...] = (Role.PROTECTION, Role.ADMINISTRATOR)
CONFIRMERS: tuple[str, ...] = (*RECORDERS, Role.COORDINATOR)
ASKERS: tuple[str, ...] = (Role.RECEPTION, Role.ADVISER)
DECIDERS: tuple[str, ...] = (Role.PROTECTION,)


def may_see_agreements(actor: Actor) -> bool:
    """The agreements of one's organisations."""
    return actor.has(*CONFIRMERS)


def may_record(actor: Actor) -> bool:
    """Record an agreement, end it."""
    return actor.has(*RECORDERS)


def may_ask(actor: Actor) -> bool:
    """Ask at the desk whether somebody is known elsewhere."""
    return actor.has(*ASKERS)


def may_decide(actor: Actor) -> bool:
    """See and decide links: the data-protection officer alone."""
    return actor.has(*DECIDERS)
