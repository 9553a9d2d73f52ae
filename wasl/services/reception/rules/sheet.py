"""The sheet of paper kept while there is no power: its codes, and how its cells are read when they are typed.

The codes are printed on the sheet: one that was given once keeps its meaning, new ones are added behind.
"""

from __future__ import annotations

import re
import unicodedata

from wasl.services.reception.rules.year import UPPER

AGE_CODES = {"A": "under_18", "B": "18_25", "C": "26_35", "D": "36_59", "E": "60_plus"}
GROUP_CODES = {"1": "MA", "2": "SSA", "3": "MAGHREB", "4": "MENA", "5": "EUROPE", "6": "OTHER"}
REASON_CODES = {
    "1": "information", "2": "collective_business", "3": "auto_entrepreneur", "4": "association", "5": "marketing",
    "6": "labour_law", "7": "employment", "8": "training", "9": "papers",
    "10": "health", "11": "education", "12": "other",
}  # fmt: skip
ACTIVITY_CODES = {
    "1": "salaried", "2": "self_employed", "3": "informal", "4": "housework", "5": "student", "6": "seeking",
    "7": "none", "8": "craft",
}  # fmt: skip
SAME = frozenset({"", '"', "''", "“", "”", "»", "«", "idem", "id"})
_HOUR = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{1,2})?)?\s*(?:mn|min)?")
_OLDEST = 120


def _western(text: str) -> str:
    """The text in its usual form, with the digits 0 to 9."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in plain)


def same_as_above(text: str) -> bool:
    """Whether the cell is empty or holds the sign that repeats the line above."""
    return _western(text) in SAME


def read_hour(text: str) -> tuple[int, int] | None:
    """Hours and minutes of "9h15", "9:15", "0915", "9 h" or "٩:١٥"; None when it is no hour."""
    tidy = _western(text).replace("س", "h")
    found = _HOUR.fullmatch(tidy)
    if re.fullmatch(r"\d{3,4}", tidy):
        hour, minute = int(tidy[:-2]), int(tidy[-2:])
    elif found:
        hour, minute = int(found[1]), int(found[2] or 0)
    else:
        return None
    return (hour, minute) if hour < 24 and minute < 60 else None


def read_age(text: str) -> str | None:
    """The age band of a letter of the sheet, or of an age in years; "unknown" when empty, None when it is neither."""
    tidy = _western(text)
    if not tidy:
        return "unknown"
    if tidy.isdecimal():
        age = int(tidy)
        return (
            next((band for band, last in UPPER.items() if age <= last), "60_plus") if age < _OLDEST else None
        )
    return AGE_CODES.get(tidy.upper())


def read_group(text: str) -> str | None:
    """The group of countries of a number of the sheet; "" when empty, None when it is none of them."""
    return _one(text, GROUP_CODES)


def read_activity(text: str) -> str | None:
    """The activity of a number of the sheet; "" when empty, None when it is none of them."""
    return _one(text, ACTIVITY_CODES)


def _one(text: str, codes: dict[str, str]) -> str | None:
    tidy = _western(text)
    return codes.get(tidy) if tidy else ""


def read_reasons(text: str) -> list[str] | None:
    """The reasons of the numbers of the sheet ("1, 8"), in the order written; None when one is unknown."""
    numbers = [part for part in re.split(r"[\s,;.+/،-]+", _western(text)) if part]
    if any(number not in REASON_CODES for number in numbers):
        return None
    return list(dict.fromkeys(REASON_CODES[number] for number in numbers))


def read_place(text: str, count: int) -> int | None:
    """The place (from 1) of a guichet among `count`; 0 when empty, None when there is no such guichet."""
    tidy = _western(text)
    if not tidy:
        return 0
    return int(tidy) if tidy.isdecimal() and 1 <= int(tidy) <= count else None
