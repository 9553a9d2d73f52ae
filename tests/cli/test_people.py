"""people: a register taken over, somebody found."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import Result

from wasl.base.audit.models import Entry
from wasl.base.intake.models import Batch
from wasl.base.network.actions import create_organisation, open_office
from wasl.base.network.enums import OrganisationKind
from wasl.base.network.models import Organisation
from wasl.kernel.actors import SYSTEM
from wasl.services.reception.models import Visit
from wasl.spine.people.actions import create_person
from wasl.spine.people.models import KnownWord, Person, SearchKey

Wasl = Callable[..., Result]
HEADINGS = ["Date", "Nom", "Prénom", "Sexe", "Nationalité", "Bureau", "Motif"]
ROWS = [
    ["03/03/2021", "Acacia", "Awa", "F", "Sénégalaise", "Tanger", "Information"],
    ["04/03/2021", "Baobab", "Moussa", "M", "Malienne", "Tanger", "Information"],
    ["31/02/2021", "Cèdre", "Fatou", "F", "Guinéenne", "Tanger", "Information"],
]


@pytest.fixture
def association(db: None) -> Organisation:
    organisation = create_organisation(
        by=SYSTEM, code="maison-des-jeunes", name="Maison des Jeunes", kinds=[OrganisationKind.OPERATOR]
    )
    open_office(by=SYSTEM, organisation=organisation, code="tanger", name="Tanger", province="MA-TNG")
    return organisation


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "registre.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Accueil")
        for number, row in enumerate([HEADINGS, *ROWS]):
            sheet.write_row(number, 0, row)
    return path


def test_a_dry_run_names_the_faulty_cell_says_what_each_row_becomes_and_keeps_nothing(
    wasl: Wasl, association: Organisation, register: Path
) -> None:
    looked = wasl("people", "import", str(register), "--office", "tanger", "--dry-run")
    assert looked.exit_code == 0, looked.output
    assert "A4" in looked.output
    assert "31/02/2021" in looked.output
    assert "3 rows: 2 sound, 1 faulty, 0 to decide" in looked.output
    assert "line 2: 03/03/2021 Acacia Awa F" in looked.output
    assert "Would be written: 2 rows (2 person, 2 visit)" in looked.output
    assert not Person.objects.exists()
    assert not Batch.objects.exists()
    assert not Entry.objects.filter(verb="intake.open").exists()


def test_without_a_yes_nothing_is_written(wasl: Wasl, association: Organisation, register: Path) -> None:
    waiting = wasl("people", "import", str(register), "--office", "tanger")
    assert "Nothing was written" in waiting.output
    assert not Visit.objects.exists()


def test_sound_rows_are_taken_over_with_their_dates_and_the_whole_can_be_undone(
    wasl: Wasl, association: Organisation, register: Path
) -> None:
    done = wasl("people", "import", str(register), "--office", "tanger", "--yes")
    assert "2 rows taken over (2 person, 2 visit), 1 wait" in done.output
    assert Person.objects.count() == 2
    assert {visit.arrived_at.year for visit in Visit.objects.all()} == {2021}
    number = done.output.split("Batch ")[1].split(":")[0]
    undone = wasl("people", "undo", number, "--reason", "Le mauvais fichier")
    assert f"Batch {number} is undone" in undone.output
    assert wasl("facts", "verify").exit_code == 0


def test_a_list_of_people_is_taken_over_by_its_own_importer_and_leaves_nobody_when_undone(
    wasl: Wasl, association: Organisation, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Nom et prénom;Né(e) le;Téléphone\nACACIA Awa;1990;0612345678\n", encoding="cp1252")
    done = wasl("people", "import", str(path), "--importer", "people", "--office", "tanger", "--yes")
    assert done.exit_code == 0, done.output
    assert Person.objects.get().family_name == "Acacia"
    assert not Visit.objects.exists()
    number = done.output.split("Batch ")[1].split(":")[0]
    assert "is undone." in wasl("people", "undo", number, "--reason", "Le mauvais fichier").output
    assert not Person.objects.exists()


def test_a_sheet_of_which_no_row_can_be_taken_ends_with_an_error(
    wasl: Wasl, association: Organisation, tmp_path: Path
) -> None:
    path = tmp_path / "registre.csv"
    path.write_text("Date;Nom;Bureau\n31/02/2021;Acacia;Tanger\n", encoding="utf-8")
    for how in ("--dry-run", "--yes"):
        refused = wasl("people", "import", str(path), how)
        assert refused.exit_code == 1
        assert "A2" in refused.output


def test_an_importer_that_is_not_known_is_refused_with_those_that_are(
    wasl: Wasl, association: Organisation, register: Path
) -> None:
    asked = wasl("people", "import", str(register), "--importer", "visits")
    assert asked.exit_code == 2
    assert "register" in asked.output


def test_the_organisation_must_be_said_where_there_are_several(
    wasl: Wasl, association: Organisation, register: Path
) -> None:
    create_organisation(by=SYSTEM, code="autre", name="Autre", kinds=[OrganisationKind.OPERATOR])
    asked = wasl("people", "import", str(register))
    assert asked.exit_code == 2
    assert "autre, maison-des-jeunes" in asked.output


def test_somebody_is_found_and_the_reading_stands_in_the_journal(
    wasl: Wasl, association: Organisation
) -> None:
    person = create_person(
        by=SYSTEM, office=association.offices.get(), family_name="Acacia", given_names="Awa", sex="f"
    )
    found = wasl("people", "search", "Awa", "Acacia")
    assert str(person.pk) in found.output
    assert Entry.objects.filter(verb="people.search").exists()
    assert "Nobody" in wasl("people", "search", "Zénith").output


def test_another_program_reads_who_is_found(wasl: Wasl, association: Organisation) -> None:
    person = create_person(
        by=SYSTEM,
        office=association.offices.get(),
        family_name="Acacia",
        given_names="Awa",
        birth_date=date(1994, 3, 1),
        birth_precision="month",
        names_written=["أوا أكاسيا"],
    )
    found = wasl("people", "search", "hawa", "akassia", "--born", "1994", "--json")
    assert found.exit_code == 0
    (one,) = json.loads(found.output)
    assert list(one) == ["id", "names", "birth", "nationality", "score"]
    assert one["id"] == person.pk
    assert one["names"] == ["Awa Acacia", "أوا أكاسيا"]
    assert (one["birth"], one["nationality"]) == ("1994-03", None)
    assert 72 <= one["score"] <= 100


def test_nobody_found_is_an_empty_list_and_no_words_a_mistake(wasl: Wasl, association: Organisation) -> None:
    nobody = wasl("people", "search", "Zénith", "--json")
    assert (nobody.exit_code, json.loads(nobody.output)) == (0, [])
    assert wasl("people", "search").exit_code == 2
    assert wasl("people", "search", "Awa", "--born", "94").exit_code == 2


def test_keys_of_an_older_version_are_said_and_written_anew(wasl: Wasl, association: Organisation) -> None:
    person = create_person(
        by=SYSTEM, office=association.offices.get(), family_name="Acacia", given_names="Awa"
    )
    SearchKey.objects.all().delete()
    KnownWord.objects.update(version=0)
    assert "wasl people reindex" in wasl("check").output
    assert "1 parties" in wasl("people", "reindex").output
    assert "wasl people reindex" not in wasl("check").output
    assert str(person.pk) in wasl("people", "search", "aka").output
