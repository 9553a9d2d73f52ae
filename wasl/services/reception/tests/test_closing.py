"""The close of a day: who may, what it freezes, what it refuses afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wasl.base.audit.models import Entry
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.reception import actions, queries
from wasl.services.reception.models import DayClosing, Visit
from wasl.spine.facts.models import Fact
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def office() -> Office:
    return an_office()


def served(office: Office, **known: object) -> Visit:
    return actions.record_visit(by=SYSTEM, office=office, at=DAY, status="served", **known)  # type: ignore[arg-type]


def closed(office: Office) -> DayClosing:
    return actions.close_day(by=an_actor(Role.RECEPTION, office), office=office, day=DAY)


@pytest.mark.parametrize("role", [Role.MONITORING, Role.FINANCE, Role.TRAINER, Role.DONOR])
def test_whoever_is_not_at_the_desk_closes_no_day(office: Office, role: str) -> None:
    with pytest.raises(Refused):
        actions.close_day(by=an_actor(role, office), office=office, day=DAY)
    with pytest.raises(Refused):
        actions.close_day(by=an_actor(Role.RECEPTION, an_office()), office=office, day=DAY)


def test_a_close_freezes_visits_and_people_apart_and_says_who_signed(office: Office) -> None:
    person = a_person(office, sex="f")
    for reasons in (["training"], ["papers", "training"]):
        served(office, person=person, reasons=reasons)
    served(office, anonymous={"sex": "m"})
    actions.withdraw_visit(by=SYSTEM, visit=served(office), reason="typed twice")
    closing = closed(office)
    assert (closing.visits, closing.people, closing.anonymous, closing.known_visits) == (3, 1, 1, 2)
    assert sorted(map(tuple, closing.lines["reason"])) == [("", 1), ("papers", 1), ("training", 2)]
    assert sorted(map(tuple, closing.lines["sex"])) == [("f", 2), ("m", 1)]
    assert closing.closed_by_label.startswith("reception")
    assert Entry.objects.filter(verb="reception.close_day", objects_text=f" {closing.pk} ").exists()


def test_a_day_to_come_and_a_day_on_which_somebody_still_waits_are_not_closed(office: Office) -> None:
    with pytest.raises(RuleBroken) as told:
        actions.close_day(by=SYSTEM, office=office, day=clock.today() + timedelta(days=1))
    assert told.value.code == "future"
    waiting = actions.record_visit(by=SYSTEM, office=office, at=DAY)
    called = actions.record_visit(by=SYSTEM, office=office, at=DAY)
    actions.call_ticket(by=SYSTEM, visit=called)
    with pytest.raises(RuleBroken) as told:
        closed(office)
    assert told.value.code == "open_tickets"
    assert queries.still_open(office, DAY) == [waiting, called]
    assert actions.settle_ticket(by=SYSTEM, visit=waiting, served=True).status == "served"
    assert actions.settle_ticket(by=SYSTEM, visit=called, served=False).status == "left"
    assert closed(office).visits == 2


def test_whoever_closes_second_is_told_who_was_first(office: Office) -> None:
    closed(office)
    with pytest.raises(Conflict, match="reception"):
        closed(office)
    assert DayClosing.objects.count() == 1


def test_nothing_is_recorded_nor_withdrawn_on_a_closed_day_and_another_day_stays_open(office: Office) -> None:
    visit = served(office)
    closed(office)
    with pytest.raises(RuleBroken) as told:
        served(office)
    assert told.value.code == "day_closed"
    with pytest.raises(RuleBroken) as told:
        actions.withdraw_visit(by=SYSTEM, visit=visit, reason="typed twice")
    assert told.value.code == "day_closed"
    assert Fact.objects.standing().count() == 1
    actions.record_visit(by=SYSTEM, office=office, at=DAY + timedelta(days=1))
    actions.record_visit(by=SYSTEM, office=an_office(), at=DAY)
    assert Visit.objects.count() == 3


def test_a_visitor_of_a_closed_day_is_still_named_and_the_list_says_what_changed(office: Office) -> None:
    visit = served(office)
    closing = closed(office)
    actions.attach_person(by=SYSTEM, visit=visit, person=a_person(office))
    assert (closing.visits, closing.people, closing.anonymous) == (1, 0, 1)
    assert queries.counts_now([closing]) == {closing.pk: (1, 1, 0)}


def test_a_coordinator_opens_a_closed_day_again_with_a_reason_and_it_is_closed_anew(office: Office) -> None:
    closing = closed(office)
    for role in (Role.RECEPTION, Role.ADVISER):
        with pytest.raises(Refused):
            actions.reopen_day(by=an_actor(role, office), closing=closing, reason="forgotten sheet")
    boss = an_actor(Role.COORDINATOR, office)
    with pytest.raises(RuleBroken):
        actions.reopen_day(by=boss, closing=closing, reason="  ")
    actions.reopen_day(by=boss, closing=closing, reason="forgotten sheet")
    with pytest.raises(Conflict, match="coordinator"):
        actions.reopen_day(by=boss, closing=closing, reason="forgotten sheet")
    served(office)
    assert closed(office).visits == 1
    assert list(DayClosing.objects.values_list("visits", "reopen_reason").order_by("pk")) == [
        (0, "forgotten sheet"),
        (1, ""),
    ]
    assert Entry.objects.get(verb="reception.reopen_day").reason == "forgotten sheet"


def test_a_visit_from_paper_has_its_hour_no_ticket_and_a_fact_on_its_day(office: Office) -> None:
    at = clock.at_noon(DAY)
    visit = actions.record_visit(by=SYSTEM, office=office, at=at, origin="paper")
    assert (visit.status, visit.ticket, visit.served_at, visit.known_at) == ("served", None, at, at)
    fact = Fact.objects.get()
    assert (fact.happened_on, fact.origin) == (DAY, "import")
