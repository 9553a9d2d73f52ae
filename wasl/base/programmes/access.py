"""Who may see programmes and load packs."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role


def may_see(actor: Actor) -> bool:
    """Everyone who works here, donors included, sees the programmes of their memberships."""
    return actor.is_system or bool(actor.grants)


def may_load(actor: Actor) -> bool:
    """An administrator loads packs."""
    return actor.has(Role.ADMINISTRATOR)
