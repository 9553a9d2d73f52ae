"""Headings are recognised whatever stands above them and however they are written."""

import pytest

from wasl.base.intake import rules

COLUMNS = {
    "family_name": ["NOM", "Nom de famille", "Surname", "الاسم العائلي", "النسب"],
    "given_names": ["Prénom", "Prénom(s)", "Given names", "الاسم الشخصي"],
    "birth_date": ["Né(e) le", "Date de naissance", "Date of birth", "تاريخ الازدياد"],
    "phone": ["Tél.", "Téléphone", "GSM", "الهاتف"],
}


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("nom", "family_name"),
        (" NOM ", "family_name"),
        ("PRENOM(S)", "given_names"),
        ("Né le", "birth_date"),
        ("Née le", "birth_date"),
        ("date naissance", "birth_date"),
        ("Telephone", "phone"),
        ("Tél", "phone"),
        ("النسب", "family_name"),
        ("الإسم الشخصي", "given_names"),
        ("تاريخ الإزدياد", "birth_date"),
    ],
)
def test_a_heading_is_known_under_its_usual_forms(heading: str, code: str) -> None:
    assert rules.match([heading], COLUMNS) == {0: code}


@pytest.mark.parametrize("text", ["", "Remarques", "Nombre d'enfants", "Diallo", "x" * 300])
def test_what_is_no_heading_is_left_alone(text: str) -> None:
    assert rules.match([text], COLUMNS) == {}


def test_each_column_is_named_once_and_the_closest_wins() -> None:
    assert rules.match(["Nom", "Noms", "Prénoms"], COLUMNS) == {0: "family_name", 2: "given_names"}


def test_titles_and_empty_lines_above_the_headings_are_passed_over() -> None:
    lines = [
        (1, ["REGISTRE D'ACCUEIL 2021", ""]),
        (3, ["Nom", "Prénom", "Né(e) le", ""]),
        (4, ["Diallo", "Aïssatou", "1991", ""]),
    ]
    found = rules.recognise(lines, COLUMNS)
    assert found == rules.Recognised(3, {0: "family_name", 1: "given_names", 2: "birth_date"})


def test_a_single_word_that_looks_like_a_heading_is_not_enough() -> None:
    assert rules.recognise([(1, ["Nom", "x", "y"])], COLUMNS) == rules.Recognised(0, {})
