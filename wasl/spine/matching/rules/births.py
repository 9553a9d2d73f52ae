"""What two birth dates say, as far as each is known.

A birth is a number: year, month and day in eight digits, zeros for what is not known, 0 for nothing.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from wasl.spine.people.rules.ages import MONTH, NO_PRECISION, YEAR

NOTHING = 0
# Years that are slipped rather than of somebody else: one off, or another decade.
SLIPPED_YEARS = frozenset({1, 10, 20})


def number_of(birth: date | None, precision: str) -> int:
    """The birth as a number: 19940307, 19940300 for a month, 19940000 for a year, 0 when it is not known."""
    if birth is None or precision == NO_PRECISION:
        return NOTHING
    month = 0 if precision == YEAR else birth.month
    return birth.year * 10000 + month * 100 + (0 if precision in (YEAR, MONTH) else birth.day)


def is_weak(birth: int) -> bool:
    """1 January: the day written when nobody knows the day."""
    return birth % 10000 == 101


def is_exact(birth: int) -> bool:
    """A day that somebody knew."""
    return birth % 100 > 0 and not is_weak(birth)


@lru_cache(maxsize=1 << 17)
def birth_code(one: int, other: int) -> str:
    """The code of what two births say. 1 January says the year."""
    if not one or not other:
        return "birth_unknown"
    if one == other:
        return _same(one)
    years = abs(one // 10000 - other // 10000)
    if is_exact(one) and is_exact(other):
        return _exact(one, other, years)
    if years:
        return "birth_next_year" if years == 1 else "birth_year_differs"
    month, other_month = _month(one), _month(other)
    if is_weak(one) or is_weak(other) or not month or not other_month:
        return "birth_year"
    return "birth_month" if month == other_month else "birth_differs"


def _month(birth: int) -> int:
    return birth // 100 % 100


def _same(birth: int) -> str:
    if is_exact(birth):
        return "birth_day"
    if is_weak(birth):
        return "birth_first_january"
    return "birth_month" if _month(birth) else "birth_year"


def _exact(one: int, other: int, years: int) -> str:
    month, other_month, day, other_day = _month(one), _month(other), one % 100, other % 100
    if years:
        same_day = (month, day) == (other_month, other_day)
        return "birth_other_year" if same_day and years in SLIPPED_YEARS else "birth_differs"
    if (month, day) == (other_day, other_month):
        return "birth_swapped"
    if month == other_month:
        return "birth_near_day"
    return "birth_same_month" if day == other_day else "birth_differs"
