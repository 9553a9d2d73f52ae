"""Goals and steps, and services put right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.cases import actions
from wasl.spine.cases.models import PlanItem, ServiceRecord
from wasl.spine.cases.queries.plan import plan_of
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.facts.models import Fact
from wasl.spine.facts.queries import verify
from wasl.spine.people.evidence import ask
from wasl.spine.people.tests.factories import an_actor, an_office

pytestmark = pytest.mark.django_db

DAY = date(2024, 3, 5)


def test_steps_stand_under_their_goal_and_those_without_come_before_goals_that_ended() -> None:
    case = a_case(an_office())
    work, lodging = (actions.set_goal(by=SYSTEM, case=case, title=title) for title in ("Emploi", "Logement"))
    step = actions.add_plan_item(by=SYSTEM, case=case, title="CV", goal=work)
    actions.add_plan_item(by=SYSTEM, case=case, title="Banque")
    actions.finish_plan_item(by=SYSTEM, item=step)
    actions.end_goal(by=SYSTEM, goal=lodging, reached=False, outcome="Chez sa sœur")
    shown = [(one.goal.title if one.goal else "", len(one.to_do), len(one.done)) for one in plan_of(case)]
    assert shown == [("Emploi", 0, 1), ("", 1, 0), ("Logement", 0, 0)]
    with pytest.raises(RuleBroken):
        actions.end_goal(by=SYSTEM, goal=lodging, reached=True)
    with pytest.raises(RuleBroken):
        actions.add_plan_item(by=SYSTEM, case=case, title="Bail", goal=lodging)
    assert actions.resume_goal(by=SYSTEM, goal=lodging).is_open
    with pytest.raises(RuleBroken):
        actions.add_plan_item(by=SYSTEM, case=a_case(an_office()), title="Bail", goal=lodging)


def test_the_journal_keeps_the_days_a_step_was_due_on() -> None:
    case = a_case(an_office())
    item = actions.add_plan_item(by=SYSTEM, case=case, title="CV", due_on=DAY)
    actions.change_plan_item(by=SYSTEM, item=item, title="CV", due_on=DAY + timedelta(days=3))
    entry = Entry.objects.get(verb="cases.plan_edit")
    assert entry.reason == "05/03/2024 → 08/03/2024"
    actions.change_plan_item(by=SYSTEM, item=item, title="CV", due_on=DAY + timedelta(days=3))
    assert Entry.objects.filter(verb="cases.plan_edit").count() == 1


def test_a_removed_step_is_no_longer_to_do_and_can_be_put_back() -> None:
    case = a_case(an_office())
    item = actions.add_plan_item(by=SYSTEM, case=case, title="CV")
    actions.remove_plan_item(by=SYSTEM, item=item)
    assert not PlanItem.objects.to_do().exists()
    with pytest.raises(RuleBroken):
        actions.finish_plan_item(by=SYSTEM, item=item)
    actions.restore_plan_item(by=SYSTEM, item=item)
    assert PlanItem.objects.to_do().get() == item


def test_the_plan_of_another_office_or_of_a_closed_case_is_not_touched() -> None:
    office = an_office()
    case = a_case(office)
    item = actions.add_plan_item(by=SYSTEM, case=case, title="CV")
    goal = actions.set_goal(by=SYSTEM, case=case, title="Emploi")
    with pytest.raises(Refused):
        actions.remove_plan_item(by=an_actor(Role.ADVISER, an_office()), item=item)
    actions.close_case(by=SYSTEM, case=case, reason="completed")
    for act in (
        lambda: actions.remove_plan_item(by=SYSTEM, item=item),
        lambda: actions.change_plan_item(by=SYSTEM, item=item, title="Autre"),
        lambda: actions.end_goal(by=SYSTEM, goal=goal, reached=True),
        lambda: actions.set_goal(by=SYSTEM, case=case, title="Autre"),
    ):
        item.case = goal.case = case
        with pytest.raises(RuleBroken):
            act()


def a_service(minutes: int = 30) -> ServiceRecord:
    return actions.record_service(by=SYSTEM, case=a_case(an_office()), kind="advice", minutes=minutes, on=DAY)


def test_a_service_withdrawn_stays_and_counts_nowhere() -> None:
    service = a_service()
    with pytest.raises(RuleBroken):
        actions.withdraw_service(by=SYSTEM, service=service, reason=" ")
    actions.withdraw_service(by=SYSTEM, service=service, reason="Autre personne")
    assert ServiceRecord.objects.get().withdrawal_reason == "Autre personne"
    assert not Fact.objects.standing().exists()
    assert Fact.objects.get(voids__isnull=False).void_reason == "Autre personne"
    assert ask("advised_minutes", service.case.party, clock.today()).value == 0
    assert (verify().missing, verify().extra) == ((), ())
    with pytest.raises(RuleBroken):
        actions.withdraw_service(by=SYSTEM, service=service, reason="Encore")


def test_a_service_corrected_gives_one_fact_at_the_office_where_it_was_given() -> None:
    service = a_service()
    right = actions.correct_service(
        by=SYSTEM,
        service=service,
        reason="Durée",
        kind="accompaniment",
        minutes=45,
        mode="visit",
        purpose="health",
        on=DAY,
    )
    fact = Fact.objects.standing().get()
    assert (fact.kind, fact.reason, fact.source_id) == ("accompanied", "health", right.pk)
    assert (fact.office, right.corrects) == (service.office, service)
    assert ServiceRecord.objects.standing().get() == right
    assert (verify().missing, verify().extra) == ((), ())


def test_a_mentor_puts_right_only_what_they_recorded() -> None:
    office = an_office()
    case = a_case(office)
    mentor = an_actor(Role.MENTOR, office)
    service = actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=30)
    with pytest.raises(Refused):
        actions.withdraw_service(by=mentor, service=service, reason="Erreur")
