"""When a title ends, and when whoever advises its holder is told: days and thresholds come as arguments."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# The threshold of what has ended already: told once, after the last day of validity.
EXPIRED = -1

# Titles that follow one another: a receipt takes over from the card it renews, a new card from the receipt.
FAMILIES = {
    "residence_card": "stay",
    "ten_year_card": "stay",
    "receipt": "stay",
    "short_stay": "stay",
    "refugee_card": "refugee",
    "unhcr": "unhcr",
    "passport": "passport",
}
# Code of a residence status → the title that proves it.
TITLE_OF_STATUS = {
    "card": "residence_card",
    "ten_year_card": "ten_year_card",
    "receipt": "receipt",
    "refugee_card": "refugee_card",
    "refugee_unhcr": "unhcr",
    "asylum_seeker": "unhcr",
    "short_stay": "short_stay",
}


@dataclass(frozen=True, slots=True)
class Title:
    """A title known by a paper or by a residence status: what it is, its last day, the ids of its records."""

    kind: str
    ends_on: date
    country: str = ""
    paper: int | None = None
    residence: int | None = None

    @property
    def family(self) -> str:
        """Titles of one family follow one another; two passports of two countries do not."""
        family = FAMILIES[self.kind]
        return f"{family}:{self.country}" if self.country and family == "passport" else family


def deadlines(titles: Iterable[Title]) -> dict[str, Title]:
    """The last known end in each family. A paper and a status that say the same are one, with both records."""
    found: dict[str, Title] = {}
    for title in titles:
        held = found.get(title.family)
        if held is None or title.ends_on > held.ends_on:
            found[title.family] = title
        elif title.ends_on == held.ends_on:
            kind = held.kind if held.paper is not None else title.kind
            paper, residence = held.paper or title.paper, held.residence or title.residence
            found[title.family] = Title(kind, held.ends_on, held.country, paper, residence)
    return found


def week_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def to_tell(
    ends_on: date, *, today: date, thresholds: Iterable[int], told: Collection[int] = ()
) -> int | None:
    """The threshold to tell of this week, in days before `ends_on`; None when there is nothing new to say.

    A threshold is reached in the week (Monday to Sunday) in which that many days are left, so that nobody hears of it
    late; `EXPIRED` the day after `ends_on`. Of several reached at once, as when weeks were left out, the nearest to the
    end speaks for all: what is less urgent than something told is never told after it.
    """
    reached = reached_by(ends_on, today=today, thresholds=thresholds)
    if reached is None or any(one <= reached for one in told):
        return None
    return reached


def reached_by(ends_on: date, *, today: date, thresholds: Iterable[int]) -> int | None:
    """The threshold nearest to the end that the week of `today` reaches; `EXPIRED` once the title has ended."""
    if ends_on < today:
        return EXPIRED
    left = (ends_on - (week_of(today) + timedelta(days=6))).days
    return min((one for one in thresholds if left <= one), default=None)
