"""When follow-ups fall, how many members a form takes, what a date says of survival: pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wasl.kernel.periods import add_months

FOLLOW_UP_MONTHS = (3, 6, 12, 24, 36)
EARLY_DAYS = 15


def due_dates(created_on: date, months: Sequence[int] = FOLLOW_UP_MONTHS) -> list[tuple[int, date]]:
    """(months, day) of each follow-up after creation; the last day of the month where it is shorter."""
    return [(number, add_months(created_on, number)) for number in months]


def too_early(done_on: date, due_on: date) -> bool:
    """Whether a follow-up of N months would be told before it can be known: more than 15 days ahead of its day."""
    return done_on < due_on - timedelta(days=EARLY_DAYS)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many members a legal form takes, both ends inclusive; None where nothing is known."""

    least: int | None = None
    most: int | None = None


def members_fault(count: int, limits: Limits) -> str:
    """ "" where the number of members fits the form; else too_few or too_many."""
    if limits.least is not None and count < limits.least:
        return "too_few"
    if limits.most is not None and count > limits.most:
        return "too_many"
    return ""


@dataclass(frozen=True, slots=True)
class Moment:
    """From this day on, the venture has this status."""

    on: date
    status: str


def status_on(history: Sequence[Moment], day: date) -> str:
    """The status on that day, "" before the venture existed; `history` in any order, the later entry of a day holds."""
    past = [moment for moment in history if moment.on <= day]
    return max(enumerate(past), key=lambda pair: (pair[1].on, pair[0]))[1].status if past else ""
