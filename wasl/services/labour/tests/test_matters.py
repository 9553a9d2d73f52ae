"""A labour-law matter from its opening to its result: who is refused first."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.labour import actions
from wasl.services.labour.models import ContractDraft, LabourMatter, MatterStep
from wasl.services.labour.tests.factories import a_draft, a_matter
from wasl.spine.cases import actions as cases
from wasl.spine.cases.models import ServiceRecord
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.facts.models import Fact
from wasl.spine.people.tests.factories import an_actor, an_office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role", [Role.RECEPTION, Role.COORDINATOR, Role.MENTOR, Role.PROTECTION, Role.MONITORING]
)
def test_only_an_adviser_of_the_place_opens_a_matter(role: str) -> None:
    office = an_office()
    case = a_case(office)
    with pytest.raises(Refused):
        actions.open_matter(by=an_actor(role, office), case=case, kind="wages", employer="X", facts="Y")
    with pytest.raises(Refused):
        actions.open_matter(
            by=an_actor(Role.ADVISER, an_office()), case=case, kind="wages", employer="X", facts="Y"
        )
    assert not LabourMatter.objects.exists()


def test_a_closed_case_takes_no_matter_and_a_case_is_not_closed_over_an_open_one() -> None:
    office = an_office()
    matter = a_matter(office)
    with pytest.raises(RuleBroken) as told:
        cases.close_case(by=SYSTEM, case=matter.case, reason="completed")
    assert told.value.code == "labour"
    matter = LabourMatter.objects.get(pk=matter.pk)
    actions.conclude_matter(by=SYSTEM, matter=matter, expected=matter.version, result="agreement")
    matter.case.refresh_from_db()
    cases.close_case(by=SYSTEM, case=matter.case, reason="completed")
    with pytest.raises((RuleBroken, Refused)):
        a_matter(office, case=matter.case)


def test_what_was_said_is_encrypted_and_the_journal_holds_none_of_it() -> None:
    matter = a_matter(an_office(), employer="Garage Inventé")
    stored = (
        LabourMatter.objects.filter(pk=matter.pk).extra(select={"raw": "employer"}).values_list("raw")[0][0]
    )
    assert "Garage" not in str(stored)
    assert LabourMatter.objects.get(pk=matter.pk).employer == "Garage Inventé"
    entry = Entry.objects.filter(verb="labour.open").get()
    assert "Garage" not in f"{entry.reason}{entry.fields}"


@pytest.mark.parametrize(("name", "value"), [("employer", " "), ("facts", ""), ("kind", "weather")])
def test_a_matter_says_against_whom_what_happened_and_what_about(name: str, value: str) -> None:
    with pytest.raises(RuleBroken) as told:
        a_matter(an_office(), **{name: value})
    assert told.value.field == name


def test_a_step_with_minutes_is_a_service_and_counts_as_advice_once() -> None:
    matter = a_matter(an_office())
    quiet = actions.add_step(by=SYSTEM, matter=matter, kind="letter")
    spoken = actions.add_step(by=SYSTEM, matter=matter, kind="inspection", due_on=date(2024, 3, 20))
    actions.finish_step(by=SYSTEM, step=quiet, on=date(2024, 3, 6))
    actions.finish_step(by=SYSTEM, step=spoken, on=date(2024, 3, 21), outcome="Plainte déposée", minutes=45)
    service = ServiceRecord.objects.get()
    assert (service.purpose, service.minutes, service.on) == ("labour_law", 45, date(2024, 3, 21))
    assert Fact.objects.filter(kind="advised").count() == 1
    assert MatterStep.objects.get(pk=spoken.pk).service_id == service.pk


def test_a_step_is_done_once_and_the_second_try_leaves_no_service() -> None:
    step = actions.add_step(by=SYSTEM, matter=a_matter(an_office()), kind="talk")
    again = MatterStep.objects.select_related("matter__case").get(pk=step.pk)
    actions.finish_step(by=SYSTEM, step=step, minutes=20)
    with pytest.raises(RuleBroken) as told:
        actions.finish_step(by=SYSTEM, step=again, minutes=20)
    assert told.value.code == "done"
    assert ServiceRecord.objects.count() == 1


def test_a_matter_ends_after_its_last_step_with_what_was_received() -> None:
    matter = a_matter(an_office())
    step = actions.add_step(by=SYSTEM, matter=matter, kind="conciliation")
    actions.finish_step(by=SYSTEM, step=step, on=date(2024, 4, 10))
    with pytest.raises(RuleBroken) as told:
        actions.conclude_matter(
            by=SYSTEM, matter=matter, expected=matter.version, result="conciliation", on=date(2024, 4, 9)
        )
    assert told.value.field == "on"
    matter.refresh_from_db()
    actions.conclude_matter(
        by=SYSTEM,
        matter=matter,
        expected=matter.version,
        result="conciliation",
        on=date(2024, 4, 10),
        amount_obtained=Decimal("4500.00"),
    )
    matter.refresh_from_db()
    assert (matter.status, matter.amount_obtained) == ("concluded", Decimal("4500.00"))
    with pytest.raises(RuleBroken):
        actions.add_step(by=SYSTEM, matter=matter, kind="court")


def test_a_matter_concluded_by_mistake_is_taken_up_again_with_a_reason() -> None:
    matter = a_matter(an_office())
    with pytest.raises(RuleBroken):
        actions.reopen_matter(by=SYSTEM, matter=matter, expected=matter.version, reason="Rien")
    actions.conclude_matter(
        by=SYSTEM, matter=matter, expected=matter.version, result="won", amount_obtained=Decimal(900)
    )
    with pytest.raises(RuleBroken):
        actions.reopen_matter(by=SYSTEM, matter=matter, expected=matter.version, reason=" ")
    actions.reopen_matter(by=SYSTEM, matter=matter, expected=matter.version, reason="Appel de l’employeur")
    stands = LabourMatter.objects.get(pk=matter.pk)
    assert (stands.status, stands.result, stands.amount_obtained) == ("open", "", None)
    assert "won" in Entry.objects.get(verb="labour.reopen").reason


def test_two_people_at_one_matter_are_told_apart() -> None:
    matter = a_matter(an_office())
    seen = matter.version
    write: dict[str, Any] = {"kind": "wages", "facts": "Quatre mois", "employer": "Atelier Inventé"}
    actions.change_matter(by=SYSTEM, matter=LabourMatter.objects.get(pk=matter.pk), expected=seen, **write)
    with pytest.raises(Conflict):
        actions.change_matter(by=SYSTEM, matter=matter, expected=seen, **write)


def test_a_day_to_come_is_no_day_of_an_act() -> None:
    matter = a_matter(an_office())
    step = actions.add_step(by=SYSTEM, matter=matter, kind="talk")
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(RuleBroken) as told:
        actions.finish_step(by=SYSTEM, step=step, on=tomorrow)
    assert told.value.field == "on"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": date(2025, 12, 31)}, "ends_on"),
        ({"wage": Decimal(0)}, "wage"),
        ({"weekly_hours": Decimal(85)}, "weekly_hours"),
        ({"job": ""}, "job"),
    ],
)
def test_a_contract_that_cannot_be_is_refused(changes: dict[str, object], field: str) -> None:
    with pytest.raises(RuleBroken) as told:
        a_draft(an_office(), **changes)
    assert told.value.field == field
    assert not ContractDraft.objects.exists()
