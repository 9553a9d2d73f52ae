"""The journal of the demo is written by the acts of the story; it is sealed like any other."""

from __future__ import annotations

from datetime import date, timedelta

from wasl.base.audit.actions import seal_day
from wasl.base.audit.models import Seal


def seal_before(today: date) -> Seal | None:
    """Seal every day of the story before `today`."""
    return seal_day(today - timedelta(days=1))
