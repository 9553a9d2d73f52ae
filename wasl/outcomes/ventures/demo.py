"""Businesses live on in the demo: each follow-up whose day has come is recorded by the real action."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.outcomes.ventures import actions
from wasl.outcomes.ventures.enums import ALIVE, FollowUpStatus, VentureStatus
from wasl.outcomes.ventures.models import Venture

FOUND = (VentureStatus.ACTIVE,) * 17 + (VentureStatus.CHANGED, VentureStatus.PAUSED, VentureStatus.CLOSED)


def follow(by: Actor, venture: Venture, *, until: date, seed: int) -> None:
    """Record the follow-ups due up to `until`, a week after their day; the last one is left to be done."""
    chance = Random(seed)
    due = [f for f in venture.follow_ups.order_by("months") if f.due_on + timedelta(days=7) <= until]
    for follow_up in due[:-1]:
        follow_up.refresh_from_db(fields=["status"])
        if follow_up.status != FollowUpStatus.DUE:
            return
        found = chance.choice(FOUND)
        on = follow_up.due_on + timedelta(days=7)
        with clock.moved_to(on):
            actions.record_follow_up(
                by=by,
                follow_up=follow_up,
                found=found,
                on=on,
                turnover=Decimal(chance.randrange(8, 60) * 1000) if found in ALIVE else None,
                jobs_created=chance.choice((0, 0, 0, 1)) if found in ALIVE else 0,
                note="",
            )
