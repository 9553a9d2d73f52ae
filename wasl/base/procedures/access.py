"""Who may read the parameters."""

from __future__ import annotations

from wasl.kernel.actors import Actor


def may_see(actor: Actor) -> bool:
    """Everyone who works here: an adviser shows the source of what they say."""
    return actor.is_system or bool(actor.grants)
