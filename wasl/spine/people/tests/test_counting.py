"""Who is counted as whom, and who is told when a person changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel.actors import SYSTEM, Actor
from wasl.spine.people import actions, queries, rules, slots
from wasl.spine.people.models import CountedAs, Party, Person
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db


def merge(one: Person, into: Person) -> None:
    Party.objects.filter(pk=one.pk).update(merged_into=into.pk)
    actions.recount([one.pk, into.pk])


def test_a_person_merged_into_another_is_seen_by_nobody() -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    merge(one, other)
    for actor in (SYSTEM, an_actor("adviser", office)):
        assert list(Person.objects.visible_to(actor)) == [other]
        assert list(Party.objects.visible_to(actor)) == [other.party]


def test_each_of_a_group_is_counted_under_its_smallest_key_and_nobody_else_has_a_line() -> None:
    office = an_office()
    people = [a_person(office, name) for name in ("Diallo", "Jallow", "Dialo", "Camara")]
    keys = [person.party.key for person in people]
    merge(people[0], people[1])
    merge(people[1], people[2])
    smallest = min(keys[:3])
    assert queries.counted_as(keys) == {**dict.fromkeys(keys[:3], smallest), keys[3]: keys[3]}
    assert CountedAs.objects.count() == 2


def test_when_a_merge_is_undone_each_is_counted_for_itself_again() -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    merge(one, other)
    Party.objects.filter(pk=one.pk).update(merged_into=None)
    actions.recount([one.pk, other.pk])
    assert not CountedAs.objects.exists()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15), st.randoms())
def test_groups_do_not_depend_on_the_order_of_their_pairs(pairs: list[tuple[int, int]], random: Any) -> None:
    mixed = [(b, a) if random.random() < 0.5 else (a, b) for a, b in pairs]
    random.shuffle(mixed)
    assert set(rules.groups_of(pairs)) == set(rules.groups_of(mixed))
    assert sorted(member for group in rules.groups_of(pairs) for member in group) == sorted(
        {member for pair in pairs for member in pair}
    )


def test_a_chain_of_pairs_is_one_group() -> None:
    assert rules.groups_of(pairwise(range(5))) == [frozenset(range(5))]


@pytest.fixture
def told() -> Iterator[list[list[int]]]:
    heard: list[list[int]] = []

    def hear(by: Actor, party_ids: Sequence[int]) -> None:
        heard.append(list(party_ids))

    slots.changed.fill("tests.heard", hear)
    yield heard
    del slots.changed._items["tests.heard"]


def test_a_change_of_what_somebody_is_found_by_is_told_and_no_other(told: list[list[int]]) -> None:
    person = a_person(an_office())
    actions.update_person(by=SYSTEM, person=person, expected=1, address="Rue 12, Océan")
    assert told == [[person.pk]]
    actions.update_person(by=SYSTEM, person=person, expected=2, phone="0612345678")
    actions.record_name(by=SYSTEM, person=person, text="Jallow Mamadu")
    assert told == [[person.pk]] * 3


def test_changes_gathered_are_told_once_at_the_end(told: list[list[int]]) -> None:
    office = an_office()
    with actions.gathering(SYSTEM):
        first = a_person(office, birth_date=date(1990, 1, 1))
        with actions.gathering(SYSTEM):
            second = a_person(office)
        actions.record_name(by=SYSTEM, person=first, text="Jallow Mamadu")
        assert told == []
    assert told == [[first.pk, second.pk]]
