"""What is accepted as a file, from its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.base.documents import rules
from wasl.base.documents.tests import samples


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"GIF89a",
        b"<?xml version='1.0'?><svg/>",
        b"PK\x03\x04 broken",
        samples.office("other/part.xml"),
        samples.office("word/document.xml", "word/vbaProject.bin"),
        samples.office("xl/workbook.xml", "xl/VBAPROJECT.BIN"),
    ],
)
def test_what_is_not_on_the_list_is_not_accepted(content: bytes) -> None:
    assert rules.content_type(content) is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.PDF, rules.PDF),
        (samples.photo("JPEG"), rules.JPEG),
        (samples.photo("PNG"), rules.PNG),
        (samples.photo("WEBP"), rules.WEBP),
        (samples.office("word/document.xml"), rules.DOCX),
        (samples.office("xl/workbook.xml"), rules.XLSX),
    ],
)
def test_a_file_is_what_its_bytes_are(content: bytes, kind: str) -> None:
    assert rules.content_type(content) == kind


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\carte de séjour.JPEG", "carte de séjour.pdf"),
        ("facture.pdf.exe", "facture.pdf.pdf"),
        ("بطاقة الإقامة.pdf", "بطاقة الإقامة.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ('a"b\r\nc.pdf', "a bc.pdf"),
    ],
)
def test_a_name_loses_its_path_its_tricks_and_its_false_extension(given_name: str, shown: str) -> None:
    assert rules.tidy_name(given_name, rules.PDF) == shown


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_shown(name: str) -> None:
    tidy = rules.tidy_name(name, rules.PDF)
    assert tidy.endswith(".pdf")
    assert "/" not in tidy
    assert "\n" not in tidy
    assert len(tidy) <= rules.LONGEST_NAME + 4


def test_nobody_opens_an_unknown_compartment() -> None:
    assert rules.Compartments().openers("anything") == frozenset()
