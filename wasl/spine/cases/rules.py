"""What a case allows, and how its figures are worked out; no database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

LONGEST_SERVICE = 12 * 60
LONGEST_APPOINTMENT = 8 * 60


def act_fault(*, closed: bool, opened_on: date, on: date, today: date) -> str:
    """Why an act on the day `on` cannot stand in a case: "closed", "before", "future", or "" when it can."""
    if closed:
        return "closed"
    if on < opened_on:
        return "before"
    return "future" if on > today else ""


def minutes_fault(minutes: int, longest: int = LONGEST_SERVICE) -> bool:
    """Whether a length in minutes cannot be: nothing, or longer than a day's work."""
    return not 0 < minutes <= longest


def hours(minutes: Iterable[int]) -> Decimal:
    """Minutes as hours with two decimals, halves up."""
    return (Decimal(sum(minutes)) / 60).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def overdue(due_on: date | None, today: date) -> bool:
    """Whether a step was due before today."""
    return due_on is not None and due_on < today


def neighbours(starts_at: datetime, minutes: int) -> tuple[datetime, datetime]:
    """Between which starts another appointment may overlap one that begins then and lasts so long."""
    return starts_at - timedelta(minutes=LONGEST_APPOINTMENT), starts_at + timedelta(minutes=minutes)


def overlap(one: datetime, one_minutes: int, other: datetime, other_minutes: int) -> bool:
    """Whether two stretches of time share a moment; one that begins as the other ends does not."""
    return one < other + timedelta(minutes=other_minutes) and other < one + timedelta(minutes=one_minutes)
