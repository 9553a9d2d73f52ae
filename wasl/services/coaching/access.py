"""Who may do what; which rows, the case or the office says."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

ASSIGNED: tuple[str, ...] = (Role.MENTOR, Role.TRAINER)
READERS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR, Role.MONITORING)
WRITERS: tuple[str, ...] = (Role.ADVISER,)
COACHES: tuple[str, ...] = (Role.ADVISER, Role.TRAINER, Role.MENTOR, Role.COORDINATOR)
STAFFERS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR)
HOSTS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR, Role.TRAINER)
EVENT_READERS: tuple[str, ...] = (*HOSTS, Role.MONITORING)


def may_read(actor: Actor) -> bool:
    """Read sessions and diagnostics of one's cases, as reader of the place or as the mentor or trainer assigned."""
    return actor.has(*READERS, *ASSIGNED)


def may_serve(actor: Actor) -> bool:
    """Record sessions and diagnostics: advisers, and the mentor or trainer assigned."""
    return actor.has(*WRITERS, *ASSIGNED)


def may_write(actor: Actor) -> bool:
    """Choose a coach for a case."""
    return actor.has(*WRITERS)


def may_see_team(actor: Actor) -> bool:
    """See who coaches, with what they know and carry."""
    return actor.has(*STAFFERS, Role.MONITORING)


def may_staff(actor: Actor) -> bool:
    """Write the profiles of coaches and mentors."""
    return actor.has(*STAFFERS)


def may_see_events(actor: Actor) -> bool:
    """Read networking events."""
    return actor.has(*EVENT_READERS)


def may_host(actor: Actor) -> bool:
    """Hold networking events."""
    return actor.has(*HOSTS)


def tabs(actor: Actor, tab: str) -> dict[str, object]:
    """What the tabs over the lists of the room need."""
    return {"tab": tab, "may_see_team": may_see_team(actor), "may_see_events": may_see_events(actor)}
