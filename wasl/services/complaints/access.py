"""Who takes complaints down, who handles them, who reads figures. Which rows: `Complaint.objects.visible_to`."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

#: they write down what somebody tells them
TAKERS = (Role.RECEPTION, Role.ADVISER, Role.TRAINER, Role.MENTOR, Role.COORDINATOR, Role.PROTECTION)
#: they see every ordinary complaint of their offices
HANDLERS = (Role.COORDINATOR, Role.PROTECTION)
#: an ordinary complaint may be given to one of these
ASSIGNABLE = (Role.RECEPTION, Role.ADVISER, Role.TRAINER, Role.MENTOR, Role.COORDINATOR, Role.PROTECTION)
COUNTERS = (*HANDLERS, Role.MONITORING)


def may_take(actor: Actor) -> bool:
    """Take a complaint down for somebody."""
    return actor.has(*TAKERS)


def may_work(actor: Actor) -> bool:
    """Open the list: every ordinary one of one's offices, or those one was given."""
    return actor.has(*ASSIGNABLE)


def may_handle(actor: Actor) -> bool:
    """Say who handles a complaint, of which kind it is, from whom it is kept."""
    return actor.has(*HANDLERS)


def may_count(actor: Actor) -> bool:
    """Read the figures."""
    return actor.has(*COUNTERS)
