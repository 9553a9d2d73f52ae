"""Exports: exactly the filtered rows in the order shown, as a sheet or as comma-separated text, streamed."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import pgettext

from wasl.kernel import clock
from wasl.kernel.tables.columns import Column, Exported
from wasl.kernel.tables.table import Table
from wasl.kernel.xlsx import DANGEROUS, guard

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PORTION = 64 * 1024
ROWS_OF_A_SHEET = 1_048_575
CHARACTERS_OF_A_CELL = 32_767


class _Line:
    """A file that hands back what was written to it."""

    def write(self, text: str) -> str:
        return text


def export_csv(table: Table) -> StreamingHttpResponse:
    """Comma-separated, UTF-8 with its mark; days as 2026-11-21, decimals with a point; rows leave as they are read."""
    language = translation.get_language() or "fr"
    response = StreamingHttpResponse(_csv_lines(table, language), content_type="text/csv; charset=utf-8")
    return _named(response, table, "csv")


def _csv_lines(table: Table, language: str) -> Iterator[str]:
    writer = csv.writer(_Line())
    with translation.override(language):
        columns = table.shown
        head = [cell for column in columns for cell in _head(column)]
        yield "\ufeff" + writer.writerow([guard(cell) for cell in head])
    for record in table.records():
        with translation.override(language):
            cells = [cell for column in columns for cell in _cells(column, record)]
            line = writer.writerow([_plain(cell) for cell in cells])
        yield line


def export_xlsx(table: Table) -> tuple[StreamingHttpResponse, int]:
    """A sheet with real numbers and days, written to a temporary file row by row; and how many rows it holds."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the response
    count = _write_book(table, file)
    response = StreamingHttpResponse(_Portions(file), content_type=XLSX)
    response["Content-Length"] = str(file.tell())
    file.seek(0)
    return _named(response, table, "xlsx"), count


class _Portions:
    """A temporary file handed out in portions; it vanishes with its reader, read or not."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        while portion := self.file.read(PORTION):
            yield portion

    def close(self) -> None:
        self.file.close()

    def __del__(self) -> None:
        self.close()


def _write_book(table: Table, file: IO[bytes]) -> int:
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "remove_timezone": True})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "datetime": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "quoted": book.add_format({"quote_prefix": True}),
    }
    count, line, sheet = 0, ROWS_OF_A_SHEET, None
    for record in table.records():
        if sheet is None or line >= ROWS_OF_A_SHEET:
            sheet, line = _new_sheet(book, table, formats), 0
        line += 1
        count += 1
        place = 0
        for column in table.shown:
            for cell in _cells(column, record):
                _write_cell(sheet, line, place, cell, formats)
                place += 1
    if sheet is None:
        _new_sheet(book, table, formats)
    book.close()
    return count


def _new_sheet(book: Any, table: Table, formats: dict[str, Any]) -> Any:
    sheet = book.add_worksheet()
    if translation.get_language_bidi():
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    place = 0
    for column in table.shown:
        for head in _head(column):
            sheet.set_column(place, place, max(12, min(40, len(head) + 4)))
            sheet.write_string(0, place, head, formats["head"])
            place += 1
    return sheet


def _write_cell(sheet: Any, line: int, place: int, cell: Exported, formats: dict[str, Any]) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(line, place, cell)
        case int() | float():
            sheet.write_number(line, place, cell)
        case Decimal():
            sheet.write_number(line, place, cell, formats["money"])
        case datetime():
            sheet.write_datetime(line, place, _local(cell), formats["datetime"])
        case date():
            sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), formats["date"])  # noqa: DTZ001
        case _:
            text = cell[:CHARACTERS_OF_A_CELL]
            # the mark "this is text": a formula is never run, not even after the cell is edited
            sheet.write_string(line, place, text, formats["quoted"] if text.startswith(DANGEROUS) else None)


def _head(column: Column) -> list[str]:
    """The headings of a column: money has its currency in a column of its own."""
    label = str(column.label)
    if column.kind != "money":
        return [label]
    return [label, pgettext("column", "%(amount)s (currency)") % {"amount": label}]


def _cells(column: Column, record: Any) -> list[Exported]:
    value = column.exported(record)
    if column.kind != "money":
        return [value]
    return [value, None if value is None else column.money_code(record)]


def _plain(cell: Exported) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "1" if cell else "0"
        case datetime():
            return _local(cell).strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return cell.isoformat()
        case str():
            return str(guard(cell))
        case _:
            return str(cell)


def _local(value: datetime) -> datetime:
    return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value  # noqa: TID251


def _named(response: StreamingHttpResponse, table: Table, kind: str) -> StreamingHttpResponse:
    response["Content-Disposition"] = (
        f'attachment; filename="{table.export_name}-{clock.today().isoformat()}.{kind}"'
    )
    response["Cache-Control"] = "no-store"
    return response
