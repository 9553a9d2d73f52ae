"""Who sees the outbox and who hands over what it holds. Which rows: `Message.objects.visible_to`."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

#: they speak with the people whom the messages are for: they read the text
HANDLERS = (Role.RECEPTION, Role.ADVISER, Role.COORDINATOR)
#: an administrator sees that a message waits or failed, and sends it again, without its text
TENDERS = (*HANDLERS, Role.ADMINISTRATOR)
#: circles that a message may be kept in: that role alone sees it
CIRCLES = (Role.PROTECTION, Role.COORDINATOR)


def may_see(actor: Actor) -> bool:
    """Open the outbox of one's own offices."""
    return actor.has(*TENDERS, *CIRCLES)


def may_read(actor: Actor) -> bool:
    """Open a message with its text."""
    return actor.has(*HANDLERS, *CIRCLES)


def may_tend(actor: Actor) -> bool:
    """Send again or take back, at some office."""
    return may_see(actor)


def readers(circle: str) -> tuple[str, ...]:
    """The roles that read a message of this circle ("" for the usual one)."""
    return (circle,) if circle else HANDLERS


def tenders(circle: str) -> tuple[str, ...]:
    """The roles that send it again or take it back."""
    return (circle,) if circle else TENDERS
