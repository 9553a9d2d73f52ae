"""Who sees businesses, who founds and registers them, who follows them up."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

READERS = (
    Role.ADVISER,
    Role.TRAINER,
    Role.MENTOR,
    Role.FINANCE,
    Role.MONITORING,
    Role.COORDINATOR,
    Role.AUDITOR,
)
#: finance among them, because a venture is born when an agreement is signed
FOUNDERS = (Role.ADVISER, Role.COORDINATOR, Role.FINANCE)
WRITERS = (Role.ADVISER, Role.COORDINATOR)
FOLLOWERS = (Role.ADVISER, Role.MENTOR, Role.COORDINATOR, Role.MONITORING)


def may_read(actor: Actor) -> bool:
    return actor.has(*READERS)


def may_write(actor: Actor) -> bool:
    """Create a venture, correct it, register it."""
    return actor.has(*WRITERS)


def may_follow(actor: Actor) -> bool:
    """Record a follow-up or a change of status."""
    return actor.has(*FOLLOWERS)


def may_do(
    actor: Actor, roles: tuple[Role, ...], *, organisation: int, office: int, programme: int | None
) -> bool:
    """Whether one grant of these roles covers the venture's office and programme."""
    return actor.may(roles, organisation=organisation, office=office, programme=programme)
