"""What a matter allows, and what is odd about a contract; no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a contract that a rule looks at: wage in MAD a month, hours a week, inclusive dates."""

    kind: str
    wage: Decimal
    weekly_hours: Decimal
    starts_on: date
    ends_on: date | None
    national: bool


def minimum_for(hourly: Decimal, month_hours: Decimal, weekly_hours: Decimal, full_week: Decimal) -> Decimal:
    """The minimum wage in MAD a month for these hours a week: that of a full month in proportion, to the centime.

    `hourly` in MAD, `month_hours` of a full month, `full_week` the hours of a full week. Halves up; never more than
    the full month.
    """
    share = min(weekly_hours / full_week, Decimal(1))
    return (hourly * month_hours * share).quantize(CENT, rounding=ROUND_HALF_UP)


def full_week(month_hours: Decimal) -> Decimal:
    """The hours of a full week out of those of a month: twelve months over fifty-two weeks, to the hour."""
    return (month_hours * MONTHS_A_YEAR / WEEKS_A_YEAR).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def oddities(terms: Terms, *, minimum: Decimal | None, stipend_floor: Decimal | None) -> list[str]:
    """Codes of what the adviser should look at again, in a fixed order; none of them refuses anything.

    `minimum` is the minimum wage for these hours and `stipend_floor` the reference of a stipend, both in MAD a month,
    None where no parameter gives them.
    """
    found = []
    if terms.kind == "stipend":
        if stipend_floor is not None and terms.wage < stipend_floor:
            found.append("stipend_low")
    elif minimum is not None and terms.wage < minimum:
        found.append("wage_low")
    if terms.kind == "fixed_term" and terms.ends_on is None:
        found.append("no_end")
    if terms.kind == "open_ended" and terms.ends_on is not None:
        found.append("has_end")
    if terms.kind in ("fixed_term", "open_ended") and not terms.national:
        found.append("needs_visa")
    if terms.kind == "foreigner" and terms.national:
        found.append("national")
    return found


def step_fault(*, due_on: date | None, done_on: date | None, opened_on: date, today: date) -> str:
    """Why a step cannot stand: "before" the matter, "future" when it was done on a day to come; "" when it can."""
    for day in (due_on, done_on):
        if day is not None and day < opened_on:
            return "before"
    return "future" if done_on is not None and done_on > today else ""
