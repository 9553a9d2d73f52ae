"""Who may read the law, and who may enter and confirm a value of it."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

KEEPERS: tuple[str, ...] = (Role.ADMINISTRATOR, Role.COORDINATOR, Role.PROTECTION)


def may_see(actor: Actor) -> bool:
    """Everyone who works here: an adviser shows the source of what they say."""
    return actor.is_system or bool(actor.grants)


def may_enter(actor: Actor) -> bool:
    """Enter a value of the law with its source."""
    return actor.has(Role.ADMINISTRATOR)


def may_keep(actor: Actor) -> bool:
    """Confirm a value that somebody else entered; say that one was verified at its source."""
    return actor.has(*KEEPERS)
