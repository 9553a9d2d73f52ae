"""Whoever was registered twice counts once, whatever the order in which that was found out; and the figure says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.kernel.actors import Role
from wasl.measure.indicators.models import Definition
from wasl.measure.indicators.queries import Joined, compiled, figures, joined, picked_of_many
from wasl.measure.indicators.tests.factories import AS_OF, END, START, a_definition, a_programme, an_act
from wasl.spine.people import actions, rules, slots
from wasl.spine.people.models import CountedAs, Party, Person
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db
FIRST_TIME = "first_time_in_programme"
Pairs = list[tuple[int, int]]


def merge(one: Person, into: Person) -> None:
    Party.objects.filter(pk=one.pk).update(merged_into=into.pk)
    actions.recount([one.pk, into.pk])


@pytest.fixture
def known() -> Iterator[Pairs]:
    """Pairs of parties known to be one person; the test adds to them."""
    pairs: Pairs = []

    def same(party_ids: Sequence[int]) -> Pairs:
        return [pair for pair in pairs if set(pair) & set(party_ids)]

    slots.same_person.fill("tests.known", same)
    yield pairs
    del slots.same_person._items["tests.known"]


def link(pairs: Pairs, one: Person, other: Person) -> None:
    pairs.append((one.pk, other.pk))
    actions.recount([one.pk, other.pk])


def value(definition: Definition) -> int:
    return int(compiled(definition, AS_OF).value())


def test_a_merge_and_a_link_take_each_one_person_from_the_figure(known: Pairs) -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    people = [
        a_person(office, name) for office, name in ((here, "Diallo"), (here, "Jallow"), (there, "Dialo"))
    ]
    for person in [*people, a_person(there, "Camara")]:
        an_act(programme, here, person.party)
    definition = a_definition(programme)
    assert joined(compiled(definition, AS_OF)) is None
    merge(people[0], people[1])
    assert joined(compiled(definition, AS_OF)) == Joined(people=1, merges=1, links=0)
    link(known, people[1], people[2])
    assert (value(definition), joined(compiled(definition, AS_OF))) == (2, Joined(1, 1, 1))


def test_who_is_registered_twice_but_came_under_one_name_changes_nothing() -> None:
    office = an_office()
    programme = a_programme(office)
    one, other = a_person(office), a_person(office, "Jallow")
    an_act(programme, office, one.party)
    merge(one, other)
    assert joined(compiled(a_definition(programme), AS_OF)) is None


def test_who_came_before_under_another_name_is_not_new() -> None:
    office = an_office()
    programme = a_programme(office)
    old, new = a_person(office, "Diallo"), a_person(office, "Jallow")
    an_act(programme, office, old.party, on=START - timedelta(days=1))
    an_act(programme, office, new.party)
    definition = a_definition(programme, period_rule=FIRST_TIME)
    assert value(definition) == 1
    merge(old, new)
    assert (value(definition), joined(compiled(definition, AS_OF))) == (0, Joined(1, 1, 0))


def test_persons_and_groups_counted_by_file_count_once_too() -> None:
    office = an_office()
    programme = a_programme(office)
    one, other = a_person(office), a_person(office, "Jallow")
    for person in (one, other):
        an_act(programme, office, person.party)
    definition = a_definition(programme, count_by="party", splits=["office"])
    merge(one, other)
    made = compiled(definition, AS_OF)
    assert (value(definition), joined(made)) == (1, Joined(1, 1, 0))
    assert made.cells("office") == {office.name: Decimal(1)}


def test_the_line_shown_is_the_last_act_whichever_was_merged_into_the_other() -> None:
    office = an_office()
    programme = a_programme(office)
    people = [a_person(office, name) for name in ("Diallo", "Jallow", "Dialo")]
    last = [an_act(programme, office, person.party) for person in people][-1]
    definition = a_definition(programme)
    shown = []
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
        Party.objects.update(merged_into=None)
        for one in order[:2]:
            merge(people[one], people[order[2]])
        shown += [row.fact_id for row in compiled(definition, AS_OF).rows]
    assert shown == [last.pk] * 3


# ------------------------------------------------------------------ whatever happened

DAYS = [START - timedelta(days=3), START, date(2021, 6, 1), END]
PEOPLE = range(6)
some_pairs = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=6)


def naively(
    definition: Definition, acts: Sequence[tuple[int, date]], pairs: Sequence[tuple[int, int]]
) -> int:
    """The figure worked out by hand: groups of pairs, and the days of each."""
    group_of = {one: frozenset([one]) for one in PEOPLE}
    for group in rules.groups_of(pairs):
        group_of |= dict.fromkeys(group, group)
    days: dict[frozenset[int], list[date]] = {}
    for who, day in acts:
        days.setdefault(group_of[who], []).append(day)
    if definition.period_rule == FIRST_TIME:
        return sum(1 for held in days.values() if min(held) >= START)
    since = date.min if definition.period_rule == "state_at_date" else START
    return sum(1 for held in days.values() if max(held) >= since)


def merged_and_linked(persons: Sequence[Person], pairs: Pairs, known: Pairs) -> None:
    """Every second pair is a merge, where the first of it still stands by itself; the others are links."""
    for number, (one, other) in enumerate(pairs):
        a, b = persons[one], persons[other]
        root = b.pk
        while into := Party.objects.values_list("merged_into", flat=True).get(pk=root):
            root = into
        stands = Party.objects.filter(pk=a.pk, merged_into=None).exists()
        if number % 2 and stands and root != a.pk:
            merge(a, Person.objects.get(pk=root))
        elif a != b:
            link(known, a, b)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    acts=st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(DAYS)), max_size=10),
    pairs=some_pairs,
    count_by=st.sampled_from(["person", "party"]),
    rule=st.sampled_from(["in_period", FIRST_TIME, "state_at_date"]),
    random=st.randoms(),
)
def test_a_figure_counts_groups_whatever_the_order_and_comes_back_when_all_is_undone(
    known: Pairs, acts: Any, pairs: Pairs, count_by: str, rule: str, random: Any
) -> None:
    with transaction.atomic():
        office = an_office()
        programme = a_programme(office)
        persons = [a_person(office, f"Nom{n}", sex="fm"[n % 2]) for n in PEOPLE]
        splits = ["sex", "office"] if count_by == "person" else ["office"]
        definition = a_definition(programme, count_by=count_by, period_rule=rule, splits=splits)
        for who, day in acts:
            an_act(programme, office, persons[who].party, on=day)
        apart = value(definition)
        answers = []
        for order in (pairs, random.sample(pairs, len(pairs))):
            known.clear()
            Party.objects.update(merged_into=None)
            actions.recount([person.pk for person in persons])
            assert (value(definition), joined(compiled(definition, AS_OF))) == (apart, None)
            merged_and_linked(persons, order, known)
            made = compiled(definition, AS_OF)
            changed = joined(made)
            assert made.value() + (changed.more if changed else 0) == apart
            assert made.value() == len(made.rows) == naively(definition, acts, pairs)
            for split in made.splits:
                assert sum(made.cells(split).values()) == made.value()
            many = made.rows.filter(pk__in=picked_of_many(made))
            answers.append([set(rows.values_list("pk", flat=True)) for rows in (made.rows, many)])
        assert answers[0] == answers[1]
        known.clear()
        transaction.set_rollback(True)


def test_figures_cost_the_same_queries_however_many_are_merged(known: Pairs) -> None:
    office = an_office()
    programme = a_programme(office)
    people = [a_person(office, f"Sow{n}", reason_new="autre") for n in range(12)]
    for person in people:
        an_act(programme, office, person.party)
    definition = a_definition(programme)
    asked = []
    for one in (0, 5):
        merge(people[one], people[one + 1])
        link(known, people[one + 2], people[one + 3])
        with CaptureQueriesContext(connection) as captured:
            figures(programme, AS_OF)
            joined(compiled(definition, AS_OF))
        asked.append(len(captured))
    assert len(set(asked)) == 1
    assert CountedAs.objects.count() == 4
    assert compiled(definition, AS_OF, seen_by=an_actor(Role.MONITORING, office)).value() == 8
