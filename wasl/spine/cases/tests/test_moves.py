"""Handing cases over, taking them up again, and what remains of where they were."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from wasl.base.accounts.models import User
from wasl.base.accounts.slots import work
from wasl.base.accounts.tests import factories as accounts
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.spine.cases import actions, slots
from wasl.spine.cases.models import Assignment, Case, Move, Reopening
from wasl.spine.cases.queries.caseload import unadvised
from wasl.spine.cases.queries.followed import followers
from wasl.spine.cases.tests.factories import a_case, a_guichet
from wasl.spine.facts.models import Fact
from wasl.spine.links.tests.factories import in_force
from wasl.spine.people import actions as people
from wasl.spine.people.models import Following, Party
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db

DAY = date(2024, 3, 1)


def an_adviser(office: Office, name: str = "") -> User:
    someone = accounts.user(office.organisation, name)
    accounts.membership(someone, Role.ADVISER, office.organisation, offices=[office])
    return someone


def actor_of(user: User, office: Office, role: str = Role.ADVISER) -> Actor:
    return an_actor(role, office, id=user.pk)


def test_only_advisers_and_coordinators_of_the_place_hand_over() -> None:
    office, other = an_office(), an_office()
    case, to = a_case(office), an_adviser(office)
    for stranger in (
        an_actor(Role.RECEPTION, office),
        an_actor(Role.MONITORING, office),
        an_actor(Role.ADVISER, other),
    ):
        with pytest.raises(Refused):
            actions.hand_over(by=stranger, case=case, to=to, reason="Absence")
    assert not Move.objects.exists()
    actions.hand_over(by=an_actor(Role.COORDINATOR, office), case=case, to=to, reason="Absence")
    assert case.assignments.get().user == to


def test_the_former_adviser_ends_that_day_and_the_new_one_begins_in_the_other_office() -> None:
    office = an_office()
    other = an_office(office.organisation)
    former, taker = an_adviser(office), an_adviser(other)
    case = a_case(office, adviser=former)
    actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=20, on=DAY)
    told: list[tuple[int, int]] = []

    def note(by: Actor, case: Case, one: User, two: User, on: date) -> None:
        told.append((one.pk, two.pk))

    slots.handed_over.fill("test", note)
    try:
        move = actions.hand_over(
            by=actor_of(former, office), case=case, to=taker, office=other, reason="Moved", note="Fragile"
        )
    finally:
        slots.handed_over._items.pop("test")
    ended, begun = case.assignments.order_by("pk")
    assert (ended.user, ended.ends_on, ended.ended_by) == (former, clock.today(), move)
    assert (begun.user, begun.starts_on, begun.ends_on) == (taker, clock.today(), None)
    assert told == [(former.pk, taker.pk)]
    assert (move.from_office, move.from_adviser, move.to_office) == (office, former, other)
    case.refresh_from_db()
    assert case.office == other
    assert Following.objects.filter(party=case.party, office=other, ends_on=None).exists()
    assert Fact.objects.get(kind="advised").office == office
    assert case.services.get().office == office
    assert not Case.objects.visible_to(actor_of(former, office)).exists()
    assert Case.objects.visible_to(actor_of(taker, other)).get() == case
    with pytest.raises(Refused):
        actions.write_note(by=actor_of(former, office), case=case, text="Encore")


def test_a_mentor_of_the_office_it_left_no_longer_opens_the_case_that_very_day() -> None:
    office = an_office()
    other = an_office(office.organisation)
    mentor = accounts.user(office.organisation)
    accounts.membership(mentor, Role.MENTOR, office.organisation, offices=[office])
    case = a_case(office)
    actions.assign(by=SYSTEM, case=case, user=mentor, role="mentor")
    seen_by = actor_of(mentor, office, Role.MENTOR)
    assert Case.objects.visible_to(seen_by).exists()
    actions.hand_over(by=SYSTEM, case=case, to=an_adviser(other), office=other, reason="Moved")
    assert not Case.objects.visible_to(seen_by).exists()


@pytest.mark.parametrize("fault", ["user", "organisation", "office", "guichet", "open", "reason", "same"])
def test_a_hand_over_that_cannot_be_is_refused_in_words(fault: str) -> None:
    office = an_office()
    other = an_office(office.organisation)
    adviser = an_adviser(office)
    case = a_case(office, adviser=adviser)
    asked: dict[str, Any] = {
        "to": an_adviser(other),
        "office": other,
        "guichet": case.guichet,
        "reason": "Moved",
    }
    if fault == "user":
        asked["to"] = adviser
    elif fault == "organisation":
        asked["office"] = an_office()
    elif fault == "office":
        other.closed_on = clock.today() - timedelta(days=1)
        other.save()
    elif fault == "guichet":
        case.guichet.closed_on = clock.today() - timedelta(days=1)
        case.guichet.save()
    elif fault == "open":
        a_case(other, case.party, guichet=case.guichet)
    elif fault == "reason":
        asked["reason"] = " "
    else:
        asked |= {"to": adviser, "office": office}
    with pytest.raises(RuleBroken) as broken:
        actions.hand_over(by=SYSTEM, case=case, **asked)
    assert broken.value.code == fault
    assert not Move.objects.exists()
    assert Assignment.objects.get(case=case).ends_on is None


def test_of_two_who_hand_over_the_second_is_told() -> None:
    office = an_office()
    one, two = an_adviser(office), an_adviser(office)
    case = a_case(office)
    mine, theirs = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    actions.hand_over(by=SYSTEM, case=mine, to=one, reason="Absence")
    with pytest.raises(Conflict):
        actions.hand_over(by=SYSTEM, case=theirs, to=two, reason="Absence")
    assert case.assignments.get(ends_on=None).user == one


def test_only_who_takes_the_case_acknowledges_and_once() -> None:
    office = an_office()
    taker = an_adviser(office)
    move = actions.hand_over(by=SYSTEM, case=a_case(office), to=taker, reason="Absence", note="Appeler")
    with pytest.raises(Refused):
        actions.acknowledge(by=an_actor(Role.ADVISER, office, id=0), move=move)
    assert Move.objects.to_acknowledge(actor_of(taker, office)).exists()
    actions.acknowledge(by=actor_of(taker, office), move=move)
    assert not Move.objects.to_acknowledge(actor_of(taker, office)).exists()


def test_a_closed_case_is_taken_up_again_and_how_it_was_closed_is_kept() -> None:
    office = an_office()
    adviser = an_actor(Role.ADVISER, office)
    case = a_case(office)
    actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=20, on=DAY)
    facts = list(Fact.objects.values_list("pk", flat=True))
    with pytest.raises(RuleBroken):
        actions.reopen_case(by=adviser, case=case, reason="Revient")
    actions.close_case(by=SYSTEM, case=case, reason="stopped", on=DAY + timedelta(days=9), note="Parti")
    with pytest.raises(Refused):
        actions.reopen_case(by=an_actor(Role.MONITORING, office), case=case, reason="Revient")
    with pytest.raises(RuleBroken):
        actions.reopen_case(by=adviser, case=case, reason="")
    with pytest.raises(RuleBroken):
        actions.reopen_case(by=adviser, case=case, reason="Revient", on=DAY)
    actions.reopen_case(by=adviser, case=case, reason="Revient")
    case.refresh_from_db()
    assert not case.is_closed
    row = Reopening.objects.get()
    assert (row.closing_reason, row.closing_note, row.closed_on) == ("stopped", "Parti", date(2024, 3, 10))
    assert list(Fact.objects.values_list("pk", flat=True)) == facts
    actions.record_service(by=adviser, case=case, kind="advice", minutes=20)


def test_a_case_is_not_taken_up_again_beside_another_one_open() -> None:
    office = an_office()
    case = a_case(office)
    actions.close_case(by=SYSTEM, case=case, reason="stopped")
    a_case(office, case.party, guichet=case.guichet)
    with pytest.raises(RuleBroken) as broken:
        actions.reopen_case(by=SYSTEM, case=case, reason="Revient")
    assert broken.value.code == "another"
    assert Case.objects.open().count() == 1


def test_the_cases_of_who_leaves_go_to_a_colleague_or_wait_without_adviser() -> None:
    office = an_office()
    leaving, colleague = an_adviser(office), an_adviser(office)
    for _number in range(3):
        a_case(office, adviser=leaving)
    held = work.get("cases")
    assert held is not None
    organisation = office.organisation_id
    coordinator = an_actor(Role.COORDINATOR, office)
    assert held.held(organisation, leaving) == 3
    with pytest.raises(Refused):
        held.hand_over(an_actor(Role.ADVISER, office), organisation, leaving, None, clock.today())
    assert held.hand_over(coordinator, organisation, leaving, colleague, clock.today()) == 3
    assert (held.held(organisation, leaving), held.held(organisation, colleague)) == (0, 3)
    assert unadvised(Case.objects.all(), clock.today()) == 0
    assert held.hand_over(coordinator, organisation, colleague, None, clock.today()) == 3
    assert unadvised(Case.objects.all(), clock.today()) == 3
    a_case(office, adviser=leaving)
    with pytest.raises(RuleBroken):
        held.hand_over(coordinator, organisation, leaving, an_adviser(an_office()), clock.today())


def test_inside_the_organisation_all_who_follow_and_followed_are_told_with_their_office() -> None:
    office = an_office(name="Tanger")
    other = an_office(office.organisation, name="Fès")
    case = a_case(office, adviser=an_adviser(office, "Amal Ancienne"))
    actions.hand_over(by=SYSTEM, case=case, to=an_adviser(other, "Nadia Nouvelle"), office=other, reason="Va")
    found = followers(an_actor(Role.RECEPTION, other), case.party, clock.today())
    assert [(one.name, one.office, one.until is None) for one in found] == [
        ("Nadia Nouvelle", "Fès", True),
        ("Amal Ancienne", "Tanger", False),
    ]


def test_another_organisation_is_named_by_consent_or_agreement_alone_and_only_whom_to_call() -> None:
    ours, theirs = an_office(), an_office()
    person = a_person(ours)
    people.follow(by=SYSTEM, office=theirs, person=person, basis="case")
    case = a_case(theirs, person.party, adviser=an_adviser(theirs, "Sara Ailleurs"), on=clock.today())
    mentor = accounts.user(theirs.organisation, "Mentor Ailleurs")
    actions.assign(by=SYSTEM, case=case, user=mentor, role="mentor")
    reader = Actor(id=5, label="x", grants=(Grant(Role.ADVISER, ours.organisation_id),))
    assert followers(reader, person.party, clock.today()) == []
    consent = people.record_consent(by=SYSTEM, person=person, purpose="partners")
    (shown,) = followers(reader, person.party, clock.today())
    assert (shown.name, shown.role, shown.own) == ("Sara Ailleurs", "", False)
    assert shown.office == theirs.name
    people.withdraw_consent(by=SYSTEM, consent=consent)
    in_force(ours.organisation, theirs.organisation)
    assert followers(reader, person.party, clock.today()) == [], (
        "against the person's word no agreement helps"
    )


def test_a_guichet_may_change_within_the_office() -> None:
    office = an_office()
    adviser = an_adviser(office)
    case = a_case(office, adviser=adviser)
    health = a_guichet(office, "health")
    move = actions.hand_over(by=SYSTEM, case=case, to=adviser, guichet=health, reason="Soins")
    assert move.changes_place
    assert case.guichet == health
    assert case.assignments.get().ends_on is None


def followed_at(office: Office, party: Party) -> bool:
    """Whether the office follows the party beyond today."""
    return Following.objects.filter(party=party, office=office, ends_on=None).exists()


def test_the_office_that_hands_a_case_over_no_longer_follows_until_it_is_handed_back() -> None:
    office = an_office()
    other = an_office(office.organisation)
    one, two = an_adviser(office), an_adviser(other)
    case = a_case(office, adviser=one)
    actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=20, on=DAY)
    facts = list(Fact.objects.values())
    actions.hand_over(by=SYSTEM, case=case, to=two, office=other, reason="Moved")
    assert not followed_at(office, case.party)
    assert followed_at(other, case.party)
    assert Following.objects.get(party=case.party, office=office).ends_on == clock.today()
    actions.hand_over(by=SYSTEM, case=case, to=one, office=office, reason="Is back")
    assert followed_at(office, case.party)
    assert not followed_at(other, case.party)
    assert list(Fact.objects.values()) == facts


def test_the_office_goes_on_following_whoever_has_another_case_open_there() -> None:
    office = an_office()
    other = an_office(office.organisation)
    case = a_case(office)
    second = a_case(office, case.party)
    actions.hand_over(by=SYSTEM, case=case, to=an_adviser(other), office=other, reason="Moved")
    assert followed_at(office, case.party)
    actions.hand_over(by=SYSTEM, case=second, to=an_adviser(other), office=other, reason="Moved")
    assert not followed_at(office, case.party)


def test_with_a_collective_leave_the_members_followed_for_it_alone() -> None:
    office = an_office()
    other = an_office(office.organisation)
    own = a_person(office, "Kane")
    busy = a_person(office, "Diop")
    brought = a_person(an_office(office.organisation), "Sow")
    a_case(office, busy.party)
    roles = [(own, "lead"), (busy, "member"), (brought, "member")]
    group = people.create_collective(by=SYSTEM, office=office, name="Les Jardins", members=roles)
    case = a_case(office, group.party, on=clock.today())
    assert followed_at(office, brought.party)
    actions.hand_over(by=SYSTEM, case=case, to=an_adviser(other), office=other, reason="Moved")
    assert not followed_at(office, group.party)
    assert not followed_at(office, brought.party)
    assert followed_at(office, own.party), "welcomed there for themselves"
    assert followed_at(office, busy.party)
    assert all(followed_at(other, one.party) for one in (own, busy, brought))


def test_an_act_between_a_closing_and_its_reopening_is_refused_in_words() -> None:
    case = a_case(an_office())
    actions.close_case(by=SYSTEM, case=case, reason="stopped", on=DAY + timedelta(days=9))
    actions.reopen_case(by=SYSTEM, case=case, reason="Revient", on=DAY + timedelta(days=20))
    asked: dict[str, Any] = {"by": SYSTEM, "case": case, "kind": "advice", "minutes": 20}
    for day in (10, 19):
        with pytest.raises(RuleBroken) as broken:
            actions.record_service(on=DAY + timedelta(days=day), **asked)
        assert (broken.value.code, broken.value.field) == ("shut", "on")
    with pytest.raises(RuleBroken) as broken:
        actions.close_case(by=SYSTEM, case=case, reason="stopped", on=DAY + timedelta(days=9))
    assert broken.value.code == "order", "closed again before it was reopened"
    for day in (9, 20):
        actions.record_service(on=DAY + timedelta(days=day), **asked)


def test_a_room_that_refuses_the_closing_leaves_the_case_as_it_was() -> None:
    case = a_case(an_office())

    def refuse(by: Actor, case: Case, day: date) -> None:
        raise RuleBroken("First that.", code="first")

    slots.closed.fill("test", refuse)
    try:
        with pytest.raises(RuleBroken):
            actions.close_case(by=SYSTEM, case=case, reason="completed")
    finally:
        slots.closed._items.pop("test")
    assert not case.is_closed
    assert (case.closed_on, case.closing_reason) == (None, "")
    actions.close_case(by=SYSTEM, case=case, reason="completed")
