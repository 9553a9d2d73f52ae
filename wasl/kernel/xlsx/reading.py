"""Sheets in: workbooks and comma-separated text, told apart by what they hold and not by their name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from wasl.kernel.xlsx import archive as zipped
from wasl.kernel.xlsx.cells import Sheet, Unusable, lines_of

LARGEST_CSV = 20 * 1024 * 1024  # bytes
MOST_SHEETS = 20
DELIMITERS = ";,\t|"
NOT_TEXT = _("This file is not a text file.")
# "sep=;" on the first line of a CSV tells Excel the delimiter; Excel does not show that line.
SAID_DELIMITER = re.compile(r"\ufeff?\"?sep=(.)\"?[;,\t]*(?:\r\n|\r|\n)", re.IGNORECASE)
RUN_OF_HIGH_BYTES = re.compile(rb"[\x80-\xff]{3,}")
HIGH_BYTE = re.compile(rb"[\x80-\xff]")


def read_any(content: bytes, *, file_name: str, sheet: str | None = None) -> Sheet:
    """Read a workbook or a CSV, whatever its name says. Raises ``Unusable`` with a sentence that says what to do."""
    return read_all(content, file_name=file_name, only=sheet)[0]


def read_all(content: bytes, *, file_name: str, only: str | None = None) -> list[Sheet]:
    """Every visible sheet that is not empty (or the one named), the first of the workbook first; a CSV is one sheet.

    A workbook without any line gives its first sheet, empty. Raises ``Unusable``.
    """
    if content.startswith(zipped.ZIP):
        return _sheets(content, only)
    why: str | Promise = zipped.refusal_of(content)
    text_named = file_name.lower().endswith((".csv", ".txt", ".tsv"))
    if why or (not content and not text_named):
        raise Unusable(why or zipped.UNREADABLE)
    try:
        found = read_csv(content)
    except Unusable:
        if text_named:
            raise
        raise Unusable(zipped.UNREADABLE) from None
    if not text_named and found.width < 2:
        raise Unusable(zipped.UNREADABLE)
    return [found]


def read_sheet(file: BinaryIO | bytes, *, name: str | None = None) -> Sheet:
    """Read one sheet of an XLSX file (the first visible one, unless named). Raises ``Unusable``.

    Dates of both calendars (1900 and 1904) arrive as dates. A cell with a formula holds its last computed
    value and says so.
    """
    return _sheets(file if isinstance(file, bytes) else _all_of(file), name, first=True)[0]


def _sheets(content: bytes, only: str | None, *, first: bool = False) -> list[Sheet]:
    with zipped.opened(content) as archive:
        zipped.measure(archive)
        try:
            with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
                visible = [
                    sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible
                ]
                wanted = [only] if only else (visible or book.sheet_names)[: 1 if first else MOST_SHEETS]
                if only and only not in book.sheet_names:
                    raise Unusable(_("The workbook has no sheet of that name."))
                found = _read(archive, book, wanted, visible)
        except CalamineError as error:
            raise Unusable(zipped.UNREADABLE) from error
    return [sheet for sheet in found if sheet.lines] or found[:1]


def _read(
    archive: zipfile.ZipFile, book: CalamineWorkbook, wanted: Sequence[str], visible: Sequence[str]
) -> list[Sheet]:
    """The sheets wanted; together they hold no more cells than one alone may."""
    found, left = [], zipped.LARGEST_EXTENT
    for name in wanted:
        scan = zipped.Scan(left)
        zipped.walk(archive, zipped.part_of(archive, name), scan.tag)
        left -= scan.extent
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        lines = lines_of(rows, frozenset(scan.formulas))
        others = tuple(other for other in visible if other != name)
        found.append(Sheet(name, lines, others, tuple(scan.merged)))
    return found


def read_csv(file: BinaryIO | bytes, *, name: str = "CSV") -> Sheet:
    """Read a CSV file: UTF-8, UTF-16, Windows-1252 or 1256; comma, semicolon, tab or bar. Raises ``Unusable``."""
    content = file if isinstance(file, bytes) else _all_of(file)
    if len(content) > LARGEST_CSV:
        raise Unusable(zipped.TOO_LARGE)
    text = _decoded(content)
    if "\x00" in text:
        raise Unusable(NOT_TEXT)
    said = SAID_DELIMITER.match(text)
    delimiter = said.group(1) if said else _delimiter(text)
    try:
        rows = list(
            csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=delimiter)
        )
    except csv.Error as error:
        raise Unusable(_("A cell of this file never ends: a quotation mark is missing.")) from error
    if sum(map(len, rows)) > zipped.LARGEST_EXTENT:
        raise Unusable(zipped.TOO_LARGE)
    return Sheet(name, lines_of(rows, frozenset()))


def _delimiter(text: str) -> str:
    """The sign met most often outside quotation marks at the head of the file."""
    outside = re.sub(r'"[^"]*"', "", text[:20_000])
    lines = [line for line in outside.splitlines() if line.strip()][:25]
    return max(DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines))


def _all_of(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    head = content[:2000]
    if len(head) > 3 and head.count(b"\x00") > len(head) // 4:  # UTF-16 that forgot to say so
        return content.decode("utf-16-le" if head[1:2] == b"\x00" else "utf-16-be", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1256" if _arabic_windows(content) else "cp1252", "replace")


def _arabic_windows(content: bytes) -> bool:
    """Whether bytes above ASCII mostly come in runs: words of Arabic, where French has single accented letters."""
    in_runs = sum(len(run) for run in RUN_OF_HIGH_BYTES.findall(content))
    return in_runs * 2 > len(HIGH_BYTE.findall(content))
