"""Who awards: whoever prepares agreements; who takes a history over. The actions of the rooms check again, in scope."""

from __future__ import annotations

from wasl.kernel.actors import Actor
from wasl.outcomes.ventures.access import may_write as may_found
from wasl.spine.cases.access import may_take_over
from wasl.spine.funding.access import may_write


def may_award(actor: Actor) -> bool:
    """Prepare an agreement from a decision."""
    return may_write(actor)


def may_take_history_over(actor: Actor) -> bool:
    """Take over people with their cases and their businesses: whoever takes services over and founds ventures."""
    return actor.is_system or (may_take_over(actor) and may_found(actor))
