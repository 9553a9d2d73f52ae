"""A partner's list of people comes in: read cell by cell, compared with those known, written, taken back to the row."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.base.audit.models import Entry
from wasl.base.intake import actions as intake
from wasl.base.intake import queries
from wasl.base.intake.models import Batch, Created, Row
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Refused
from wasl.spine.people import actions
from wasl.spine.people import slots as people_slots
from wasl.spine.people.models import (
    Consent,
    Following,
    NameWritten,
    Paper,
    Party,
    Person,
    Reference,
    SearchKey,
)
from wasl.spine.people.queries import search
from wasl.spine.people.queries.many import candidates_of_many
from wasl.spine.people.rules.alike import Identity
from wasl.spine.people.rules.reading import Birth
from wasl.spine.people.tests.factories import a_person, an_office, an_organisation

pytestmark = pytest.mark.django_db
HEADINGS = (
    "Code bénéficiaire", "Nom", "Prénom", "Nom en arabe", "Sexe", "Né(e) le", "Nationalité", "Tél", "E-mail",
    "Type de pièce", "N° de pièce", "Date d'expiration", "Province", "Adresse", "Langues", "Premier accueil",
    "Consentement",
)  # fmt: skip
AWA = (
    "B-7", "ACACIA", "Awa", "أوا أكاسيا", "F", "03/1994", "Sénégalaise", "06 12 34 56 78", "Awa@Exemple.ma",
    "Passeport", "A 1234567", "05/06/2031", "Tanger", "Bni Makada", "français, wolof", "12/02/2024", "12/02/2024",
)  # fmt: skip
# A worker kept out of the room: the desk's role sees papers, the coordinator's does not.
DESK = Role.RECEPTION


@pytest.fixture
def office() -> Office:
    return an_office(an_organisation("soleterre"), "Tanger")


@pytest.fixture
def desk(office: Office) -> Actor:
    return Actor(id=5, label="Desk", grants=(Grant(DESK, office.organisation_id),))


def sheet(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    return "\n".join(";".join(cells) for cells in (headings, *rows)).encode("utf-8-sig")


def checked(by: Actor, office: Office, content: bytes) -> Batch:
    batch = intake.open_batch(
        by=by,
        importer="people",
        organisation=office.organisation,
        office=office,
        name="liste.csv",
        content=content,
        again=True,
    )
    return intake.check_batch(by=by, batch=batch)


def written(by: Actor, batch: Batch) -> Batch:
    intake.confirm(by=by, batch=batch)
    intake.commit_rows(by=by, batch=batch)
    return batch


def faults(batch: Batch) -> dict[str, str]:
    reasons = {str(words): code for code, words in batch.kind.reasons.items()}
    return {ref: reasons[reason] for ref, _heading, _value, reason in queries.faults_of(batch)}


def undone(by: Actor, batch: Batch) -> int:
    intake.undo(by=by, batch=batch, reason="the wrong list")
    return intake.undo_rows(by=by, batch=batch)


# ------------------------------------------------------------------ who, and what is read


@pytest.mark.parametrize("role", [Role.ADVISER, Role.MONITORING, Role.FINANCE, Role.TRAINER, Role.DONOR])
def test_a_role_that_registers_no_list_is_refused(office: Office, role: str) -> None:
    with pytest.raises(Refused):
        checked(Actor(id=2, label="x", grants=(Grant(role, office.organisation_id),)), office, sheet(AWA))


def test_every_column_is_recognised_and_kept_where_it_belongs(office: Office, desk: Actor) -> None:
    batch = checked(desk, office, sheet(AWA))
    assert len(batch.columns) == len(HEADINGS)
    assert faults(batch) == {}
    written(desk, batch)
    person = Person.objects.get()
    assert (person.family_name, person.given_names, person.sex) == ("Acacia", "Awa", "f")
    assert (person.birth_date, person.birth_precision) == (date(1994, 3, 1), "month")
    assert (person.nationality_id, person.phone, person.email) == ("SN", "0612345678", "awa@exemple.ma")
    assert (person.province_id, person.address, person.language_id) == ("MA-TNG", "Bni Makada", "fra")
    assert person.registered_on == date(2024, 2, 12)
    assert Following.objects.get().basis == "import"
    paper = Paper.objects.get()
    assert (paper.kind, paper.number, paper.valid_to) == ("passport", "A 1234567", date(2031, 6, 5))
    assert Consent.objects.get().given_on == date(2024, 2, 12)
    assert Reference.objects.get().code == "B-7"
    assert [found.person for found in search(desk, "أوا أكاسيا")] == [person]


def test_a_full_name_in_one_column_is_split_and_the_reading_is_shown_where_it_says_more(
    office: Office, desk: Actor
) -> None:
    names = (("BEN ACACIA Awa", "1990"), ("Moussa Baobab", "1991"))
    batch = checked(desk, office, sheet(*names, headings=("Nom et prénom", "Naissance")))
    views = queries.views_of(batch, batch.rows.data(), queries.context_for(batch, desk))
    read = [{cell.code: str(cell.reading) for cell in view.cells}["full_name"] for view in views]
    assert read == ["", "BAOBAB Moussa"]
    written(desk, batch)
    assert set(Person.objects.values_list("family_name", flat=True)) == {"Ben Acacia", "Baobab"}


def test_each_wrong_cell_is_named_while_the_other_rows_wait(office: Office, desk: Actor) -> None:
    wrong = (
        "B-8", "Baobab7", "Moussa", "", "X", "31/02/1990", "Atlantide", "0612", "moussa(at)exemple", "Laissez-passer",
        "abc", "demain", "Ailleurs", "", "klingon", "01/01/2099", "hier soir",
    )  # fmt: skip
    batch = checked(desk, office, sheet(AWA, wrong))
    assert faults(batch) == {
        "B3": "name", "E3": "sex", "F3": "birth_date", "G3": "nationality", "H3": "phone", "I3": "email",
        "J3": "paper_kind", "K3": "paper_number", "M3": "province", "O3": "language",
        "P3": "future", "Q3": "day",
    }  # fmt: skip
    assert batch.rows.get(number=2).state == "sound"


def test_the_heading_alone_may_say_which_paper_a_number_is_of(office: Office, desk: Actor) -> None:
    batch = checked(desk, office, sheet(("Acacia", "AB123456"), headings=("Nom", "N° CIN")))
    written(desk, batch)
    assert Paper.objects.get().kind == "national_card"
    silent = checked(desk, office, sheet(("Acacia", "AB123456"), headings=("Nom", "N° document")))
    assert faults(silent) == {} or set(faults(silent).values()) == {"paper_kind_missing"}


def test_a_role_that_records_no_papers_is_told_to_leave_the_column_out(office: Office) -> None:
    boss = Actor(id=6, label="Boss", grants=(Grant(Role.COORDINATOR, office.organisation_id),))
    batch = checked(boss, office, sheet(AWA))
    assert faults(batch) == {"K2": "paper_not_yours"}


# ------------------------------------------------------------------ whom a row is about


def test_a_paper_reference_or_telephone_is_strong_and_a_name_with_a_birth_is_not(
    office: Office, desk: Actor
) -> None:
    by_paper = a_person(office, "Acacia", "Awa", birth_date=date(1994, 3, 1), birth_precision="month")
    actions.record_paper(by=SYSTEM, person=by_paper, kind="passport", number="a1234567")
    by_phone = a_person(office, "Baobab", "Moussa", phone="+212 6 00 00 00 01")
    by_birth = a_person(office, "Cedre", "Fatou", birth_date=date(1991, 5, 6), nationality="GN")
    headings = ("Nom", "Prénom", "Né(e) le", "Nationalité", "Tél", "N° passeport")
    rows = (
        ("Akacia", "Awa", "", "", "", "A 123 4567"),
        ("Baobab", "Mousa", "", "", "0600000001", ""),
        ("Cèdre", "Fatou", "06/05/1991", "Guinée", "", ""),
        ("Dattier", "Ali", "06/05/1991", "Guinée", "", ""),
    )
    batch = checked(desk, office, sheet(*rows, headings=headings))
    found = {row.number: (row.keys, row.strong, row.choice) for row in batch.rows.data()}
    assert found[2] == ({f"person:{by_paper.pk}"}, True, f"person:{by_paper.pk}")
    assert found[3] == ({f"person:{by_phone.pk}"}, True, f"person:{by_phone.pk}")
    assert found[4] == ({f"person:{by_birth.pk}"}, False, "")
    assert found[5] == (set(), False, "")
    assert {row.state for row in batch.rows.data() if row.proposed} == {"undecided"}


def test_twins_who_share_birth_telephone_and_family_name_are_never_strong(
    office: Office, desk: Actor
) -> None:
    rows = (
        ("Acacia", "Hassan", "06/05/1991", "0600000001"),
        ("Acacia", "Houcine", "06/05/1991", "0600000001"),
    )
    batch = checked(desk, office, sheet(*rows, headings=("Nom", "Prénom", "Né(e) le", "Tél")))
    assert not batch.rows.filter(strong=True).exists()


def test_people_of_other_offices_are_not_proposed(office: Office) -> None:
    a_person(an_office(), "Baobab", "Moussa", phone="0600000001")
    here = Actor(id=5, label="D", grants=(Grant(DESK, office.organisation_id, frozenset({office.pk})),))
    batch = checked(
        here, office, sheet(("Baobab", "Moussa", "0600000001"), headings=("Nom", "Prénom", "Tél"))
    )
    assert not batch.rows.filter(proposed=True).exists()


def test_many_are_looked_for_in_as_many_queries_as_one(office: Office, desk: Actor) -> None:
    def asked(number: int) -> Identity:
        birth = Birth(date(1980 + number % 20, 1 + number % 12, 1 + number % 28), "day")
        return Identity(
            (f"Awa Acacia{number}",), "f", birth, "SN", f"06000000{number:02}", (f"P{number:05}",)
        )

    for number in range(30):
        one = asked(number)
        person = a_person(
            office, f"Acacia{number}", "Awa", birth_date=one.birth.day, phone=one.phone, nationality="SN"
        )
        actions.record_paper(by=SYSTEM, person=person, kind="passport", number=one.papers[0])

    def count(rows: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found = candidates_of_many(desk, [asked(number) for number in range(rows)])
        assert all(alike and alike[0].evidence.code == "paper" for alike in found)
        return len(seen)

    assert count(1) == count(30) <= 12 + len(people_slots.last_seen)


def test_somebody_chosen_is_added_to_and_not_changed(office: Office, desk: Actor) -> None:
    known = a_person(office, "Acacia", "Awa", phone="0612345678", sex="f", nationality="ML")
    row = ("B-7", "Akacia", "Awa", "0612345678", "CIN", "XY99887")
    headings = ("Référence", "Nom", "Prénom", "Tél", "Type de pièce", "N° de pièce")
    batch = checked(desk, office, sheet(row, headings=headings))
    intake.accept_strong(by=desk, batch=batch)
    written(desk, batch)
    known.refresh_from_db()
    assert (Person.objects.count(), known.family_name, known.nationality_id) == (1, "Acacia", "ML")
    assert NameWritten.objects.filter(person=known, text="Awa Akacia").exists()
    assert Reference.objects.get(person=known).code == "B-7"
    assert undone(desk, batch) == 0
    assert Person.objects.get() == known
    for model in (NameWritten, Paper, Reference):
        assert not model.objects.filter(person=known).exists()
    assert not search(desk, "Akacia Awa")[0].also_written


def test_somebody_chosen_and_merged_meanwhile_is_the_one_they_are_part_of(
    office: Office, desk: Actor
) -> None:
    known = a_person(office, "Acacia", "Awa", phone="0612345678")
    kept, last = a_person(office, "Acassia", "Hawa"), a_person(office, "Akasia", "Eva")
    headings = ("Référence", "Nom", "Prénom", "Tél")
    batch = checked(desk, office, sheet(("B-7", "Akacia", "Awa", "0612345678"), headings=headings))
    assert Row.objects.get(batch=batch, number=2).choice == f"person:{known.pk}"
    intake.accept_strong(by=desk, batch=batch)
    for one, into in ((known, kept), (kept, last)):
        Party.objects.filter(pk=one.pk).update(merged_into=into.party)
    written(desk, batch)
    row = Row.objects.get(batch=batch, number=2)
    assert (row.state, row.subject) == ("imported", f"person:{last.pk}")
    assert Reference.objects.get().person == last
    assert NameWritten.objects.get(text="Awa Akacia").person == last
    assert Person.objects.count() == 3


def test_somebody_chosen_and_merged_into_somebody_out_of_sight_is_refused_beside_the_row(
    office: Office, desk: Actor
) -> None:
    known, far = a_person(office, "Acacia", "Awa", phone="0612345678"), a_person(an_office(), "Acacia", "Awa")
    batch = checked(desk, office, sheet(("Acacia", "Awa", "0612345678"), headings=("Nom", "Prénom", "Tél")))
    intake.accept_strong(by=desk, batch=batch)
    Party.objects.filter(pk=known.pk).update(merged_into=far.party)
    written(desk, batch)
    assert Row.objects.get(batch=batch, number=2).state == "faulty"
    assert not Created.objects.exists()


def test_somebody_new_although_alike_keeps_the_reason(office: Office, desk: Actor) -> None:
    a_person(office, "Acacia", "Awa", phone="0612345678")
    batch = checked(desk, office, sheet(("Acacia", "Awa", "0612345678"), headings=("Nom", "Prénom", "Tél")))
    row = Row.objects.select_related("batch").get(batch=batch, number=2)
    intake.choose(by=desk, row=row, key=intake.NEW, reason="her cousin, of the same name")
    written(desk, batch)
    assert Person.objects.latest("pk").reason_new == "her cousin, of the same name"


# ------------------------------------------------------------------ taken back


def test_an_undone_list_leaves_no_row_of_anybody_but_the_journal(office: Office, desk: Actor) -> None:
    batch = written(desk, checked(desk, office, sheet(AWA)))
    assert undone(desk, batch) == 0
    for model in (Person, Party, Following, NameWritten, Paper, Consent, Reference, SearchKey):
        assert not model.objects.exists(), model
    assert Entry.objects.filter(verb="people.remove").exists()
    assert Created.objects.filter(undone=False).count() == 0


def test_somebody_on_whom_other_work_rests_is_kept_whole_and_the_line_says_why(
    office: Office, desk: Actor
) -> None:
    batch = written(desk, checked(desk, office, sheet(AWA, ("B-9", "Baobab", "Moussa", *[""] * 14))))
    awa = Person.objects.get(family_name="Acacia")
    actions.record_residence(by=SYSTEM, person=awa, status="card", valid_from=date(2024, 1, 1))
    assert undone(desk, batch) > 0
    assert Person.objects.get() == awa
    assert Paper.objects.filter(person=awa).exists()
    states = dict(batch.rows.data().values_list("number", "state"))
    assert states == {2: "kept", 3: "undone"}
    line, why = next(iter(queries.kept_of(batch)))
    assert (line, why[:2]) == (2, "1 ")


def test_somebody_merged_since_is_kept(office: Office, desk: Actor) -> None:
    batch = written(desk, checked(desk, office, sheet(AWA)))
    other = a_person(office, "Acacia", "Awa")
    Party.objects.filter(pk=Person.objects.get(family_name="Acacia", phone="0612345678").pk).update(
        merged_into=other.party
    )
    assert undone(desk, batch) > 0
    assert Person.objects.count() == 2


def test_the_rooms_above_are_told_of_a_portion_at_once(office: Office, desk: Actor) -> None:
    told: list[list[int]] = []

    def tell(_by: Actor, ids: object) -> None:
        told.append(list(ids))  # type: ignore[call-overload]

    people_slots.changed.fill("test", tell)
    try:
        rows = [(f"Acacia{chr(97 + n)}", "Awa") for n in range(20)]
        written(desk, checked(desk, office, sheet(*rows, headings=("Nom", "Prénom"))))
    finally:
        people_slots.changed._items.pop("test")
    assert [len(ids) for ids in told] == [20]
