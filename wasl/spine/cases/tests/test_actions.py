"""Acts on case files: who is refused, what a closed case refuses, what facts are recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.spine.cases import actions
from wasl.spine.cases.models import Assignment, Case, Note, ServiceRecord
from wasl.spine.cases.tests.factories import a_case, a_guichet
from wasl.spine.facts.models import Fact
from wasl.spine.facts.queries import verify
from wasl.spine.people import actions as people
from wasl.spine.people.evidence import ask
from wasl.spine.people.slots import timeline
from wasl.spine.people.tests.factories import a_person, a_programme, an_actor, an_office

pytestmark = pytest.mark.django_db

NOT_ADVISERS = [
    Role.RECEPTION, Role.TRAINER, Role.MENTOR, Role.FINANCE, Role.MONITORING, Role.COORDINATOR,
    Role.DONOR, Role.REVIEWER, Role.PROTECTION, Role.ADMINISTRATOR,
]  # fmt: skip
DAY = date(2024, 4, 2)


@pytest.mark.parametrize("role", NOT_ADVISERS)
def test_only_advisers_open_and_close_cases(role: str) -> None:
    office = an_office()
    actor = an_actor(role, office)
    with pytest.raises(Refused):
        a_case(office, by=actor)
    case = a_case(office)
    for act in acts(case, actor):
        if role == Role.PROTECTION and act.__name__ == "note":
            continue
        with pytest.raises(Refused):
            act()


def acts(case: Case, by: Actor) -> list[Callable[[], Any]]:
    """Every act on a case, ready to be done by this actor."""

    def service() -> Any:
        return actions.record_service(by=by, case=case, kind="advice", minutes=30, on=DAY)

    def plan() -> Any:
        return actions.add_plan_item(by=by, case=case, title="Ouvrir un compte")

    def note() -> Any:
        return actions.write_note(by=by, case=case, text="…")

    def close() -> Any:
        return actions.close_case(by=by, case=case, reason="completed")

    def assign() -> Any:
        return actions.assign(by=by, case=case, user=accounts.user(), role="mentor")

    return [service, plan, note, assign, close]


def test_an_adviser_of_another_office_or_programme_is_refused() -> None:
    office = an_office()
    programme = a_programme()
    case = a_case(office, programme=programme)
    without = a_case(office)
    other = an_actor(Role.ADVISER, an_office(office.organisation))
    elsewhere = an_actor(Role.ADVISER, office, programmes=frozenset({a_programme().pk}))
    for actor in (other, elsewhere):
        assert not Case.objects.visible_to(actor).exists()
        for one in (case, without):
            for act in acts(one, actor):
                with pytest.raises(Refused):
                    act()


def test_a_closed_case_takes_no_act() -> None:
    office = an_office()
    adviser = an_actor(Role.ADVISER, office)
    case = a_case(office)
    item = actions.add_plan_item(by=adviser, case=case, title="Ouvrir un compte")
    actions.close_case(by=adviser, case=case, reason="completed")
    fresh = Case.objects.get(pk=case.pk)
    for act in acts(fresh, adviser):
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "closed"
    item.case = fresh
    with pytest.raises(RuleBroken):
        actions.finish_plan_item(by=adviser, item=item)
    assert not Fact.objects.exists()


def test_one_case_is_open_at_a_time_at_a_guichet() -> None:
    office = an_office()
    case = a_case(office)
    with pytest.raises(RuleBroken) as broken:
        a_case(office, case.party, guichet=case.guichet)
    assert broken.value.code == "open"
    actions.close_case(by=SYSTEM, case=case, reason="stopped")
    assert a_case(office, case.party, guichet=case.guichet).pk != case.pk


def test_nobody_opens_a_case_for_whom_they_do_not_see() -> None:
    office = an_office()
    stranger = a_person(an_office())
    with pytest.raises(Refused):
        a_case(office, stranger.party, by=an_actor(Role.ADVISER, office))


@pytest.mark.parametrize("fault", ["guichet", "office", "future"])
def test_what_cannot_be_is_said(fault: str) -> None:
    office = an_office(closed_on=date(2024, 2, 1)) if fault == "office" else an_office()
    known: dict[str, Any] = {"party": a_person(office, on=date(2024, 1, 1)).party}
    if fault == "guichet":
        known["guichet"] = a_guichet(an_office())
    if fault == "future":
        known["on"] = clock.today() + timedelta(days=1)
    with pytest.raises(RuleBroken) as broken:
        a_case(office, **known)
    assert broken.value.code == fault


@pytest.mark.parametrize(
    ("kind", "fact"),
    [("advice", "advised"), ("accompaniment", "accompanied"), ("orientation", "oriented")],
)
def test_a_service_is_a_fact_of_the_same_transaction(kind: str, fact: str) -> None:
    office = an_office()
    case = a_case(office)
    service = actions.record_service(
        by=an_actor(Role.ADVISER, office),
        case=case,
        kind=kind,
        minutes=45,
        purpose="business_creation",
        on=DAY,
    )
    row = Fact.objects.get()
    assert (row.kind, row.happened_on, row.reason) == (fact, DAY, "business_creation")
    assert (row.party_id, row.office_id, row.guichet_id) == (case.party_id, office.pk, case.guichet_id)
    assert (row.source_kind, row.source_id) == ("cases.servicerecord", service.pk)
    assert verify().ok


def test_a_service_for_a_collective_counts_each_member_of_that_day() -> None:
    office = an_office()
    start = date(2024, 1, 1)
    members = [a_person(office, on=start), a_person(office, "Traoré", "Awa", on=start)]
    rows = [(members[0], "lead"), (members[1], "member")]
    collective = people.create_collective(
        by=SYSTEM, office=office, name="Les Jardins", members=rows, on=start
    )
    people.remove_member(by=SYSTEM, collective=collective, person=members[1], on=date(2024, 4, 10))
    case = a_case(office, collective.party)
    for day in (DAY, date(2024, 5, 2)):
        actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=30, on=day)
    assert [fact.people.count() for fact in Fact.objects.order_by("happened_on")] == [2, 1]


def test_a_case_of_a_programme_counts_for_it() -> None:
    office, programme = an_office(), a_programme()
    case = a_case(office, programme=programme)
    actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=30, on=DAY)
    assert [row.programme for row in Fact.objects.get().programmes.all()] == [programme]


def test_an_adviser_of_one_programme_opens_for_it() -> None:
    office, programme = an_office(), a_programme()
    adviser = an_actor(Role.ADVISER, office, programmes=frozenset({programme.pk}), id=accounts.user().pk)
    person = a_person(office, programme=programme)
    case = a_case(office, person.party, by=adviser)
    assert case.programme_id == programme.pk
    assert case in Case.objects.visible_to(adviser)


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"minutes": 900}, "minutes"),
        ({"kind": "magic"}, "kind"),
        ({"mode": "magic"}, "mode"),
        ({"purpose": "magic"}, "purpose"),
        ({"on": date(2024, 2, 1)}, "on"),
        ({"on": date(2199, 1, 1)}, "on"),
    ],
)
def test_a_service_that_cannot_be_leaves_no_trace(known: dict[str, Any], field: str) -> None:
    case = a_case(an_office())
    with pytest.raises(RuleBroken) as broken:
        actions.record_service(
            **{"by": SYSTEM, "case": case, "kind": "advice", "minutes": 30, "on": DAY, **known}
        )
    assert broken.value.field == field
    assert not ServiceRecord.objects.exists()
    assert not Fact.objects.exists()


def test_a_service_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    office = an_office()
    adviser = an_actor(Role.ADVISER, office)
    case = a_case(office, programme=a_programme())
    with django_assert_max_num_queries(10):
        actions.record_service(by=adviser, case=case, kind="advice", minutes=30, on=DAY)


def test_opening_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    office = an_office()
    party = a_person(office).party
    guichet = a_guichet(office)
    adviser = an_actor(Role.ADVISER, office, id=accounts.user().pk)
    with django_assert_max_num_queries(9):
        a_case(office, party, by=adviser, guichet=guichet, on=clock.today())


def test_a_mentor_serves_the_case_they_are_assigned_to_and_no_other() -> None:
    office = an_office()
    user = accounts.user(office.organisation)
    mentor = an_actor(Role.MENTOR, office, id=user.pk)
    mine, other = a_case(office), a_case(office)
    actions.assign(by=SYSTEM, case=mine, user=user, role="mentor", on=DAY)
    assert list(Case.objects.visible_to(mentor)) == [mine]
    actions.record_service(by=mentor, case=mine, kind="accompaniment", minutes=60, on=DAY)
    with pytest.raises(Refused):
        actions.record_service(by=mentor, case=other, kind="accompaniment", minutes=60, on=DAY)
    assignment = Assignment.objects.get()
    actions.end_assignment(by=SYSTEM, assignment=assignment, on=DAY)
    assert not Case.objects.visible_to(mentor).exists()


def test_the_adviser_who_opens_is_assigned() -> None:
    office = an_office()
    user = accounts.user(office.organisation)
    case = a_case(office, a_person(office).party, by=an_actor(Role.ADVISER, office, id=user.pk))
    assert [(row.user_id, row.role) for row in case.assignments.all()] == [(user.pk, "adviser")]


def test_a_step_is_finished_once() -> None:
    case = a_case(an_office())
    item = actions.add_plan_item(by=SYSTEM, case=case, title=" Ouvrir un compte ", due_on=DAY)
    assert item.title == "Ouvrir un compte"
    assert item.is_overdue
    actions.finish_plan_item(by=SYSTEM, item=item, on=DAY, outcome="Compte ouvert")
    with pytest.raises(RuleBroken):
        actions.finish_plan_item(by=SYSTEM, item=item, on=DAY)
    assert not item.is_overdue


def test_closing_keeps_its_reason() -> None:
    case = a_case(an_office())
    actions.close_case(by=SYSTEM, case=case, reason="moved", note="À Oujda")
    assert (case.status, case.closing_reason, case.closed_on) == ("closed", "moved", clock.today())
    assert Entry.objects.get(verb="cases.close").reason == "moved"


def test_a_case_is_not_closed_before_its_last_service_nor_without_reason() -> None:
    case = a_case(an_office())
    actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=30, on=DAY)
    for known in ({"reason": ""}, {"reason": "completed", "on": DAY - timedelta(days=1)}):
        with pytest.raises(RuleBroken):
            actions.close_case(by=SYSTEM, case=Case.objects.get(pk=case.pk), **known)


def test_two_who_close_one_case_are_told() -> None:
    case = a_case(an_office())
    stale = Case.objects.get(pk=case.pk)
    actions.close_case(by=SYSTEM, case=case, reason="completed")
    with pytest.raises(Conflict):
        actions.close_case(by=SYSTEM, case=stale, reason="moved")


def test_a_note_is_unreadable_in_the_database_and_in_the_journal() -> None:
    office = an_office()
    case = a_case(office)
    actions.write_note(
        by=an_actor(Role.ADVISER, office), case=case, text="Suivi médical", compartment="health"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM cases_note")
        assert "médical" not in cursor.fetchone()[0]
    assert Note.objects.get().text == "Suivi médical"
    entry = Entry.objects.get(verb="cases.note")
    assert "médical" not in f"{entry.reason} {entry.fields} {entry.objects_text}"


def test_evidence_sums_what_was_given_up_to_the_day() -> None:
    case = a_case(an_office())
    for kind, minutes, day in (("advice", 30, 2), ("advice", 45, 5), ("accompaniment", 90, 5)):
        actions.record_service(by=SYSTEM, case=case, kind=kind, minutes=minutes, on=date(2024, 4, day))
    values = [ask("advised_minutes", case.party, date(2024, 4, day)).value for day in (1, 2, 5)]
    assert values == [0, 30, 75]
    assert ask("accompanied_hours", case.party, date(2024, 4, 5)).value == Decimal("1.50")
    assert ask("accompanied_hours", case.party, date(2024, 4, 5)).compare(">=", "1.5") == "yes"


def test_the_story_of_a_party_is_told_to_those_who_may_read_it() -> None:
    office = an_office()
    case = a_case(office)
    actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=30, on=DAY)
    item = actions.add_plan_item(by=SYSTEM, case=case, title="Ouvrir un compte")
    actions.finish_plan_item(by=SYSTEM, item=item, on=DAY)
    tell = timeline.get("cases")
    assert tell is not None
    told = {
        role: len(tell(an_actor(role, office), [case.party_id]))
        for role in (Role.ADVISER, Role.RECEPTION, Role.FINANCE)
    }
    assert told == {Role.ADVISER: 3, Role.RECEPTION: 0, Role.FINANCE: 0}
    assert tell(an_actor(Role.ADVISER, an_office()), [case.party_id]) == []


def test_a_record_without_its_fact_is_found() -> None:
    case = a_case(an_office())
    service = ServiceRecord.objects.create(
        case=case,
        office=case.office,
        guichet=case.guichet,
        kind="advice",
        purpose="papers",
        mode="office",
        on=DAY,
        minutes=10,
    )
    missing = verify().missing
    assert [fact.key for fact in missing] == [("cases.servicerecord", service.pk, "advised")]
