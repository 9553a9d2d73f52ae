"""Periods of days, both ends inclusive."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both inclusive; None means open on that side."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError("a period ends on or after its first day")

    def contains(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: Period) -> bool:
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )


def year(number: int) -> Period:
    """The calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def last_twelve_months(day: date) -> Period:
    """The 12 months that end on `day`, inclusive."""
    return Period(add_months(day, -12) + timedelta(days=1), day)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (or earlier); the last day where the month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    number, month = divmod(index, 12)
    return date(number, month + 1, min(day.day, monthrange(number, month + 1)[1]))


def months(period: Period) -> Iterator[Period]:
    """The calendar months a closed period touches, each whole, in order."""
    if period.start is None or period.end is None:
        raise ValueError("an open period has no list of months")
    first = period.start.replace(day=1)
    while first <= period.end:
        following = add_months(first, 1)
        yield Period(first, following - timedelta(days=1))
        first = following
