"""What two birth dates say, as far as each is known."""

from __future__ import annotations

from functools import lru_cache

from wasl.spine.matching.rules.record import Birth

# Years that are slipped rather than of somebody else: one off, or another decade.
SLIPPED_YEARS = frozenset({1, 10, 20})


@lru_cache(maxsize=1 << 16)
def birth_code(one: Birth | None, other: Birth | None) -> str:
    """The code of what two birth dates say. 1 January is what is written when nobody knows the day."""
    if one is None or other is None:
        return "birth_unknown"
    if one == other:
        return _same(one)
    years = abs(one.year - other.year)
    if one.exact and other.exact:
        return _exact(one, other, years)
    if years:
        return "birth_next_year" if years == 1 else "birth_year_differs"
    if one.weak or other.weak or not one.month or not other.month:
        return "birth_year"
    return "birth_month" if one.month == other.month else "birth_differs"


def _same(birth: Birth) -> str:
    if birth.exact:
        return "birth_day"
    if birth.weak:
        return "birth_first_january"
    return "birth_month" if birth.month else "birth_year"


def _exact(one: Birth, other: Birth, years: int) -> str:
    if years:
        same_day = (one.month, one.day) == (other.month, other.day)
        return "birth_other_year" if same_day and years in SLIPPED_YEARS else "birth_differs"
    if (one.month, one.day) == (other.day, other.month):
        return "birth_swapped"
    if one.month == other.month:
        return "birth_near_day"
    return "birth_same_month" if one.day == other.day else "birth_differs"
