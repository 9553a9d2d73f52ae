"""PDF documents: looked at by eye, held by these tests."""

import io
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from wasl.kernel import pdf


def letter(**more: object) -> dict[str, object]:
    head = {"name": "Association d’accueil", "lines": ["+212 537 00 00 00"], "footer": "Personnes inventées"}
    return {"title": "Décision", "letterhead": head, "marks": {"reference": "W4L-7"}, **more}


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_missing_template_is_refused_by_its_name() -> None:
    with pytest.raises(pdf.DocumentError, match="nowhere/at_all"):
        pdf.render("nowhere/at_all.typ", {}, language="fr")


def test_data_that_does_not_fit_the_template_is_refused() -> None:
    with pytest.raises(pdf.DocumentError, match=r"plain\.typ"):
        pdf.render("plain.typ", {}, language="fr")


def test_a_value_that_is_no_text_is_refused() -> None:
    with pytest.raises(pdf.DocumentError):
        pdf.render("plain.typ", letter(opening=[object()]), language="fr")


def test_what_a_person_typed_is_never_run() -> None:
    typed = '#read("/config/settings.py") #panic() $x^2$ *gras* \\ "'
    assert '#read("/config/settings.py") #panic() $x^2$ *gras* \\' in text_of(
        pdf.render("plain.typ", letter(opening=[typed]), language="fr")
    )


def test_a_letter_carries_its_title_language_and_fonts() -> None:
    content = pdf.render("plain.typ", letter(recipient=["Aïssatou N’Diaye"]), language="ar")
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Décision"
    assert str(reader.root_object["/Lang"]) == "ar"
    assert "/StructTreeRoot" in reader.root_object
    assert "Aïssatou N’Diaye" in text_of(content)


def test_dates_and_amounts_become_words_of_the_language() -> None:
    data = letter(facts=[("Le", date(2021, 2, 16)), ("Montant", Decimal("10.50"))])
    assert "16 février 2021" in text_of(pdf.render("plain.typ", data, language="fr"))
    assert "10.50" in text_of(pdf.render("plain.typ", data, language="fr"))


def test_a_month_is_named_in_a_document_as_on_the_screens() -> None:
    data = letter(facts=[("التاريخ", date(2026, 8, 21))])
    assert "غشت" in text_of(pdf.render("plain.typ", data, language="ar"))
    assert "21 August 2026" in text_of(pdf.render("plain.typ", data, language="en"))


def test_the_same_data_at_the_same_instant_gives_the_same_shape() -> None:
    first, second = (pdf.render("plain.typ", letter(opening=["Bonjour"]), language="fr") for _ in range(2))
    assert abs(len(first) - len(second)) < 64


def test_arabic_is_shaped_and_runs_from_right_to_left() -> None:
    content = pdf.render("plain.typ", letter(title="قرار لجنة الانتقاء", opening=["سيدتي،"]), language="ar")
    assert "لجنة" in text_of(content)
