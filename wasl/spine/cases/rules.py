"""What a case allows, and how its figures are worked out; no database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

LONGEST_SERVICE = 12 * 60


def act_fault(*, closed: bool, opened_on: date, on: date, today: date) -> str:
    """Why an act on the day `on` cannot stand in a case: "closed", "before", "future", or "" when it can."""
    if closed:
        return "closed"
    if on < opened_on:
        return "before"
    return "future" if on > today else ""


def shut_on(on: date, spells: Iterable[tuple[date, date]]) -> tuple[date, date] | None:
    """The spell (last day before a closing, first day after its reopening) inside which the day lies; None: none."""
    return next((spell for spell in spells if spell[0] < on < spell[1]), None)


def minutes_fault(minutes: int, longest: int = LONGEST_SERVICE) -> bool:
    """Whether a length in minutes cannot be: nothing, or longer than a day's work."""
    return not 0 < minutes <= longest


def hours(minutes: Iterable[int]) -> Decimal:
    """Minutes as hours with two decimals, halves up."""
    return (Decimal(sum(minutes)) / 60).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def overdue(due_on: date | None, today: date) -> bool:
    """Whether a step was due before today."""
    return due_on is not None and due_on < today
