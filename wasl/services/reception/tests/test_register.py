"""The register of 2021 is taken over: each fault named, each sound row a visit, nobody merged in silence."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from wasl.base.intake import actions as intake
from wasl.base.intake import queries
from wasl.base.intake.models import Batch, Row
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.kernel import xlsx
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Refused
from wasl.services.reception import actions
from wasl.services.reception.models import Visit
from wasl.spine.facts.models import Fact
from wasl.spine.facts.queries import verify
from wasl.spine.merging.tests.worlds import merged
from wasl.spine.people.models import NameWritten, Person
from wasl.spine.people.queries import search
from wasl.spine.people.rules.reading import read_day
from wasl.spine.people.tests.factories import a_person

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"
COLUMN_OF = {
    "formula in a name": "B",
    "unknown nationality": "F",
    "impossible birth date": "E",
    "unknown sex": "D",
    "unknown office": "H",
    "phone too short": "G",
}
FEW = (6, 7, 8, 11, 12, 19)
MENDY = (38, 64, 161)  # one person three times: twice with the same telephone
SAME = "same person, other spelling"


@pytest.fixture
def hub(db: None) -> Organisation:
    """The association with its three offices and a guichet, as the packs describe them."""
    organisation = Organisation.objects.create(code="es-maroc", name="ES.Maroc")
    for code, name, province in (
        ("rabat-ocean", "Rabat L'Océan", "MA-RAB"),
        ("tanger-maison", "Tanger Maison des Jeunes", "MA-TNG"),
        ("tanger-technopark", "Tanger Technopark", "MA-TNG"),
    ):
        Office.objects.create(
            organisation=organisation, code=code, name=name, province_id=province, opened_on=date(2018, 1, 1)
        )
    Guichet.objects.create(
        organisation=organisation, code="ae", kind="auto_entrepreneur", name_fr="Auto-entrepreneur"
    )
    return organisation


@pytest.fixture
def amina(hub: Organisation) -> Actor:
    return Actor(id=1, label="Amina", grants=(Grant(Role.RECEPTION, hub.pk),))


@pytest.fixture
def truth() -> dict[int, tuple[int, str]]:
    """Line of the sheet → (number of the person, kind of fault)."""
    with (DATA / "registre_2021_truth.csv").open(encoding="utf-8") as file:
        return {int(row["row"]): (int(row["person"]), row["fault"]) for row in csv.DictReader(file)}


def excerpt(*numbers: int) -> bytes:
    """The register with these lines of data only, each at its own place."""
    sheet = xlsx.read_sheet((DATA / "registre_2021.xlsx").read_bytes())
    wanted = {1, 3, *numbers}
    rows = [[cell.text for cell in line.cells] if line.number in wanted else [] for line in sheet.lines]
    out = io.BytesIO()
    xlsx.write_rows(out, [sheet.lines[0].cells[0].text], rows[1:])
    return out.getvalue()


def taken_in(by: Actor, hub: Organisation, *numbers: int) -> Batch:
    content = excerpt(*numbers) if numbers else (DATA / "registre_2021.xlsx").read_bytes()
    return intake.open_batch(
        by=by, importer="register", organisation=hub, name="registre_2021.xlsx", content=content
    )


def checked(by: Actor, hub: Organisation, *numbers: int) -> Batch:
    return intake.check_batch(by=by, batch=taken_in(by, hub, *numbers))


def decided(by: Actor, batch: Batch) -> Batch:
    """Somebody says that strong proposals are the same person, and that the others are new people."""
    intake.accept_strong(by=by, batch=batch)
    intake.others_are_new(by=by, batch=batch, reason="compared with the papers")
    return batch


def written(by: Actor, hub: Organisation, *numbers: int) -> Batch:
    batch = decided(by, checked(by, hub, *numbers))
    intake.confirm(by=by, batch=batch)
    intake.commit_rows(by=by, batch=batch)
    return batch


def test_only_the_desk_and_the_coordinator_take_a_register_over(hub: Organisation) -> None:
    for role in (Role.ADVISER, Role.MONITORING, Role.FINANCE, Role.DONOR):
        with pytest.raises(Refused):
            taken_in(Actor(id=2, label="x", grants=(Grant(role, hub.pk),)), hub)


def test_every_heading_is_recognised_under_the_title(amina: Actor, hub: Organisation) -> None:
    batch = taken_in(amina, hub)
    assert batch.heading_line == 3
    assert list(batch.columns.values()) == [
        "visited_on", "family_name", "given_names", "sex", "birth_date", "nationality", "phone", "office", "reason",
    ]  # fmt: skip


def test_each_fault_of_the_truth_is_named_at_its_cell_and_no_sound_row_is_faulty(
    amina: Actor, hub: Organisation, truth: dict[int, tuple[int, str]]
) -> None:
    batch = checked(amina, hub)
    named: dict[int, set[str]] = defaultdict(set)
    for ref, heading, _value, reason in queries.faults_of(batch):
        named[int(ref.lstrip("ABCDEFGHI"))].add(ref[0])
        assert heading
        assert reason
    for line, (_person, fault) in truth.items():
        if fault in COLUMN_OF:
            assert COLUMN_OF[fault] in named[line], (line, fault)
        elif not fault:
            assert line not in named, (line, named[line])
    rows = Row.objects.filter(batch=batch).data()
    empty = {line for line, (_person, fault) in truth.items() if fault == "empty row"}
    assert not rows.filter(number__in=empty).exists()
    assert rows.count() == len(truth) - len(empty)


def test_nobody_is_taken_for_somebody_else_beforehand(
    amina: Actor, hub: Organisation, truth: dict[int, tuple[int, str]]
) -> None:
    rows = list(Row.objects.filter(batch=checked(amina, hub)).data())
    chosen = {row.number: int(row.choice[4:]) for row in rows if row.choice}
    wrong = {line: other for line, other in chosen.items() if truth[line][0] != truth[other][0]}
    assert wrong == {}
    sound = {row.number for row in rows if row.state in ("sound", "undecided")}
    again = [line for line in sound if truth[line][1].startswith(SAME)]
    recognised = [line for line in again if line in chosen or _proposes(rows, line, truth)]
    assert len(recognised) >= 0.8 * len(again), (len(recognised), len(again))
    assert len(chosen) >= 19


def _proposes(rows: list[Row], line: int, truth: dict[int, tuple[int, str]]) -> bool:
    row = next(row for row in rows if row.number == line)
    return any(truth[int(p["key"][4:])][0] == truth[line][0] for p in row.proposals)


def test_readings_that_are_not_plain_are_shown(amina: Actor, hub: Organisation) -> None:
    batch = checked(amina, hub)
    numbers = {
        "32": ("birth_date", "2000"),
        "16": ("birth_date", "14/01/1980"),
        "11": ("phone", "0651882816"),
    }
    rows = Row.objects.filter(batch=batch, number__in=[int(n) for n in numbers]).order_by("number")
    views = queries.views_of(batch, rows, queries.context_for(batch, amina))
    for view in views:
        column, reading = numbers[str(view.row.number)]
        cell = next(cell for cell in view.cells if cell.code == column)
        assert cell.reading == reading, (view.row.number, cell)


def test_sound_rows_become_people_and_visits_on_their_own_days(
    amina: Actor, hub: Organisation, truth: dict[int, tuple[int, str]]
) -> None:
    batch = written(amina, hub)
    done = Row.objects.filter(batch=batch, state="imported")
    faulty = Row.objects.filter(batch=batch, state="faulty")
    assert done.count() + faulty.count() == 217
    visits = Visit.objects.all()
    assert visits.count() == done.count()
    assert set(visits.values_list("origin", "status").distinct()) == {("import", "served")}
    assert set(visits.values_list("day__year", flat=True)) == {2021}
    assert Fact.objects.standing().filter(kind="welcomed", origin="import").count() == visits.count()
    people_in_truth = {truth[row.number][0] for row in done}
    assert len(people_in_truth) <= Person.objects.count() <= 1.15 * len(people_in_truth)
    assert verify().ok
    assert Visit.objects.filter(guichet__code="ae").exists()


def test_a_person_written_twice_is_found_under_both_spellings(amina: Actor, hub: Organisation) -> None:
    written(amina, hub, *MENDY)
    for spelling in ("Dawda Mendi", "Mendy Daouda"):
        numbers = [one.person.pk for one in search(amina, spelling)]
        twice = NameWritten.objects.filter(person__in=numbers, text="Daouda Mendy").get().person
        assert Visit.objects.filter(person=twice).count() == 2
        assert NameWritten.objects.filter(person=twice).count() == 2


def test_a_row_of_an_office_that_is_not_ones_own_is_a_fault(hub: Organisation) -> None:
    rabat = Office.objects.get(code="rabat-ocean")
    here = Actor(id=3, label="Rabat", grants=(Grant(Role.RECEPTION, hub.pk, frozenset({rabat.pk})),))
    batch = checked(here, hub, *FEW)
    reasons = {str(reason) for _ref, _h, value, reason in queries.faults_of(batch) if "Technopark" in value}
    assert reasons == {str(batch.kind.reasons["office_not_yours"])}


def test_a_visit_to_an_office_that_was_closed_is_a_fault(amina: Actor, hub: Organisation) -> None:
    Office.objects.filter(code="tanger-technopark").update(closed_on=date(2021, 6, 30))
    batch = checked(amina, hub, *FEW)
    closed = str(batch.kind.reasons["office_closed"])
    assert any(reason == closed for *_cell, reason in queries.faults_of(batch))


def test_a_faulty_row_corrected_on_screen_is_taken_over_too(amina: Actor, hub: Organisation) -> None:
    batch = written(amina, hub, *FEW, 91)
    row = Row.objects.select_related("batch").get(batch=batch, number=91)
    (view,) = queries.views_of(batch, [row], queries.context_for(batch, amina))
    values = {cell.code: cell.typed for cell in view.cells} | {"office": "Tanger Technopark"}
    intake.correct_row(by=amina, row=row, values=values)
    assert row.state == "sound", row.proposals
    before = Visit.objects.count()
    intake.confirm(by=amina, batch=batch)
    intake.commit_rows(by=amina, batch=batch)
    assert Visit.objects.count() == before + 1


def test_people_known_before_are_proposed_and_only_a_shared_telephone_chooses_them(
    amina: Actor, hub: Organisation
) -> None:
    office = Office.objects.get(code="tanger-maison")
    by_phone = a_person(office, "Umar", "Akissi", sex="f", phone="0673658522", nationality="SN")
    by_birth = a_person(
        office,
        "Nkoulou",
        "Emmanuel",
        sex="f",
        birth_date=date(1962, 11, 3),
        birth_precision="day",
        nationality="MA",
    )
    a_person(office, "Camara", "Zenab", sex="f")
    batch = checked(amina, hub, *FEW, 10)
    rows = {row.number: row for row in Row.objects.filter(batch=batch)}
    assert rows[7].choice == f"person:{by_phone.pk}"
    assert rows[10].choice == ""
    assert [proposal["key"] for proposal in rows[10].proposals] == [f"person:{by_birth.pk}"]
    intake.choose(by=amina, row=Row.objects.get(pk=rows[10].pk), key=f"person:{by_birth.pk}")
    intake.accept_strong(by=amina, batch=batch)
    intake.confirm(by=amina, batch=batch)
    intake.commit_rows(by=amina, batch=batch)
    assert Visit.objects.filter(person=by_birth).count() == 1
    assert Visit.objects.filter(person=by_phone).exists()


def test_somebody_chosen_and_merged_meanwhile_is_the_one_who_came(amina: Actor, hub: Organisation) -> None:
    office = Office.objects.get(code="tanger-maison")
    known = a_person(office, "Umar", "Akissi", sex="f", phone="0673658522", nationality="SN")
    kept = a_person(office, "Oumar", "Akissi", sex="f", nationality="SN")
    batch = checked(amina, hub, 7)
    assert Row.objects.get(batch=batch, number=7).choice == f"person:{known.pk}"
    intake.accept_strong(by=amina, batch=batch)
    merged(kept, known)
    intake.confirm(by=amina, batch=batch)
    assert intake.commit_rows(by=amina, batch=batch) == 1
    assert Visit.objects.get().person == kept
    assert Row.objects.get(batch=batch, number=7).subject == f"person:{kept.pk}"
    assert Fact.objects.get().party == kept.party
    assert verify().ok


def test_undoing_withdraws_visits_and_facts_and_lets_go_of_the_people(
    amina: Actor, hub: Organisation
) -> None:
    batch = written(amina, hub, *FEW, *MENDY)
    office = Office.objects.get(code="tanger-maison")
    kept = Visit.objects.filter(office=office).order_by("pk")[0].person
    assert kept is not None
    actions.record_visit(
        by=amina, office=office, person=Person.objects.select_related("party").get(pk=kept.pk)
    )
    intake.undo(by=amina, batch=batch, reason="the wrong year")
    assert intake.undo_rows(by=amina, batch=batch) == 1
    assert list(Visit.objects.standing().values_list("person_id", flat=True)) == [kept.pk]
    assert Fact.objects.standing().count() == 1
    assert list(Person.objects.visible_to(amina)) == [kept]
    assert verify().ok


def test_after_undoing_the_register_can_be_taken_over_again(amina: Actor, hub: Organisation) -> None:
    batch = written(amina, hub, *FEW, *MENDY)
    first = Visit.objects.standing().count()
    intake.undo(by=amina, batch=batch, reason="the wrong year")
    intake.undo_rows(by=amina, batch=batch)
    again = written(amina, hub, *FEW, *MENDY)
    assert again.pk != batch.pk
    assert Visit.objects.standing().count() == first


def test_a_row_of_a_closed_day_is_refused_with_the_reason_in_words(amina: Actor, hub: Organisation) -> None:
    batch = checked(amina, hub, 7)
    row = Row.objects.get(batch=batch, number=7)
    (view,) = queries.views_of(batch, [row], queries.context_for(batch, amina))
    said = {cell.code: cell.typed for cell in view.cells}
    day = read_day(said["visited_on"], date(2026, 1, 1))
    assert day
    for office in Office.objects.filter(organisation=hub):
        actions.close_day(by=SYSTEM, office=office, day=day)
    intake.confirm(by=amina, batch=batch)
    assert intake.commit_rows(by=amina, batch=batch) == 0
    assert Row.objects.get(pk=row.pk).state == "faulty"
    assert not Visit.objects.exists()


def test_undoing_a_register_keeps_the_visits_of_days_closed_since(amina: Actor, hub: Organisation) -> None:
    batch = written(amina, hub, 7)
    visit = Visit.objects.get()
    actions.close_day(by=SYSTEM, office=visit.office, day=visit.day)
    intake.undo(by=amina, batch=batch, reason="the wrong year")
    assert intake.undo_rows(by=amina, batch=batch) >= 1
    visit.refresh_from_db()
    assert visit.status == "served"
    assert verify().ok


def test_the_command_line_takes_it_over_too(hub: Organisation) -> None:
    written(SYSTEM, hub, *FEW)
    assert Visit.objects.count() == len(FEW)
