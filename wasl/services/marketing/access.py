"""Who may do what; which rows, the case says."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

READERS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR, Role.MONITORING)
WRITERS: tuple[str, ...] = (Role.ADVISER,)


def may_read(actor: Actor) -> bool:
    """Read the deliverables of one's cases."""
    return actor.has(*READERS)


def may_write(actor: Actor) -> bool:
    """Ask for deliverables, hand them over, measure."""
    return actor.has(*WRITERS)
