"""A column: what it shows of a record, where it leads, how it sorts, how it is exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from wasl.kernel.frames import Text
from wasl.kernel.ui import words
from wasl.kernel.ui.templatetags import ui

Kind = Literal["text", "number", "money", "date", "datetime", "status"]
Exported = str | int | float | Decimal | date | datetime | bool | None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    value: record → what is shown (Decimal for money, date for date…); a status may give (tone, label).
    href: record → address, or None for no link; the first column with one opens the row.
    sort: lookups to order by, "-" for the contrary direction; empty: not sortable. The primary key is added.
    currency: for money, a code or record → code. export: record → the exported cell where it differs from the value.
    default: whether it is shown before anyone has chosen columns.
    """

    code: str
    label: Text
    value: Callable[[Any], Any]
    href: Callable[[Any], str | None] | None = None
    sort: str | Sequence[str] = ()
    kind: Kind = "text"
    currency: str | Callable[[Any], str] = "MAD"
    tone: Callable[[Any], str] | None = None
    default: bool = True
    export: Callable[[Any], Exported] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.sort,) if isinstance(self.sort, str) and self.sort else tuple(self.sort)

    @property
    def numeric(self) -> bool:
        return self.kind in ("number", "money")

    def cell(self, record: Any) -> Cell:
        """The cell as the page shows it."""
        value = self.value(record)
        href = self.href(record) if self.href else None
        return Cell(self, self._show(record, value), href or "")

    def exported(self, record: Any) -> Exported:
        """The cell as a sheet keeps it: numbers, days and moments as such, all else as text."""
        if self.export is not None:
            return self.export(record)
        value = self.value(record)
        if self.kind == "status" and isinstance(value, tuple):
            value = value[1]
        if value is None or isinstance(value, bool | int | float | Decimal | date):
            return value
        return str(value)

    def money_code(self, record: Any) -> str:
        return self.currency(record) if callable(self.currency) else self.currency

    def _show(self, record: Any, value: Any) -> str | SafeString:
        if value is None or value == "":
            return format_html('<span class="quiet">{}</span>', words.NOTHING)
        match self.kind:
            case "money":
                return words.money_html(value, self.money_code(record))
            case "number":
                return words.number(value)
            case "date":
                return words.day(value)
            case "datetime":
                return words.moment(value)
            case "status":
                tone, label = (
                    value
                    if isinstance(value, tuple)
                    else (self.tone(record) if self.tone else "neutral", value)
                )
                return ui.status(tone, label)
            case _:
                return value if isinstance(value, SafeString) else str(value)


@dataclass(frozen=True, slots=True)
class Cell:
    """One shown cell: text (safe or escaped by the template), address or "", whether it opens the row."""

    column: Column
    text: str
    href: str
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One shown record: its cells, the address it opens ("" for none), its primary key."""

    cells: list[Cell]
    href: str
    pk: Any
    record: Any = field(repr=False)
