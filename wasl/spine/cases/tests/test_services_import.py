"""A sheet of services given is taken over: to whom is decided, the case goes on or is opened, nothing counts twice."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pytest

from wasl.base.intake import actions as intake
from wasl.base.intake import queries
from wasl.base.intake.models import Batch, Created, Fault, Row
from wasl.base.network.models import Guichet, Office
from wasl.kernel import xlsx
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Refused
from wasl.spine.cases import actions
from wasl.spine.cases.importing import words
from wasl.spine.cases.models import Case, ServiceRecord
from wasl.spine.cases.tests.factories import a_case, a_guichet
from wasl.spine.facts.models import Fact
from wasl.spine.facts.queries import verify
from wasl.spine.people.actions import record_reference
from wasl.spine.people.models import Following, Person
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db
HEADINGS = (
    "Date",
    "NOM",
    "Prénom",
    "Né(e) le",
    "Tél.",
    "Référence",
    "Guichet",
    "Nature",
    "Durée",
    "Objet",
    "Conseiller",
)
AWA = ("Dune", "Awa", "03/05/1990", "0612345678", "")


def line(day: str, who: Sequence[str] = AWA, **other: str) -> list[str]:
    told = {
        "guichet": "Auto-entrepreneur",
        "kind": "Conseil",
        "minutes": "45 min",
        "purpose": "",
        "by": "",
        **other,
    }
    return [day, *who, *told.values()]


def taken_in(
    office: Office, *rows: Sequence[str], by: Actor = SYSTEM, headings: Sequence[str] = HEADINGS
) -> Batch:
    out = io.BytesIO()
    xlsx.write_rows(out, headings, rows)
    batch = intake.open_batch(
        by=by,
        importer="services",
        organisation=office.organisation,
        office=office,
        name="services.xlsx",
        content=out.getvalue(),
        again=True,
    )
    intake.set_mapping(by=by, batch=batch, heading_line=batch.heading_line, mapping=batch.columns)
    return intake.check_batch(by=by, batch=batch)


def written(batch: Batch, by: Actor = SYSTEM) -> int:
    intake.accept_strong(by=by, batch=batch)
    return intake.commit_rows(by=by, batch=batch) if intake.confirm(by=by, batch=batch) else 0


def undone(batch: Batch) -> int:
    intake.undo(by=SYSTEM, batch=batch, reason="mauvais fichier")
    return intake.undo_rows(by=SYSTEM, batch=batch)


@pytest.fixture
def office(db: None) -> Office:
    return an_office()


@pytest.fixture
def guichet(office: Office) -> Guichet:
    return a_guichet(office)


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.ADVISER, Role.FINANCE])
def test_only_whoever_coordinates_takes_services_over(office: Office, guichet: Guichet, role: str) -> None:
    with pytest.raises(Refused):
        taken_in(office, line("12/03/2021"), by=an_actor(role, office))


def test_the_coordinator_takes_them_over_and_back(office: Office, guichet: Guichet) -> None:
    by = an_actor(Role.COORDINATOR, office)
    batch = taken_in(office, line("12/03/2021"), by=by)
    assert written(batch, by) == 1
    intake.undo(by=by, batch=batch, reason="mauvais fichier")
    assert intake.undo_rows(by=by, batch=batch) == 0


def test_somebody_unknown_is_registered_and_a_case_opened_on_that_day(
    office: Office, guichet: Guichet
) -> None:
    assert written(taken_in(office, line("12/03/2021", purpose="création d'entreprise"))) == 1
    service = ServiceRecord.objects.get()
    assert (service.kind, service.minutes, service.purpose) == ("advice", 45, "business_creation")
    assert service.case.opened_on == service.on == date(2021, 3, 12)
    assert service.case.party.person.family_name == "Dune"
    fact = Fact.objects.get()
    assert (fact.kind, fact.happened_on, fact.origin) == ("advised", date(2021, 3, 12), "import")
    assert verify().ok


def test_the_case_that_was_open_goes_on_and_the_preview_says_so(office: Office, guichet: Guichet) -> None:
    person = a_person(
        office, "Dune", "Awa", phone="0612345678", birth_date=date(1990, 5, 3), on=date(2020, 1, 6)
    )
    case = a_case(office, person.party, guichet=guichet, on=date(2020, 2, 3))
    batch = taken_in(office, line("12/03/2021"))
    assert "03/02/2020" in Row.objects.get(batch=batch, proposed=True).proposals[0]["why"]
    assert written(batch) == 1
    assert ServiceRecord.objects.get().case == case
    assert (Case.objects.count(), Person.objects.count()) == (1, 1)


def test_the_reference_of_the_house_is_enough_to_find_somebody(office: Office, guichet: Guichet) -> None:
    person = a_person(office, "Dune", "Awa", on=date(2020, 1, 6))
    record_reference(by=SYSTEM, person=person, organisation_id=office.organisation_id, code="R-17")
    assert written(taken_in(office, line("12/03/2021", ("", "", "", "", "R-17")))) == 1
    assert ServiceRecord.objects.get().case.party_id == person.pk


def test_somebody_who_only_looks_alike_waits_for_a_decision(office: Office, guichet: Guichet) -> None:
    a_person(office, "Dune", "Awa", birth_date=date(1990, 5, 3), on=date(2020, 1, 6))
    batch = taken_in(office, line("12/03/2021", ("Dunes", "Awa", "03/05/1990", "", "")))
    assert queries.counts(batch)["undecided"] == 1
    assert written(batch) == 0


def test_the_same_line_twice_is_noticed(office: Office, guichet: Guichet) -> None:
    batch = taken_in(office, line("12/03/2021"), line("12/03/2021"), line("12/03/2021", minutes="1h30"))
    assert written(batch) == 2
    assert "déjà" in Fault.objects.get(row__batch=batch, code="refused").text
    again = taken_in(office, line("12/03/2021"))
    assert written(again) == 0


def test_a_line_told_later_of_an_earlier_day_begins_the_case_earlier(
    office: Office, guichet: Guichet
) -> None:
    assert written(taken_in(office, line("12/03/2021"), line("04/01/2021"))) == 2
    assert Case.objects.get().opened_on == date(2021, 1, 4)


def test_a_case_that_began_at_the_desk_is_not_moved_back(office: Office, guichet: Guichet) -> None:
    person = a_person(office, "Dune", "Awa", phone="0612345678", on=date(2020, 1, 6))
    case = a_case(office, person.party, guichet=guichet, on=date(2022, 2, 3))
    batch = taken_in(office, line("12/03/2021"))
    assert written(batch) == 0
    case.refresh_from_db()
    assert case.opened_on == date(2022, 2, 3)


def test_each_faulty_cell_is_told(office: Office, guichet: Guichet) -> None:
    bad = line("31/02/2021", guichet="Bourse", kind="sieste", minutes="beaucoup", purpose="bazar")
    batch = taken_in(office, bad, line("12/03/2031"), line("12/03/2021", minutes="800"))
    told = set(Fault.objects.filter(row__batch=batch).values_list("column", "code"))
    assert {
        ("given_on", "service_date"),
        ("guichet", "guichet_unknown"),
        ("kind", "kind"),
        ("minutes", "minutes"),
        ("purpose", "purpose"),
        ("given_on", "service_future"),
        ("minutes", "minutes_range"),
    } <= told


def test_undone_no_service_counts_no_case_is_open_and_nobody_is_found(
    office: Office, guichet: Guichet
) -> None:
    batch = taken_in(office, line("12/03/2021"), line("19/03/2021"))
    assert written(batch) == 2
    assert undone(batch) == 0
    assert not ServiceRecord.objects.standing().exists()
    assert not Fact.objects.standing().exists()
    case = Case.objects.get()
    assert (case.status, case.closing_reason) == ("closed", "mistake")
    assert not Person.objects.visible_to(an_actor(Role.ADVISER, office)).exists()
    assert not Following.objects.filter(ends_on=None).exists()
    assert verify().ok


def test_undone_a_case_in_which_somebody_worked_since_is_kept(office: Office, guichet: Guichet) -> None:
    batch = taken_in(office, line("12/03/2021"))
    written(batch)
    case = Case.objects.get()
    actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=20, on=date(2024, 1, 8))
    assert undone(batch) == 2  # the case and its person
    case.refresh_from_db()
    assert case.status == "open"
    assert ServiceRecord.objects.standing().count() == 1
    assert Created.objects.filter(kind="cases.case").get().kept_for


def test_the_adviser_named_follows_the_case_and_an_unknown_name_is_kept_with_the_summary(
    office: Office, guichet: Guichet
) -> None:
    written(taken_in(office, line("12/03/2021", by="Zohra Pervenche")))
    assert "Zohra Pervenche" in ServiceRecord.objects.get().summary


@pytest.mark.parametrize(
    "headings",
    [
        ("Date of service", "Surname", "First name", "Date of birth", "Phone", "Reference", "Desk", "Kind", "Duration",
         "Purpose", "Adviser"),
        ("تاريخ الخدمة", "النسب", "الاسم", "تاريخ الميلاد", "الهاتف", "المرجع", "الشباك", "نوع الخدمة", "المدة",
         "الغرض", "المستشار"),
    ],
)  # fmt: skip
def test_headings_are_recognised_in_english_and_arabic(
    office: Office, guichet: Guichet, headings: Sequence[str]
) -> None:
    batch = taken_in(office, line("12/03/2021", kind="استشارة", minutes="٤٥"), headings=headings)
    assert len(batch.columns) == len(headings)
    assert written(batch) == 1


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("1h30", 90),
        ("1 h", 60),
        ("1:05", 65),
        ("1,5 h", 90),
        ("", 0),
        ("long", None),
    ],
)
def test_lengths_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    assert words.read_minutes(text) == minutes
