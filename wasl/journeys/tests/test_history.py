"""The history of a pathway is taken over from one sheet: the same person across years and projects is one person."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pytest

from wasl.base.intake import actions as intake
from wasl.base.intake import queries
from wasl.base.intake.models import Batch, Fault
from wasl.base.network.models import Office
from wasl.base.programmes import packs
from wasl.kernel import xlsx
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Refused
from wasl.outcomes.ventures.models import FollowUp, Venture
from wasl.spine.cases.models import Case, ServiceRecord
from wasl.spine.facts.models import Fact, FactPerson
from wasl.spine.facts.queries import verify
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import an_actor

pytestmark = pytest.mark.django_db
HEADINGS = (
    "NOM", "Prénom", "Né(e) le", "Tél.", "Entrée", "Santé", "Emploi", "Projet", "Type de projet", "Démarrage",
    "Situation du projet", "Situation au", "Programme",
)  # fmt: skip
AWA = ("Dune", "Awa", "03/05/1980", "0612345678", "2012")
CEFA = "cefa-pathway"


def line(
    who: Sequence[str] = AWA, access: Sequence[str] = ("", ""), project: Sequence[str] = ("", "", "", "", "")
) -> list[str]:
    return [*who, *access, *project, CEFA]


@pytest.fixture
def office(db: None) -> Office:
    packs.load(CEFA, by=SYSTEM)
    return Office.objects.get(code="cefa-oujda")


def taken_in(office: Office, *rows: Sequence[str], by: Actor = SYSTEM) -> Batch:
    out = io.BytesIO()
    xlsx.write_rows(out, HEADINGS, rows)
    batch = intake.open_batch(
        by=by, importer="history", organisation=office.organisation, office=office, name="parcours.xlsx",
        content=out.getvalue(), again=True,
    )  # fmt: skip
    intake.set_mapping(by=by, batch=batch, heading_line=batch.heading_line, mapping=batch.columns)
    return intake.check_batch(by=by, batch=batch)


def written(batch: Batch, by: Actor = SYSTEM) -> int:
    intake.accept_strong(by=by, batch=batch)
    return intake.commit_rows(by=by, batch=batch) if intake.confirm(by=by, batch=batch) else 0


def told(batch: Batch) -> set[tuple[str, str]]:
    return set(Fault.objects.filter(row__batch=batch).values_list("column", "code"))


def test_the_desk_takes_no_history_over(office: Office) -> None:
    with pytest.raises(Refused):
        taken_in(office, line(access=("2013", "")), by=an_actor(Role.RECEPTION, office))


def test_the_coordinator_takes_it_over_each_fact_in_its_year(office: Office) -> None:
    by = an_actor(Role.COORDINATOR, office)
    project = ("Couture Dune", "AGR", "15/06/2014", "fermé", "01/02/2017")
    batch = taken_in(office, line(access=("12/03/2013", "05/2014"), project=project), by=by)
    assert written(batch, by) == 1
    given = ServiceRecord.objects.order_by("on").values_list("kind", "purpose", "on", "case__guichet__kind")
    assert list(given) == [
        ("orientation", "health", date(2013, 3, 12), "health"),
        ("orientation", "job_search", date(2014, 5, 1), "employment"),
    ]
    assert set(Case.objects.values_list("status", "closing_reason")) == {("closed", "completed")}
    venture = Venture.objects.get()
    assert (venture.legal_form, venture.strand.code if venture.strand else "") == ("none", "agr")
    assert (venture.status, venture.created_on) == ("closed", date(2014, 6, 15))
    assert not FollowUp.objects.filter(status="due").exists()
    assert set(Fact.objects.values_list("origin", "programmes__programme__code")) == {("import", CEFA)}
    assert verify().ok


def test_several_rows_of_a_person_are_several_projects_and_an_access_told_twice_is_one(
    office: Office,
) -> None:
    first = line(access=("12/03/2013", ""), project=("Couture Dune", "AGR", "2014", "", ""))
    second = line(access=("12/03/2013", ""), project=("Dune Services", "start-up", "2019", "", ""))
    assert written(taken_in(office, first, second)) == 2
    assert (Person.objects.count(), Venture.objects.count(), ServiceRecord.objects.count()) == (1, 2, 1)


def test_the_same_project_twice_is_noticed(office: Office) -> None:
    row = line(project=("Couture Dune", "AGR", "2014", "", ""))
    batch = taken_in(office, row, row)
    assert written(batch) == 1
    assert ("project", "refused") in told(batch)


def test_members_of_a_cooperative_share_the_name_of_one_project(office: Office) -> None:
    coop = ("Coopérative Argan", "coopérative", "01/12/2015", "", "")
    others = [
        ("Lune", "Fatou", "1985", "0612345670", "2013"),
        ("Miel", "Binta", "1986", "0612345671", "2014"),
    ]
    assert written(taken_in(office, *(line(who, project=coop) for who in (AWA, *others)))) == 3
    venture = Venture.objects.get()
    assert (venture.legal_form, venture.members.count()) == ("cooperative", 3)
    fact = Fact.objects.standing().get(kind="venture_created")
    assert FactPerson.objects.filter(fact=fact).count() == 3
    assert verify().ok


def test_what_cannot_be_is_told_by_its_cell(office: Office) -> None:
    batch = taken_in(
        office,
        line(),
        line(access=("2010", "")),
        line(project=("", "AGR", "2014", "", "")),
        line(project=("X", "bazar", "2014", "", "")),
        line(project=("X", "AGR", "", "", "")),
        line((*AWA[:4], ""), access=("2013", "")),
    )
    assert queries.counts(batch)["faulty"] == 6, told(batch)
    assert {
        ("project", "nothing"),
        ("access_health", "before_entry"),
        ("project", "project_name"),
        ("project_kind", "project_kind"),
        ("project_on", "project_on_missing"),
        ("entered_on", "missing"),
    } <= told(batch), told(batch)


def test_undone_nothing_counts_and_nobody_is_found(office: Office) -> None:
    coop = ("Coopérative Argan", "coopérative", "01/12/2015", "", "")
    other = ("Lune", "Fatou", "1985", "0612345670", "2013")
    batch = taken_in(office, line(access=("2013", ""), project=coop), line(other, project=coop))
    assert written(batch) == 2
    intake.undo(by=SYSTEM, batch=batch, reason="mauvais fichier")
    assert intake.undo_rows(by=SYSTEM, batch=batch) == 0
    assert not Venture.objects.exists()
    assert not Fact.objects.standing().exists()
    assert set(Case.objects.values_list("closing_reason", flat=True)) == {"mistake"}
    assert not Person.objects.visible_to(an_actor(Role.COORDINATOR, office)).exists()
    assert verify().ok
