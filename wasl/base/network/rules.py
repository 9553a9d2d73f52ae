"""When an office receives people."""

from __future__ import annotations

from datetime import date

from wasl.kernel.periods import add_months


def is_open(*, opened_on: date | None, closed_on: date | None, on: date) -> bool:
    """Whether a place open from `opened_on` to `closed_on`, both inclusive, receives people on that day.

    No opening date means open since before the records; no closing date means still open.
    """
    return (opened_on is None or opened_on <= on) and (closed_on is None or on <= closed_on)


def may_close(*, opened_on: date | None, closed_on: date | None, on: date) -> bool:
    """Whether a place may be closed with `on` as its last day: still open, and not before it opened."""
    return closed_on is None and (opened_on is None or opened_on <= on)


def verification(*, verified_on: date | None, on: date, months: int) -> str:
    """How far what is said of a service may be relied upon on a day: never verified, old (verified more than
    `months` months before), or recent.
    """
    if verified_on is None:
        return "never"
    return "recent" if verified_on >= add_months(on, -months) else "old"
