"""What a sheet is made of: cells, lines, and how a value reads as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from wasl.kernel.errors import WaslError

Raw = str | int | float | bool | date | time | timedelta | None


class Unusable(WaslError):
    """The file cannot be read as a sheet; the message says why in plain words."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it stands, what the file holds, the same as text, and whether a formula computed it."""

    ref: str
    value: Raw
    text: str
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet under its own number (1 is the top)."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        return not any(cell.text or cell.formula for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells shown as one, from a first to a last row and column, all counted from 0; the first one holds the text."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet from A1 on: empty lines are kept so that numbers are those the person sees."""

    name: str
    lines: tuple[Line, ...]
    others: tuple[str, ...] = field(default=())
    merged: tuple[Merged, ...] = field(default=())

    @property
    def width(self) -> int:
        return max((len(line.cells) for line in self.lines), default=0)


def column_letters(index: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(ref: str) -> tuple[int, int]:
    """Row and column, counted from 0, of a reference: C14 is (13, 2). "" and what is none give (-1, -1)."""
    letters = ref.rstrip("0123456789")
    column = 0
    for letter in letters[:4].upper():
        column = column * 26 + ord(letter) - 64
    return int(ref[len(letters) :] or 0) - 1, column - 1


def western_digits(text: str) -> str:
    """The same text with every decimal digit (Arabic-Indic, Persian…) written 0 to 9."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def as_text(value: Raw) -> str:
    """What a person would read: whole numbers without a point, dates as YYYY-MM-DD, single spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).replace("\xa0", " ").split())


def lines_of(rows: Sequence[Sequence[Raw]], formulas: frozenset[str]) -> tuple[Line, ...]:
    """Lines under their own numbers, the empty ones at the end left out."""
    letters = [column_letters(index) for index in range(max(map(len, rows), default=0))]
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for column, value in enumerate(row):
            ref = f"{letters[column]}{number}"
            cells.append(Cell(ref, value, as_text(value), ref in formulas))
        lines.append(Line(number, tuple(cells)))
    while lines and lines[-1].empty:
        lines.pop()
    return tuple(lines)
