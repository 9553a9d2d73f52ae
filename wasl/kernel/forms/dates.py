"""Reading a day as people write it: 3/2/2021, 03-02-21, 2021-02-03, 3 février 2021, ٣ فبراير ٢٠٢١, today, yesterday.

The day comes before the month, as in Morocco and France. No Django here.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY, MONTH, YEAR = "day", "month", "year"

_MONTHS = {
    1: "janvier janv jan january يناير جانفي كانون",
    2: "fevrier fevr fev february feb فبراير فيفري شباط",
    3: "mars mar march مارس اذار",
    4: "avril avr april apr أبريل ابريل افريل نيسان",
    5: "mai may ماي مايو ايار",
    6: "juin jun june يونيو جوان حزيران",
    7: "juillet juil jul july يوليوز يوليو جويلية تموز",
    8: "aout aou august aug غشت أغسطس اغسطس اوت اب",
    9: "septembre sept sep september شتنبر سبتمبر ايلول",
    10: "octobre oct october أكتوبر اكتوبر",
    11: "novembre nov november نونبر نوفمبر",
    12: "decembre dec december دجنبر ديسمبر",
}
_MONTH_OF = {word: number for number, words in _MONTHS.items() for word in words.split()}
_RELATIVE = {
    0: "aujourd'hui aujourdhui today اليوم",
    -1: "hier yesterday أمس امس البارحة",
    1: "demain tomorrow غدا غدًا",
}
_RELATIVE_OF = {word: shift for shift, words in _RELATIVE.items() for word in words.split()}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_EARLIEST, _LATEST = 1900, 2200


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day known to the day, the month or the year; `first` is its earliest day."""

    first: date
    precision: str

    @property
    def last(self) -> date:
        """The latest day it may be."""
        if self.precision == DAY:
            return self.first
        if self.precision == MONTH:
            return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])
        return self.first.replace(month=12, day=31)

    def day_for(self, lookup: str) -> date:
        """The day to compare with: "before March" ends with its last day, "from March" begins with its first."""
        return self.last if lookup in ("lte", "gt") else self.first

    def __iter__(self):  # type: ignore[no-untyped-def]
        """Unpacks as (date, precision)."""
        return iter((self.first, self.precision))


def read_date(text: str, *, today: date, past: bool = False) -> PartialDate | None:
    """The day, month or year written in `text`, or None when it cannot be read without guessing.

    Two-digit years are those nearest before ten years from `today`; with `past` (a birth), none after `today`.
    """
    tidy = _tidy(text)
    if tidy in _RELATIVE_OF:
        return PartialDate(today + timedelta(days=_RELATIVE_OF[tidy]), DAY)
    parts = [part for part in re.split(r"[\s/.\-,]+", tidy) if part]
    parts = [part for part in parts if part not in ("de", "du", "of", "le", "the")]
    if len(parts) == 1:
        return _one(parts[0], today, past)
    if len(parts) == 2:
        return _two(parts[0], parts[1], today, past)
    if len(parts) == 3:
        return _three(parts, today, past)
    return None


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.strip().casefold().translate(_DIGITS))
    kept = "".join(letter for letter in text if unicodedata.category(letter) not in ("Mn", "Cf"))
    return kept.replace("’", "'").replace("ـ", "")


_MONTH_OF = {_tidy(word): number for word, number in _MONTH_OF.items()}
_RELATIVE_OF = {_tidy(word): shift for word, shift in _RELATIVE_OF.items()}


def _one(part: str, today: date, past: bool) -> PartialDate | None:
    if re.fullmatch(r"\d{4}", part):
        return _build(int(part), None, None)
    if re.fullmatch(r"\d{8}", part):
        iso = _build(int(part[:4]), int(part[4:6]), int(part[6:]))
        written = _build(int(part[4:]), int(part[2:4]), int(part[:2]))
        return written or iso
    if re.fullmatch(r"\d{6}", part):
        return _build(_year(part[4:], today, past), int(part[2:4]), int(part[:2]))
    return None


def _two(first: str, second: str, today: date, past: bool) -> PartialDate | None:
    if re.fullmatch(r"\d{4}", first):
        return _build(int(first), _month(second), None, needs_month=True)
    if re.fullmatch(r"\d{4}", second):
        return _build(int(second), _month(first), None, needs_month=True)
    if first in _MONTH_OF and re.fullmatch(r"\d{2}", second):
        return _build(_year(second, today, past), _MONTH_OF[first], None)
    return None


def _three(parts: list[str], today: date, past: bool) -> PartialDate | None:
    first, second, third = parts
    year: int | None
    month: int | None
    if re.fullmatch(r"\d{4}", first):
        year, month, day = int(first), _month(second), third
    elif first in _MONTH_OF:  # February 3, 2021
        year, month, day = _year(third, today, past), _MONTH_OF[first], second
    else:
        year, month, day = _year(third, today, past), _month(second), first
    day = re.sub(r"(er|st|nd|rd|th)$", "", day)
    if month is None or not re.fullmatch(r"\d{1,2}", day):
        return None
    return _build(year, month, int(day))


def _month(text: str) -> int | None:
    if text in _MONTH_OF:
        return _MONTH_OF[text]
    return int(text) if re.fullmatch(r"\d{1,2}", text) else None


def _year(text: str, today: date, past: bool) -> int | None:
    if re.fullmatch(r"\d{4}", text):
        return int(text)
    if not re.fullmatch(r"\d{2}", text):
        return None
    latest = today.year if past else today.year + 10
    year = latest - latest % 100 + int(text)
    return year if year <= latest else year - 100


def _build(
    year: int | None, month: int | None, day: int | None, *, needs_month: bool = False
) -> PartialDate | None:
    if year is None or not _EARLIEST <= year <= _LATEST or (needs_month and month is None):
        return None
    precision = DAY if day is not None else MONTH if month is not None else YEAR
    try:
        return PartialDate(date(year, 1 if month is None else month, 1 if day is None else day), precision)
    except ValueError:
        return None
