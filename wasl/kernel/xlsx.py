"""Spreadsheets in and out.

Reading gives every cell its A1 reference, so that a fault can be named where the person sees it. A file is
measured before it is opened: its true uncompressed size and the extent of its sheet are bounded, formulas are
noticed but never computed. Writing keeps one row in memory and never lets a text be read as a formula.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import BinaryIO
from xml.parsers import expat

import xlsxwriter
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from wasl.kernel.errors import WaslError

LARGEST_UNCOMPRESSED = 60 * 1024 * 1024  # bytes, all parts of the workbook together
LARGEST_EXTENT = 1_500_000  # cells, from A1 to the last one written
LARGEST_CSV = 20 * 1024 * 1024  # bytes
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PLAIN_NUMBER = re.compile(r"[+-]\d[\d ]*([.,]\d+)?")
UNREADABLE = _("This file is not a workbook that can be read. Save it again as XLSX.")
DAMAGED = _("This file is damaged or locked by a password.")
TOO_LARGE = _("This file is too large to be read at once. Split it in several.")
TOO_WIDE = _("A cell stands so far away that the sheet is too large. Delete the empty lines or columns.")
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
class Sheet:
    """A sheet from A1 on: empty lines are kept so that numbers are those the person sees."""

    name: str
    lines: tuple[Line, ...]
    others: tuple[str, ...] = field(default=())

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


def read_sheet(file: BinaryIO | bytes, *, name: str | None = None) -> Sheet:
    """Read one sheet of an XLSX file (the first visible one, unless named). Raises ``Unusable``.

    Dates of both calendars (1900 and 1904) arrive as dates. A cell with a formula holds its last computed
    value and says so.
    """
    content = file if isinstance(file, bytes) else _all_of(file)
    with _opened(content) as archive:
        _measure(archive)
        try:
            with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
                visible = [
                    sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible
                ]
                chosen = name or (visible or book.sheet_names)[0]
                if chosen not in book.sheet_names:
                    raise Unusable(_("The workbook has no sheet of that name."))
                formulas = _scan(archive, chosen)
                rows = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
        except CalamineError as error:
            raise Unusable(UNREADABLE) from error
    return Sheet(chosen, _lines(rows, formulas), tuple(other for other in visible if other != chosen))


def read_csv(file: BinaryIO | bytes, *, name: str = "CSV") -> Sheet:
    """Read a CSV file (UTF-8, UTF-16, Windows-1252; comma, semicolon, tab). Raises ``Unusable``."""
    content = file if isinstance(file, bytes) else _all_of(file)
    if len(content) > LARGEST_CSV:
        raise Unusable(TOO_LARGE)
    text = _decoded(content)
    if "\x00" in text:
        raise Unusable(_("This file is not a text file."))
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    if sum(map(len, rows)) > LARGEST_EXTENT:
        raise Unusable(TOO_LARGE)
    return Sheet(name, _lines(rows, frozenset()))


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


def _all_of(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise Unusable(UNREADABLE) from error


def _measure(archive: zipfile.ZipFile) -> None:
    """Refuse what unfolds to too much, even if the archive lies of its sizes (its checksums then fail)."""
    if sum(part.file_size for part in archive.infolist()) > LARGEST_UNCOMPRESSED:
        raise Unusable(TOO_LARGE)
    try:
        sound = archive.testzip() is None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise Unusable(DAMAGED) from error
    if not sound:
        raise Unusable(DAMAGED)


def _walk(archive: zipfile.ZipFile, part: str, on_tag: Callable[[str, dict[str, str]], None]) -> None:
    """Call ``on_tag(name, attributes)`` at every tag of a part; entities are refused."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(tag: str, attributes: dict[str, str]) -> None:
        on_tag(tag.rpartition(" ")[2], {name.rpartition(" ")[2]: text for name, text in attributes.items()})

    def entity(*_args: object) -> None:
        raise Unusable(UNREADABLE)

    parser.StartElementHandler = start
    parser.EntityDeclHandler = entity
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except (KeyError, expat.ExpatError) as error:
        raise Unusable(UNREADABLE) from error


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Path of the part of the archive that holds this sheet."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def in_book(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            sheets[attributes.get("name", "")] = attributes.get("id", "")

    def in_links(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _walk(archive, "xl/workbook.xml", in_book)
    _walk(archive, "xl/_rels/workbook.xml.rels", in_links)
    target = targets.get(sheets.get(sheet, ""), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _scan(archive: zipfile.ZipFile, sheet: str) -> frozenset[str]:
    """The references of the cells computed by a formula; refuses a sheet whose extent is too wide to hold."""
    scan = _Scan()
    _walk(archive, _part_of(archive, sheet), scan.tag)
    return frozenset(scan.formulas)


class _Scan:
    """What the sheet's own text says of its extent and its formulas."""

    def __init__(self) -> None:
        self.formulas: set[str] = set()
        self.here = ""
        self.last_row = self.last_column = 0

    def tag(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "f":
            self.formulas.add(self.here)
        elif tag == "c":
            self.here = attributes.get("r", "")
            self.extend(self.here)
        elif tag == "row":
            self.extend("A" + attributes.get("r", ""))

    def extend(self, ref: str) -> None:
        letters = ref.rstrip("0123456789")
        column = 0
        for letter in letters[:4].upper():
            column = column * 26 + ord(letter) - 64
        self.last_column = max(self.last_column, column)
        self.last_row = max(self.last_row, int(ref[len(letters) :] or 0))
        if self.last_row * self.last_column > LARGEST_EXTENT:
            raise Unusable(TOO_WIDE)


def _lines(rows: Sequence[Sequence[Raw]], formulas: frozenset[str]) -> tuple[Line, ...]:
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


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
