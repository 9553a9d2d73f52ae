"""What a line of the year's page is, without Django: codes, and which of them a visit counts under."""

from __future__ import annotations

NONE = "none"  # nothing was said, no guichet, no reason
AGES = ("under_18", "18_25", "26_35", "36_59", "60_plus", "unknown")
UPPER = {"under_18": 17, "18_25": 25, "26_35": 35, "36_59": 59}


def age_bounds(band: str) -> tuple[int | None, int | None] | None:
    """Lowest and highest age of a band, both inclusive, None where it is open; None for the band without an age."""
    if band not in AGES or band == "unknown":
        return None
    place = AGES.index(band)
    lowest = UPPER[AGES[place - 1]] + 1 if place else 0
    return lowest, UPPER.get(band)


def band_reached(birth_year: int | None, year: int) -> str:
    """The band of the age reached in that year (on its 31 December); "unknown" without a birth, or born later."""
    if birth_year is None or birth_year > year:
        return "unknown"
    age = year - birth_year
    return next((band for band, last in UPPER.items() if age <= last), "60_plus")
