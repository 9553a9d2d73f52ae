"""When an appointment can be: stretches of time, working hours, free slots, holidays; no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

import holidays

LONGEST = 8 * 60  # minutes
STEP = 30  # minutes between two slots offered
REMINDED_BEFORE = 24  # hours, where an office has said nothing else
LONGEST_REMINDER = 14 * 24  # hours
# Where nobody has said the hours of an office, slots are offered in these; any hour may be booked.
USUAL = ((time(9), time(12, 30)), (time(14), time(17)))
USUAL_DAYS = range(5)
COUNTRY = "MA"
ESTIMATED = "(estimated)"
LANGUAGES = {"fr": "fr", "ar": "ar", "en": "en_US"}

Stretch = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; its end is no longer a part of it."""

    start: datetime
    end: datetime

    def meets(self, other: Span) -> bool:
        """Whether the two share a moment; one that begins as the other ends does not."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday; `estimated` when its day follows the moon and is not confirmed."""

    name: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class Timetable:
    """Working hours from `starts_on` to `ends_on` (inclusive; None: without an end): weekday (Monday 0) → stretches."""

    starts_on: date
    ends_on: date | None
    hours: dict[int, tuple[Stretch, ...]]

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def span(starts_at: datetime, minutes: int) -> Span:
    """The stretch of time of an appointment."""
    return Span(starts_at, starts_at + timedelta(minutes=minutes))


def minutes_fault(minutes: int) -> bool:
    """Whether a length in minutes cannot be: nothing, or longer than a day's work."""
    return not 0 < minutes <= LONGEST


def neighbours(starts_at: datetime, minutes: int) -> tuple[datetime, datetime]:
    """Between which starts another appointment may overlap one that begins then and lasts so long."""
    return starts_at - timedelta(minutes=LONGEST), starts_at + timedelta(minutes=minutes)


def prevailing(timetables: Iterable[Timetable], day: date) -> Timetable | None:
    """The timetable of a day: of those that cover it, the one that began last (Ramadan over the usual hours)."""
    covering = [one for one in timetables if one.covers(day)]
    return max(covering, key=lambda one: one.starts_on, default=None)


def stretches(timetables: Iterable[Timetable], day: date) -> tuple[Stretch, ...] | None:
    """The working hours of a day, none on a day of rest; None where nobody has said the hours of that time."""
    found = prevailing(timetables, day)
    return None if found is None else found.hours.get(day.weekday(), ())


def hours_fault(hours: Sequence[Stretch]) -> str:
    """Why the stretches of one day cannot be: "order" when one ends before it begins, "overlap", or ""."""
    if any(opens >= closes for opens, closes in hours):
        return "order"
    ranked = sorted(hours)
    return "overlap" if any(first[1] > second[0] for first, second in pairwise(ranked)) else ""


def free_slots(
    opened: Iterable[Span],
    taken: Sequence[Span],
    *,
    minutes: int,
    after: datetime | None = None,
    step: int = STEP,
    places: int = 1,
) -> list[Span]:
    """The slots of so many minutes within the opened stretches, at every `step` minutes from the opening on.

    A slot is free while fewer than `places` of the taken stretches meet it, and not before `after`.
    """
    found: list[Span] = []
    for stretch in sorted(opened, key=lambda one: one.start):
        start = stretch.start
        while start + timedelta(minutes=minutes) <= stretch.end:
            slot = span(start, minutes)
            if (after is None or start >= after) and sum(one.meets(slot) for one in taken) < places:
                found.append(slot)
            start += timedelta(minutes=step)
    return found


def holidays_of(year: int, language: str = "fr") -> dict[date, Holiday]:
    """The public holidays of Morocco in a year, named in the language (fr, ar, en).

    Source: the pinned package `holidays` (decree on public holidays; religious ones by the Hijri calendar, estimated
    until the moon is seen).
    """
    return _holidays(year, language if language in LANGUAGES else "fr")


@cache
def _holidays(year: int, language: str) -> dict[date, Holiday]:
    named = holidays.country_holidays(COUNTRY, years=year, language=LANGUAGES[language])
    english = holidays.country_holidays(COUNTRY, years=year, language="en_US")
    # A day that holds a fixed and an estimated one is a holiday whatever the moon says.
    return {
        day: Holiday(str(name), all(ESTIMATED in part for part in str(english[day]).split(";")))
        for day, name in named.items()
        if day.year == year
    }


def holiday(day: date, language: str = "fr") -> Holiday | None:
    """The public holiday of that day, if it is one."""
    return holidays_of(day.year, language).get(day)


def reminder_due(
    *, starts_at: datetime, hours_before: int, agreed_at: datetime, moved: bool, now: datetime
) -> bool:
    """Whether an appointment is to be recalled now: its hour has come, it lies ahead, and it was not just agreed.

    Whoever booked within those hours knows; one that was moved is told again whenever it was.
    """
    if hours_before <= 0:
        return False
    due = starts_at - timedelta(hours=hours_before)
    return due <= now < starts_at and (moved or agreed_at <= due)


def rate(part: int, whole: int) -> int | None:
    """How many of a hundred; None of nothing."""
    return round(100 * part / whole) if whole else None
