"""A sheet of appointments is taken over: those of the past as they were, those to come booked, none twice."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

from wasl.base.intake import actions as intake
from wasl.base.intake.models import Batch, Fault
from wasl.base.network.models import Office
from wasl.kernel import xlsx
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Refused
from wasl.spine.appointments.importing import words
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import local
from wasl.spine.appointments.tests.factories import a_working_day, an_adviser
from wasl.spine.people.models import Following, Person
from wasl.spine.people.tests.factories import an_actor, an_office

pytestmark = pytest.mark.django_db
HEADINGS = ("Date du rendez-vous", "Heure", "NOM", "Prénom", "Tél.", "Avec", "Durée", "Objet", "Statut")
AWA, FATOU = ("Dune", "Awa", "0612345678"), ("Lune", "Fatou", "0612345670")


def line(day: str, hour: str, who: Sequence[str] = AWA, user: str = "", status: str = "") -> list[str]:
    return [day, hour, *who, user, "30", "Bilan", status]


def taken_in(office: Office, *rows: Sequence[str], by: Actor = SYSTEM) -> Batch:
    out = io.BytesIO()
    xlsx.write_rows(out, HEADINGS, rows)
    batch = intake.open_batch(
        by=by, importer="appointments", organisation=office.organisation, office=office, name="rdv.xlsx",
        content=out.getvalue(), again=True,
    )  # fmt: skip
    intake.set_mapping(by=by, batch=batch, heading_line=batch.heading_line, mapping=batch.columns)
    return intake.check_batch(by=by, batch=batch)


def written(batch: Batch) -> int:
    intake.accept_strong(by=SYSTEM, batch=batch)
    return intake.commit_rows(by=SYSTEM, batch=batch) if intake.confirm(by=SYSTEM, batch=batch) else 0


def told(batch: Batch) -> set[tuple[str, str]]:
    return set(Fault.objects.filter(row__batch=batch).values_list("column", "code"))


@pytest.fixture
def office(db: None) -> Office:
    return an_office()


def test_who_keeps_accounts_takes_no_appointments_over(office: Office) -> None:
    with pytest.raises(Refused):
        taken_in(office, line("12/03/2024", "10:30", status="venu"), by=an_actor(Role.FINANCE, office))


def test_the_past_is_kept_as_it_was_and_what_is_to_come_is_booked(office: Office) -> None:
    adviser, coming = an_adviser(office, "Karim Olivier"), a_working_day(5)
    batch = taken_in(
        office,
        line("12/03/2024 10h30", "", user="Karim Olivier", status="venue"),
        line("19/03/2024", "11:00", status="absente"),
        line(f"{coming:%d/%m/%Y}", "10:00", user="Karim Olivier"),
    )
    assert written(batch) == 3
    assert Person.objects.count() == 1
    rows = list(Appointment.objects.order_by("starts_at"))
    assert [(row.status, row.origin) for row in rows] == [
        ("done", "import"),
        ("no_show", "import"),
        ("booked", "live"),
    ]
    assert f"{local(rows[0].starts_at):%d/%m/%Y %H:%M}" == "12/03/2024 10:30"
    assert rows[2].user == adviser


def test_somebody_booked_twice_at_one_time_is_told(office: Office) -> None:
    an_adviser(office, "Karim Olivier")
    day = f"{a_working_day(5):%d/%m/%Y}"
    coming = taken_in(
        office, line(day, "10:00", user="Karim Olivier"), line(day, "10:15", FATOU, user="Karim Olivier")
    )
    assert written(coming) == 1
    past = taken_in(
        office,
        line("12/03/2024", "10:00", user="Karim Olivier", status="venu"),
        line("12/03/2024", "10:15", FATOU, user="Karim Olivier", status="venu"),
        line("12/03/2024", "10:00", status="venu"),
    )
    assert written(past) == 1
    assert {"refused"} == {code for batch in (coming, past) for _column, code in told(batch)}


def test_what_cannot_be_is_told_by_its_cell(office: Office) -> None:
    ahead = f"{a_working_day(5):%d/%m/%Y}"
    batch = taken_in(
        office,
        line("31/02/2024", "10:00"),
        line("12/03/2024", ""),
        line("12/03/2024", "10:00"),
        line(ahead, "10:00", status="venu"),
        line(ahead, "10:00", user="Personne d'Ici"),
    )
    assert told(batch) == {
        ("held_on", "held_on"),
        ("held_at", "held_at"),
        ("status", "status_past"),
        ("status", "status_future"),
        ("user", "user"),
    }


def test_undone_the_past_is_removed_what_is_to_come_cancelled_and_nobody_followed(office: Office) -> None:
    coming = a_working_day(5)
    past, ahead = line("12/03/2024", "10:00", status="venu"), line(f"{coming:%d/%m/%Y}", "10:00", FATOU)
    batch = taken_in(office, past, ahead)
    assert written(batch) == 2
    by = an_actor(Role.COORDINATOR, office)
    intake.undo(by=by, batch=batch, reason="mauvais fichier")
    assert intake.undo_rows(by=by, batch=batch) == 0
    assert [row.status for row in Appointment.objects.all()] == ["cancelled"]
    assert not Following.objects.filter(ends_on=None).exists()  # their last day is the first


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12/03/2024 10h30", "12/03/2024 10:30"),
        ("10:30", " 10:30"),
        ("9 h", " 09:00"),
        ("12/03/2024", "12/03/2024 "),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, read: str) -> None:
    day, hour = words.split_hour(text)
    assert f"{day} {hour:%H:%M}" == read if hour else f"{day} " == read
