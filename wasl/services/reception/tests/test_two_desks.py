"""Two desks at the same instant, each on its own connection.

On SQLite the desks meet on a file, as in the field: the base of the tests lies in memory, where no second connection
waits for the first. It is copied to a file for the act and back afterwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
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

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def shared() -> Iterator[str]:
    """The name of a base that several connections may open and write; what they wrote is in the base of the test
    afterwards. "" where it is the base of the test itself."""
    if connection.vendor != "sqlite":
        yield ""
        return
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "desks.sqlite3")) as file:
        connection.ensure_connection()
        connection.connection.backup(file)
        yield str(Path(folder) / "desks.sqlite3")
        file.backup(connection.connection)


def together(acts: list[Callable[[], str]]) -> list[str]:
    """Do these acts at the same instant and return their answers."""
    start = Barrier(len(acts))

    def one(act: Callable[[], str]) -> str:
        if base:  # the connection of this thread alone
            connection.settings_dict = {**connection.settings_dict, "NAME": base}
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with shared() as base, ThreadPoolExecutor(len(acts)) as pool:
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
