"""Two desks at the same instant, each on its own connection."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import Conflict, RuleBroken
from wasl.services.reception import actions
from wasl.services.reception.models import DayClosing, Visit
from wasl.spine.facts.actions import Anonymous
from wasl.spine.facts.models import Fact
from wasl.spine.people.tests.factories import an_actor, an_office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]


def together(acts: list[Callable[[], str]]) -> list[str]:
    """Do these acts at the same instant and return their answers."""
    start = Barrier(len(acts))

    def one(act: Callable[[], str]) -> str:
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_one_of_two_desks_gets_the_ticket_and_the_other_is_told() -> None:
    office = an_office()
    desks = [Actor(number, f"Desk {number}", an_actor(Role.RECEPTION, office).grants) for number in (1, 2)]
    visit = actions.record_visit(by=desks[0], office=office)

    def call(desk: Actor) -> Callable[[], str]:
        def act() -> str:
            try:
                return actions.call_ticket(by=desk, visit=Visit.objects.get(pk=visit.pk)).called_by_label
            except Conflict as told:
                return f"told: {told}"

        return act

    answers = sorted(together([call(desk) for desk in desks]))
    winner = answers[0]
    assert winner in ("Desk 1", "Desk 2")
    assert answers[1].startswith("told:")
    assert winner in answers[1]


def test_two_desks_that_call_the_next_never_call_the_same() -> None:
    office = an_office()
    desk = an_actor(Role.RECEPTION, office)
    for _ in range(4):
        actions.record_visit(by=desk, office=office)

    def act() -> str:
        called = actions.call_next(by=desk, office=office)
        return str(called.ticket if called else "none")

    assert sorted(together([act] * 4)) == ["1", "2", "3", "4"]


def test_visitors_of_the_same_instant_get_different_tickets_and_are_all_counted() -> None:
    office = an_office()
    desk = an_actor(Role.RECEPTION, office)
    tickets = together([lambda: str(actions.record_visit(by=desk, office=office).ticket)] * 4)
    assert sorted(tickets) == ["1", "2", "3", "4"]
    assert Fact.objects.standing().count() == 4


def test_one_of_two_who_close_the_day_signs_and_the_other_is_told() -> None:
    office = an_office()
    desks = [Actor(number, f"Desk {number}", an_actor(Role.RECEPTION, office).grants) for number in (1, 2)]

    def close(desk: Actor) -> Callable[[], str]:
        def act() -> str:
            try:
                return actions.close_day(by=desk, office=office, day=clock.today()).closed_by_label
            except Conflict as told:
                return f"told: {told}"

        return act

    winner, told = sorted(together([close(desk) for desk in desks]))
    assert winner in ("Desk 1", "Desk 2")
    assert told.startswith("told:")
    assert winner in told
    assert DayClosing.objects.count() == 1


def test_a_visit_recorded_while_the_day_is_closed_is_counted_or_refused_and_never_forgotten() -> None:
    office = an_office()
    desk = an_actor(Role.RECEPTION, office)

    def visit() -> str:
        try:
            actions.record_visit(by=desk, office=office, status="served")
        except RuleBroken as told:
            return told.code
        return "recorded"

    def close() -> str:
        return str(actions.close_day(by=desk, office=office, day=clock.today()).visits)

    answers = together([visit, visit, close, visit])
    recorded = [answers[0], answers[1], answers[3]].count("recorded")
    assert set(answers) - {answers[2]} <= {"recorded", "day_closed"}
    assert int(answers[2]) == recorded == Visit.objects.count()


def test_the_same_line_typed_at_two_desks_is_recorded_once() -> None:
    office = an_office()
    desk = an_actor(Role.RECEPTION, office)
    at = clock.at_noon(clock.today() - timedelta(days=1))

    def act() -> str:
        try:
            actions.record_sheet_line(by=desk, office=office, at=at, seen=Anonymous(sex="f"))
        except RuleBroken as told:
            return told.code
        return "recorded"

    assert sorted(together([act, act])) == ["already", "recorded"]
