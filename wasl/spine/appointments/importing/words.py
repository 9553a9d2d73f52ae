"""How the cells of a sheet of appointments are read: the hour, and what became of it."""

from __future__ import annotations

import re
from datetime import time

from wasl.spine.people.rules.reading import is_nothing, joined

STATUSES: dict[str, str] = {
    "booked": "prevu|a venir|confirme|programme|fixe|booked|planned|scheduled|مبرمج|مؤكد",
    "done": "venu|venue|est venu|est venue|honore|fait|realise|tenu|present|presente|came|held|attended|حضر|حضرت|تم",
    "no_show": "absent|absente|non venu|pas venu|pas venue|manque|missed|no show|did not come|غائب|لم يحضر",
    "cancelled": "annule|annulee|reporte|cancelled|canceled|ملغى|ألغي",
}
_KNOWN = {joined(word): code for code, words in STATUSES.items() for word in (code, *words.split("|"))}
HOUR = re.compile(r"(?<![\d/.-])(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)(?::\d{2})?\s*$")


def read_status(text: str) -> str | None:
    """The code of what became of it, "" for an empty cell, None when the word is not known."""
    return "" if is_nothing(text) else _KNOWN.get(joined(text))


def split_hour(text: str) -> tuple[str, time | None]:
    """A cell as its day and its hour: "12/03/2024 10h30", "10:30", "9 h"; None where it holds no hour."""
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in text).strip()
    found = HOUR.search(digits)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return digits, None
    return digits[: found.start()].strip(" ,àa"), time(int(found[1]), int(found[2] or 0))
