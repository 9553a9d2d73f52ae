"""Birth dates keep their precision, and so do ages."""

from __future__ import annotations

from datetime import date

DAY, MONTH, YEAR, NO_PRECISION = "day", "month", "year", "none"


def ages_on(birth: date | None, precision: str, day: date) -> tuple[int, int] | None:
    """The lowest and highest completed years on `day` that the known part of the birth date allows.

    Both are equal for an exact date; None when no birth date is known or when it lies after `day`.
    """
    if birth is None or precision == NO_PRECISION:
        return None
    youngest, oldest = birth, birth
    if precision == YEAR:
        oldest, youngest = date(birth.year, 1, 1), date(birth.year, 12, 31)
    elif precision == MONTH:
        following = date(birth.year + birth.month // 12, birth.month % 12 + 1, 1)
        oldest, youngest = birth.replace(day=1), date.fromordinal(following.toordinal() - 1)
    if oldest > day:
        return None
    return max(_completed(youngest, day), 0), _completed(oldest, day)


def _completed(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def birth_text(birth: date | None, precision: str) -> str:
    """The known part of a birth date in digits: 07/03/1994, 03/1994, 1994, or nothing."""
    if birth is None or precision == NO_PRECISION:
        return ""
    if precision == YEAR:
        return f"{birth.year}"
    if precision == MONTH:
        return f"{birth.month:02}/{birth.year}"
    return f"{birth.day:02}/{birth.month:02}/{birth.year}"


def same_birth(one: date | None, one_precision: str, other: date | None, other_precision: str) -> bool | None:
    """Whether two birth dates may be of one person, as far as both are known; None when one is unknown."""
    if one is None or other is None:
        return None
    if one.year != other.year:
        return False
    if YEAR in (one_precision, other_precision):
        return True
    if one.month != other.month:
        return False
    return MONTH in (one_precision, other_precision) or one.day == other.day
