"""A fact is recorded once, counts the people of that day, and is never changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.append_only import lifted
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.facts import actions
from wasl.spine.facts.models import Fact
from wasl.spine.facts.queries import verify
from wasl.spine.facts.rules import Expected
from wasl.spine.facts.slots import sources
from wasl.spine.people import actions as people
from wasl.spine.people.tests.factories import a_person, a_programme, an_actor, an_office

pytestmark = pytest.mark.django_db
DAY = date(2021, 5, 4)


def test_only_monitoring_and_the_coordinator_of_the_office_may_withdraw_a_fact() -> None:
    here, elsewhere = an_office(), an_office()
    person = a_person(here)
    fact = actions.record(by=SYSTEM, kind="advised", on=DAY, office=here, source=person, party=person.party)
    for actor in (an_actor(Role.ADVISER, here), an_actor(Role.MONITORING, elsewhere)):
        with pytest.raises(Refused):
            actions.void(by=actor, fact=fact, reason="typed twice")
    actions.void(by=an_actor(Role.MONITORING, here), fact=fact, reason="typed twice")
    assert not Fact.objects.standing().exists()
    assert Fact.objects.count() == 2


def test_a_withdrawal_says_why_and_happens_once() -> None:
    office = an_office()
    fact = actions.record(by=SYSTEM, kind="welcomed", on=DAY, office=office, source=office)
    with pytest.raises(RuleBroken):
        actions.void(by=SYSTEM, fact=fact, reason=" ")
    actions.void(by=SYSTEM, fact=fact, reason="typed twice")
    with pytest.raises(RuleBroken):
        actions.void(by=SYSTEM, fact=fact, reason="again")


def test_what_is_known_of_the_person_that_day_is_frozen() -> None:
    office = an_office()
    person = a_person(office, sex="f", birth_date=date(1995, 5, 5), birth_precision="day", nationality="SN")
    fact = actions.record(by=SYSTEM, kind="advised", on=DAY, office=office, source=person, party=person.party)
    counted = fact.people.get()
    assert (counted.sex, counted.age, counted.age_band, counted.nationality) == ("f", 25, "18_25", "SN")
    assert counted.person_key == person.party.key


def test_a_collective_counts_the_members_of_that_day() -> None:
    office = an_office()
    members = [a_person(office, family_name=name) for name in ("Acacia", "Baobab", "Cèdre")]
    collective = people.create_collective(
        by=SYSTEM, office=office, name="Les Arbres", members=[(m, "member") for m in members], on=DAY
    )
    fact = actions.record(
        by=SYSTEM, kind="applied", on=DAY, office=office, source=collective, party=collective.party
    )
    assert {row.person_key for row in fact.people.all()} == {m.party.key for m in members}


def test_an_anonymous_visitor_counts_without_a_key() -> None:
    office = an_office()
    seen = actions.Anonymous(sex="f", age_band="26_35", nationality_group="SSA")
    fact = actions.record(by=SYSTEM, kind="welcomed", on=DAY, office=office, source=office, anonymous=seen)
    row = fact.people.get()
    assert row.person_key is None
    assert (row.sex, row.age_band, row.nationality_group) == ("f", "26_35", "SSA")


def test_a_record_of_a_programme_counts_for_that_programme_alone() -> None:
    office, programme = an_office(), a_programme()
    fact = actions.record(
        by=SYSTEM, kind="welcomed", on=DAY, office=office, source=office, programme=programme
    )
    assert [link.programme_id for link in fact.programmes.all()] == [programme.pk]


def test_an_amount_is_required_where_money_is_counted() -> None:
    office = an_office()
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.record(by=SYSTEM, kind="paid", on=DAY, office=office, source=office)
    actions.record(by=SYSTEM, kind="paid", on=DAY, office=office, source=office, amount_mad=Decimal(100))


def test_the_database_refuses_to_change_a_fact() -> None:
    office = an_office()
    actions.record(by=SYSTEM, kind="welcomed", on=DAY, office=office, source=office)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Fact.objects.update(quantity=7)


def test_the_database_refuses_to_remove_a_fact() -> None:
    office = an_office()
    actions.record(by=SYSTEM, kind="welcomed", on=DAY, office=office, source=office)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Fact.objects.all()._raw_delete(using="default")


def test_recording_an_act_costs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    office = an_office()
    person = a_person(office)
    actions.record(by=SYSTEM, kind="welcomed", on=DAY, office=office, source=office)  # coverage is remembered
    with django_assert_max_num_queries(6):
        actions.record(by=SYSTEM, kind="advised", on=DAY, office=office, source=person, party=person.party)


def test_the_forger_of_the_tests_can_lift_the_triggers_and_they_come_back() -> None:
    office = an_office()
    actions.record(by=SYSTEM, kind="welcomed", on=DAY, office=office, source=office)
    with lifted(connection):
        Fact.objects.update(quantity=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Fact.objects.update(quantity=3)


def test_a_fact_withdrawn_while_its_record_stays_is_not_missing_to_the_verification() -> None:
    office = an_office()
    fact = actions.record(by=SYSTEM, kind="welcomed", on=DAY, office=office, source=office)
    expected = Expected("network.office", office.pk, "welcomed", DAY)
    sources.fill("test", lambda: [expected])
    try:
        assert verify().ok
        actions.withdraw(by=SYSTEM, fact=fact, reason="undone by its room")
        assert verify().missing == (expected,)
        again = actions.record(by=SYSTEM, kind="welcomed", on=DAY, office=office, source=office)
        actions.void(by=SYSTEM, fact=again, reason="typed twice")
        assert verify().ok
        assert verify().withdrawn == 1
    finally:
        sources._items.pop("test")
