"""Comma-separated text as it comes out of Excel, of a phone or of another system."""

import pytest
from django.utils import translation

from wasl.kernel import xlsx


def texts(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in xlsx.read_csv(content).lines]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("utf-8-sig", ";"),
        ("utf-8", ","),
        ("utf-8", "|"),
        ("utf-16", "\t"),
        ("utf-16-le", "\t"),
        ("utf-16-be", ";"),
        ("cp1252", ";"),
    ],
)
def test_a_csv_of_any_usual_kind_is_read(encoding: str, delimiter: str) -> None:
    text = f'NOM{delimiter}Prénom\r\nBâ{delimiter}"Aïssatou, dite Aïcha"\r\n'
    sheet = xlsx.read_csv(text.encode(encoding))
    assert [cell.text for cell in sheet.lines[1].cells] == ["Bâ", "Aïssatou, dite Aïcha"]
    assert sheet.lines[1].cells[1].ref == "B2"


def test_arabic_saved_by_an_arabic_windows_is_read() -> None:
    assert texts("الاسم;النسب\nعائشة;بنعلي\n".encode("cp1256")) == [["الاسم", "النسب"], ["عائشة", "بنعلي"]]


def test_the_line_that_tells_excel_the_delimiter_is_obeyed_and_not_counted() -> None:
    assert texts(b"sep=,\r\na;b,c\r\n") == [["a;b", "c"]]
    assert texts("sep=\t\nx;y\tz\n".encode("utf-8-sig")) == [["x;y", "z"]]


def test_a_line_break_inside_a_cell_stays_inside_it() -> None:
    sheet = xlsx.read_csv(b'Nom;Adresse\nBa;"12, rue\nHassan II"\nSow;Fes\n')
    assert [cell.text for cell in sheet.lines[1].cells] == ["Ba", "12, rue Hassan II"]
    assert [cell.text for cell in sheet.lines[2].cells] == ["Sow", "Fes"]


def test_commas_inside_quotation_marks_do_not_choose_the_delimiter() -> None:
    assert texts(b'"a,b,c,d";"e,f,g"\n"h,i";j\n') == [["a,b,c,d", "e,f,g"], ["h,i", "j"]]


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"a;b\x00c\n"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(xlsx.Unusable):
        xlsx.read_csv(content)


def test_a_quotation_mark_that_never_ends_is_told() -> None:
    with translation.override("en"), pytest.raises(xlsx.Unusable, match="never ends"):
        xlsx.read_csv(b'a;"' + b"x" * 200_000)


def test_the_name_of_the_file_does_not_decide_what_it_is() -> None:
    assert xlsx.read_any(b"Nom;Age\nBa;3\n", file_name="liste.xlsx").width == 2
    with pytest.raises(xlsx.Unusable, match="XLSX"):
        xlsx.read_any(b"hello", file_name="liste.xlsx")
