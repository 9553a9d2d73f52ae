"""Sheets out: one row in memory, and no text that a spreadsheet would take for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import BinaryIO

import xlsxwriter
from django.utils import timezone
from django.utils.functional import Promise

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PLAIN_NUMBER = re.compile(r"[+-]\d[\d ]*([.,]\d+)?")


def guard(value: object) -> object:
    """The value as it may stand in a cell of an export: a text that could run gets an apostrophe.

    Plain numbers and telephone numbers written with a sign stay as they are: they cannot run anything.
    """
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, str) and value.startswith(DANGEROUS) and not PLAIN_NUMBER.fullmatch(value):
        return "'" + value
    return value


def write_rows(
    out: BinaryIO,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    sheet_name: str = "",
    right_to_left: bool = False,
) -> int:
    """Write headings and rows as one XLSX sheet into ``out`` and return the number of rows.

    One row at a time stays in memory. Decimals become numbers with two places, dates and instants (in local
    time) become dates, everything else text that no spreadsheet takes for a formula.
    """
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet(_sheet_name(sheet_name) or None)
    if right_to_left:
        sheet.right_to_left()
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "instant": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, min(max(len(heading) + 2, 12), 40))
        sheet.write_string(0, column, str(guard(heading)), formats["head"])
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, count, column, value, formats)
    book.close()
    return count


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: object,
    formats: dict[str, xlsxwriter.format.Format],
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool | str | Promise):
        sheet.write_string(row, column, str(guard(str(value))))
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats["money"])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime):
        local = timezone.make_naive(value) if timezone.is_aware(value) else value
        sheet.write_datetime(row, column, local, formats["instant"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), formats["date"])
    else:
        sheet.write_string(row, column, str(guard(str(value))))


def _sheet_name(wanted: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", wanted).strip(" '")[:31]
