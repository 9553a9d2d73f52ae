"""people: a register taken over, somebody found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import Result

from wasl.base.audit.models import Entry
from wasl.base.network.actions import create_organisation, open_office
from wasl.base.network.enums import OrganisationKind
from wasl.base.network.models import Organisation
from wasl.kernel.actors import SYSTEM
from wasl.services.reception.models import Visit
from wasl.spine.people.actions import create_person
from wasl.spine.people.models import Person

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


def test_a_preview_names_the_faulty_cell_and_keeps_nothing(
    wasl: Wasl, association: Organisation, register: Path
) -> None:
    looked = wasl("people", "import", str(register), "--office", "tanger", "--preview")
    assert looked.exit_code == 0, looked.output
    assert "A4" in looked.output
    assert "31/02/2021" in looked.output
    assert "3 rows: 2 sound, 1 faulty" in looked.output
    assert not Person.objects.exists()


def test_without_a_yes_nothing_is_written(wasl: Wasl, association: Organisation, register: Path) -> None:
    waiting = wasl("people", "import", str(register), "--office", "tanger")
    assert "Nothing was written" in waiting.output
    assert not Visit.objects.exists()


def test_sound_rows_are_taken_over_with_their_dates_and_the_whole_can_be_undone(
    wasl: Wasl, association: Organisation, register: Path
) -> None:
    done = wasl("people", "import", str(register), "--office", "tanger", "--yes")
    assert "2 rows taken over, 1 wait" in done.output
    assert Person.objects.count() == 2
    assert {visit.arrived_at.year for visit in Visit.objects.all()} == {2021}
    number = done.output.split("Batch ")[1].split(":")[0]
    undone = wasl("people", "undo", number, "--reason", "Le mauvais fichier")
    assert f"Batch {number} is undone" in undone.output
    assert wasl("facts", "verify").exit_code == 0


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
