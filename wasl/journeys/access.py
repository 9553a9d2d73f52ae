"""Who awards: whoever prepares agreements. The actions of the rooms check again, in scope."""

from __future__ import annotations

from wasl.kernel.actors import Actor
from wasl.spine.funding.access import may_write


def may_award(actor: Actor) -> bool:
    """Prepare an agreement from a decision."""
    return may_write(actor)
