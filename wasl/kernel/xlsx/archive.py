"""The archive that an XLSX file is: recognised, measured and looked through before anything opens it."""

from __future__ import annotations

import copy
import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel.xlsx.cells import Merged, Unusable, place_of

LARGEST_UNCOMPRESSED = 60 * 1024 * 1024  # bytes, all parts of the workbook together
LARGEST_EXTENT = 1_500_000  # cells, from A1 to the last one written
MOST_PARTS = 2_000
PORTION = 256 * 1024
UNREADABLE = _("This file is not a workbook that can be read. Save it again as XLSX.")
DAMAGED = _("This file is damaged.")
LOCKED = _("This file is locked by a password. Take the password away in Excel, then send it again.")
OLD_EXCEL = _("This is the old Excel format (.xls). Open it in Excel and save it as XLSX.")
OPEN_DOCUMENT = _("This is an OpenDocument sheet (.ods). Open it in LibreOffice and save it as XLSX.")
BINARY_EXCEL = _("This is a binary workbook (.xlsb). Open it in Excel and save it as XLSX.")
WEB_PAGE = _("This is a web page under the name of a sheet. Open it in Excel and save it as XLSX.")
OTHER_DOCUMENT = _("This is another kind of document, not a sheet. Send the sheet as XLSX or CSV.")
TOO_LARGE = _("This file is too large to be read at once. Split it in several.")
TOO_WIDE = _("A cell stands so far away that the sheet is too large. Delete the empty lines or columns.")
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def refusal_of(content: bytes) -> str | Promise:
    """Why a file that is neither a workbook nor a text is refused, by its first bytes; "" when it may be one."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(OLE):
        return LOCKED if "EncryptedPackage".encode("utf-16-le") in content else OLD_EXCEL
    if content.startswith(PICTURES):
        return OTHER_DOCUMENT
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<?xml", b"<div")):
        return WEB_PAGE
    return ""


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive. Unusable when it is none, or that of another kind of document."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unusable(refusal_of(content) or UNREADABLE) from error
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise Unusable(BINARY_EXCEL)
    if "content.xml" in names and "mimetype" in names:
        raise Unusable(OPEN_DOCUMENT)
    return archive


def measure(archive: zipfile.ZipFile) -> None:
    """Refuse what unfolds to too much: by what its directory says, then by unfolding it piece by piece.

    The directory may lie, so each part is read until its end or one byte past the size it claims. Nothing is kept.
    """
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNCOMPRESSED:
        raise Unusable(TOO_LARGE)
    for part in parts:
        if part.flag_bits & 0x1:
            raise Unusable(LOCKED)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unusable(UNREADABLE)
        try:
            true = _unfolded(archive, part)
        except (
            zipfile.BadZipFile,
            RuntimeError,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise Unusable(DAMAGED) from error
        except Exception as error:  # zlib's own error has no common ancestor with those above
            raise Unusable(DAMAGED) from error
        if true != part.file_size:
            raise Unusable(DAMAGED)


def _unfolded(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """How many bytes a part unfolds to, at most one more than it claims."""
    probe = copy.copy(part)
    probe.file_size = part.file_size + 1
    count = 0
    with archive.open(probe) as stream:
        while portion := stream.read(PORTION):
            count += len(portion)
    return count


def walk(archive: zipfile.ZipFile, part: str, on_tag: Callable[[str, dict[str, str]], None]) -> None:
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


def part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Path of the part of the archive that holds this sheet."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def in_book(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            sheets[attributes.get("name", "")] = attributes.get("id", "")

    def in_links(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    walk(archive, "xl/workbook.xml", in_book)
    walk(archive, "xl/_rels/workbook.xml.rels", in_links)
    target = targets.get(sheets.get(sheet, ""), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


class Scan:
    """What a sheet's own text says of its extent, its formulas and the cells shown as one.

    ``left`` is how many cells may still be held; a sheet that reaches further is refused.
    """

    def __init__(self, left: int = LARGEST_EXTENT) -> None:
        self.left = left
        self.formulas: set[str] = set()
        self.merged: list[Merged] = []
        self.here = ""
        self.last_row = self.last_column = 0

    def tag(self, tag: str, attributes: dict[str, str]) -> None:
        """Take one tag into account. Raises ``Unusable``."""
        if tag == "f":
            self.formulas.add(self.here)
        elif tag == "c":
            self.here = attributes.get("r", "")
            self.extend(self.here)
        elif tag == "row":
            self.extend("A" + attributes.get("r", ""))
        elif tag == "mergeCell":
            first, _colon, last = attributes.get("ref", "").partition(":")
            self.merged.append(Merged(*place_of(first), *place_of(last or first)))

    def extend(self, ref: str) -> None:
        """The sheet reaches to this cell at least. Raises ``Unusable``."""
        row, column = place_of(ref)
        self.last_row, self.last_column = max(self.last_row, row + 1), max(self.last_column, column + 1)
        if self.extent > self.left:
            raise Unusable(TOO_WIDE)

    @property
    def extent(self) -> int:
        return self.last_row * self.last_column
