"""What a reason must say, how long a door stands open, by when a request is answered. No Django, no database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

LEAST_LETTERS = 10
NOTICE = timedelta(days=3)


def says_enough(words: str) -> bool:
    """Whether a reason has at least ten letters: dots, digits and blanks say nothing."""
    return sum(char.isalpha() for char in words) >= LEAST_LETTERS


def closes_at(opened: datetime, minutes: int) -> datetime:
    """The instant at which a compartment closes again by itself."""
    return opened + timedelta(minutes=minutes)


def due_on(asked_on: date, days: int | None) -> date | None:
    """The last day to answer, the day of the request not counted; None where no delay is known."""
    return None if days is None else asked_on + timedelta(days=days)


def urgency(due: date | None, answered: bool, today: date) -> str:
    """`answered`, `late` after the last day, `soon` in the three days before it, else `waiting`."""
    if answered:
        return "answered"
    if due is None:
        return "waiting"
    return "late" if today > due else "soon" if due - today <= NOTICE else "waiting"
