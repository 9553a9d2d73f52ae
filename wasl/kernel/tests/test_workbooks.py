"""Workbooks of several sheets, and files that are refused with a sentence that says what to do."""

import io
import struct
import zipfile
import zlib

import pytest
import xlsxwriter
from django.utils.functional import Promise

from wasl.kernel import xlsx


def book(**sheets: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            if name.startswith("hidden"):
                page.hide()
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def test_every_visible_sheet_with_lines_is_read_and_hidden_ones_are_not() -> None:
    content = book(notes=[], hidden=[["secret", 1]], liste=[["Nom", "Age"]], autre=[["x", "y"]])
    found = xlsx.read_all(content, file_name="a.xlsx")
    assert [sheet.name for sheet in found] == ["liste", "autre"]
    assert xlsx.read_any(content, file_name="a.csv", sheet="autre").lines[0].cells[0].text == "x"


def test_cells_shown_as_one_are_told() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        page = made.add_worksheet()
        page.merge_range("A1:C1", "LISTE 2024")
        page.merge_range("D1:D2", "Téléphone")
    sheet = xlsx.read_sheet(out.getvalue())
    assert set(sheet.merged) == {xlsx.Merged(0, 0, 0, 2), xlsx.Merged(0, 3, 1, 3)}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, xlsx.OLD_EXCEL),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), xlsx.LOCKED),
        (zipped(mimetype=b"application/vnd.oasis", content_xml=b"<x/>"), xlsx.OPEN_DOCUMENT),
        (zipped(xl__workbook_bin=b"x"), xlsx.BINARY_EXCEL),
        (b"<html><table><tr><td>Nom</td></tr></table></html>", xlsx.WEB_PAGE),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', xlsx.WEB_PAGE),
        (b"%PDF-1.7 a;b", xlsx.OTHER_DOCUMENT),
        (b"", xlsx.UNREADABLE),
    ],
)
def test_each_kind_of_other_file_is_refused_with_what_to_do(content: bytes, sentence: str | Promise) -> None:
    with pytest.raises(xlsx.Unusable) as refusal:
        xlsx.read_all(content, file_name="liste.xlsx")
    assert refusal.value.message == sentence


def test_an_archive_of_very_many_parts_is_refused() -> None:
    many = zipped(xl__workbook_xml=b"<x/>", **{f"p{number}": b"" for number in range(2100)})
    with pytest.raises(xlsx.Unusable) as refusal:
        xlsx.read_sheet(many)
    assert refusal.value.message == xlsx.TOO_LARGE


def test_a_part_that_claims_to_be_small_and_checks_out_so_is_read_past_its_claim() -> None:
    """The directory and the checksum both tell of the first ten bytes only; what follows would fill the memory."""
    sound = book(a=[["x" * 5000]])
    whole = zipfile.ZipFile(io.BytesIO(sound)).read("xl/sharedStrings.xml")
    old = struct.pack("<I", zlib.crc32(whole)), struct.pack("<I", len(whole))
    new = struct.pack("<I", zlib.crc32(whole[:10])), struct.pack("<I", 10)
    lying = sound.replace(old[0], new[0]).replace(old[1], new[1])
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert archive.testzip() is None
    with pytest.raises(xlsx.Unusable) as refusal:
        xlsx.read_sheet(lying)
    assert refusal.value.message == xlsx.DAMAGED
