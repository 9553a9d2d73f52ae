"""Reads of the room."""

from wasl.spine.appointments.queries.calendar import calendar, free_on
from wasl.spine.appointments.queries.counts import (
    expected_of,
    expected_today,
    presence,
    to_settle,
    waiting_today,
)
from wasl.spine.appointments.queries.days import Plan, plans
from wasl.spine.appointments.queries.staff import offices_of, staff_of, works_at

__all__ = [
    "Plan",
    "calendar",
    "expected_of",
    "expected_today",
    "free_on",
    "offices_of",
    "plans",
    "presence",
    "staff_of",
    "to_settle",
    "waiting_today",
    "works_at",
]
