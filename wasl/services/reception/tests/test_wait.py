"""How long one waits, said from how long those before were received."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.services.reception import actions, queries
from wasl.services.reception.models import Visit
from wasl.services.reception.queries.desk import wait_for
from wasl.services.reception.rules.wait import ENOUGH, expected_wait, service_minutes
from wasl.spine.people.tests.factories import an_office

minutes = st.lists(st.floats(0, 180), min_size=ENOUGH, max_size=20)


@given(minutes, st.integers(0, 50))
def test_more_visitors_before_one_never_shorten_the_wait_and_the_next_waits_for_nobody(
    services: list[float], ahead: int
) -> None:
    waits = [expected_wait(services, one) for one in (0, ahead, ahead + 1)]
    assert None not in waits
    assert waits[0] == 0
    assert waits == sorted(waits)  # type: ignore[type-var]


@given(minutes, st.integers(1, 20))
def test_a_wait_is_never_said_shorter_than_the_median_service_and_at_most_five_minutes_longer(
    services: list[float], ahead: int
) -> None:
    said = expected_wait(services, ahead)
    middle = sorted(services)[len(services) // 2] if len(services) % 2 else None
    if middle is not None:
        assert said is not None
        assert middle * ahead <= said + 1e-6 <= middle * ahead + 6


@given(st.lists(st.floats(0, 180), max_size=ENOUGH - 1), st.integers(0, 9))
def test_too_few_services_say_nothing(services: list[float], ahead: int) -> None:
    assert expected_wait(services, ahead) is None


def test_a_ticket_forgotten_all_day_tells_nothing_of_a_service() -> None:
    assert service_minutes([600, 8 * 3600, -5, 900]) == [10, 15]


@pytest.fixture
def office(db: None) -> Office:
    return an_office(name="Rabat")


def received(office: Office, guichet: Guichet | None, minutes: int) -> None:
    """Somebody was called yesterday and received after so many minutes."""
    visit = actions.record_visit(
        by=SYSTEM, office=office, guichet=guichet, at=clock.now() - timedelta(days=1)
    )
    called = clock.now() - timedelta(hours=20)
    served = called + timedelta(minutes=minutes)
    Visit.objects.filter(pk=visit.pk).update(status="served", called_at=called, served_at=served)


@pytest.mark.django_db
def test_each_guichet_waits_as_its_own_services_lasted_and_says_nothing_without_any(office: Office) -> None:
    slow = Guichet.objects.create(
        organisation=office.organisation, code="employment", kind="employment", name_fr="Emploi"
    )
    for _ in range(3):
        received(office, slow, 20)
    waiting = [actions.record_visit(by=SYSTEM, office=office, reasons=["employment"]) for _ in range(2)]
    anywhere = actions.record_visit(by=SYSTEM, office=office)
    lines = {line.visit.pk: line.wait for group in queries.queue_of(office).groups for line in group.lines}
    assert lines == {waiting[0].pk: 0, waiting[1].pk: 20, anywhere.pk: None}
    actions.call_ticket(by=SYSTEM, visit=waiting[0])
    assert wait_for(waiting[1]) == 20, "whoever is being received counts before one"
    assert wait_for(waiting[0]) is None


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 30, 300])
def test_the_queue_costs_two_queries_for_one_visit_or_three_hundred(
    office: Office, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = clock.now()
    Visit.objects.bulk_create(
        Visit(
            organisation=office.organisation,
            office=office,
            arrived_at=now,
            day=clock.today(),
            ticket=number + 1,
            status="waiting" if number % 3 == 0 else "served",
        )
        for number in range(many)
    )
    with django_assert_num_queries(2):
        queue = queries.queue_of(office)
    assert queue.waiting + len(queue.done) == many
