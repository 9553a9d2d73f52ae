"""Spreadsheets in and out."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from wasl.kernel import xlsx

Fill = Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]


def workbook(fill: Fill, **options: object) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, options)
    fill(book, book.add_worksheet("Feuille"))
    book.close()
    return out.getvalue()


def rezip(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 not really", b"\xd0\xcf\x11\xe0 old xls"])
def test_what_is_not_a_workbook_is_refused_in_plain_words(content: bytes) -> None:
    with pytest.raises(xlsx.Unusable, match="XLSX"):
        xlsx.read_sheet(content)


def test_another_office_file_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(xlsx.Unusable):
        xlsx.read_sheet(out.getvalue())


def test_a_file_that_would_unfold_to_too_much_is_refused_before_it_is_opened() -> None:
    sound = workbook(lambda _book, sheet: sheet.write("A1", "x"))
    bomb = rezip(sound, lambda name, data: b" " * 70_000_000 if name == "xl/sharedStrings.xml" else data)
    assert len(bomb) < 1_000_000
    with pytest.raises(xlsx.Unusable):
        xlsx.read_sheet(bomb)


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    sound = workbook(lambda _book, sheet: sheet.write("A1", "x" * 5000))
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        true = archive.getinfo("xl/sharedStrings.xml").file_size
    lying = sound.replace(true.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != sound
    with pytest.raises(xlsx.Unusable):
        xlsx.read_sheet(lying)


def test_a_cell_at_the_end_of_the_world_does_not_fill_the_memory() -> None:
    far = workbook(lambda _book, sheet: (sheet.write("A1", 1), sheet.write("XFD1048576", 1)))
    with pytest.raises(xlsx.Unusable) as refusal:
        xlsx.read_sheet(far)
    assert refusal.value.message == xlsx.TOO_WIDE


def test_entities_in_the_xml_are_refused() -> None:
    sound = workbook(lambda _book, sheet: sheet.write("A1", 1))
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbb">]><worksheet>&b;</worksheet>'
    with pytest.raises(xlsx.Unusable):
        xlsx.read_sheet(rezip(sound, lambda name, data: evil if "sheet1" in name else data))


def test_each_cell_keeps_the_reference_the_person_sees() -> None:
    sheet = xlsx.read_sheet(workbook(lambda _book, sheet: sheet.write("C4", "Diallo")))
    assert [line.number for line in sheet.lines] == [1, 2, 3, 4]
    assert sheet.lines[0].empty
    assert sheet.lines[3].cells[2] == xlsx.Cell("C4", "Diallo", "Diallo")


@pytest.mark.parametrize("calendar_1904", [False, True])
def test_dates_arrive_as_dates_in_both_calendars(calendar_1904: bool) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_datetime("A1", datetime(2021, 2, 16), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001

    cell = xlsx.read_sheet(workbook(fill, date_1904=calendar_1904)).lines[0].cells[0]
    assert cell.value == date(2021, 2, 16)
    assert cell.text == "2021-02-16"


def test_a_formula_is_noticed_and_its_last_value_kept() -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_formula("B2", '=HYPERLINK("http://x","Ali")', None, "Ali")
        sheet.write_string("C2", "=2+2")

    cells = xlsx.read_sheet(workbook(fill)).lines[1].cells
    assert (cells[1].text, cells[1].formula) == ("Ali", True)
    assert (cells[2].text, cells[2].formula) == ("=2+2", False)


def test_a_number_typed_as_text_keeps_its_zeros_and_a_whole_number_has_no_point() -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_string("A1", "0612345678")
        sheet.write_number("B1", 612345678)

    assert [cell.text for cell in xlsx.read_sheet(workbook(fill)).lines[0].cells] == [
        "0612345678",
        "612345678",
    ]


def test_arabic_and_persian_digits_become_western_ones() -> None:
    assert xlsx.western_digits("٠٦٥١٨٨٢٨١٦ ۱۲") == "0651882816 12"


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "+1+1"]
)
def test_a_text_that_could_run_gets_an_apostrophe(text: str) -> None:
    assert xlsx.guard(text) == "'" + text


@pytest.mark.parametrize("value", ["+212 600 000 000", "-12,50", "Diallo", "", 5, Decimal("-3.20"), None])
def test_what_cannot_run_stays_as_it_is(value: object) -> None:
    assert xlsx.guard(value) == value


def test_written_rows_come_back_as_they_were() -> None:
    out = io.BytesIO()
    instant = datetime(2021, 7, 1, 22, 30, tzinfo=UTC)
    rows = [
        ("ديالو", Decimal("1234.50"), date(2021, 2, 16), instant, 3, None),
        ("=1+1", Decimal(0), None, None, 0, ""),
    ]
    count = xlsx.write_rows(out, ["Nom", "Montant", "Le", "À", "N", "Rien"], rows, sheet_name="Tout/rien?")
    assert count == 2
    sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue())).active
    assert sheet is not None
    values = list(sheet.values)
    assert sheet.title == "Tout rien"
    assert values[1][:3] == ("ديالو", 1234.5, datetime(2021, 2, 16))  # noqa: DTZ001
    assert values[1][3] == datetime(2021, 7, 1, 23, 30)  # noqa: DTZ001 (in Casablanca)
    assert values[2][0] == "'=1+1"


@given(st.integers(min_value=0, max_value=16383))
def test_column_letters_agree_with_excel(index: int) -> None:
    assert xlsx.column_letters(index) == get_column_letter(index + 1)
