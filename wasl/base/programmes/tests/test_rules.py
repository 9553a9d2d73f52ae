from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from wasl.base.programmes.rules import Act, Belonging, Condition, contradict, contradictions, holds, matches

NONE = Belonging({}, {})
DAY = date(2021, 1, 1)
KINDS = ("advised", "trained")
OFFICES = (1, 2, 3)
GUICHETS = (None, 10, 11)
BELONGING = Belonging(strands={21: 1, 22: 2}, zones={31: 1, 32: 2})
STRANDS = (None, 21, 22)
ZONES = (None, 31, 32)
DAYS = [DAY + timedelta(days=n) for n in range(4)]

ACTS = [
    Act(kind, on, office, guichet, strand, zone)
    for kind, on, office, guichet, strand, zone in product(KINDS, DAYS, OFFICES, GUICHETS, STRANDS, ZONES)
]


def some(values: tuple[object, ...]) -> st.SearchStrategy[frozenset[object]]:
    return st.frozensets(st.sampled_from([value for value in values if value is not None]), max_size=2)


@st.composite
def conditions(draw: st.DrawFn, exclusive: bool | None = None) -> Condition:
    programme = draw(st.sampled_from([1, 2]))
    own = {1: (21, 31), 2: (22, 32)}[programme]
    dates = sorted([draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))])
    return Condition(
        programme_id=programme,
        coverage_id=draw(st.integers(1, 10_000)),
        name=f"p{programme}/c",
        starts_on=draw(st.sampled_from([None, dates[0]])),
        ends_on=draw(st.sampled_from([None, dates[1]])),
        kinds=frozenset(str(kind) for kind in draw(some(KINDS))),
        offices=frozenset(draw(st.frozensets(st.sampled_from(OFFICES), max_size=2))),
        guichets=frozenset(draw(st.frozensets(st.sampled_from([10, 11]), max_size=2))),
        strands=frozenset(draw(st.frozensets(st.sampled_from([own[0]]), max_size=1))),
        zones=frozenset(draw(st.frozensets(st.sampled_from([own[1]]), max_size=1))),
        exclusive=draw(st.booleans()) if exclusive is None else exclusive,
    )


def a_condition(programme_id: int, **fields: object) -> Condition:
    return Condition(programme_id=programme_id, coverage_id=programme_id, name=f"p{programme_id}/c", **fields)  # type: ignore[arg-type]


def test_a_coverage_that_asks_nothing_covers_every_act() -> None:
    assert len(matches(Act("advised", DAY, 1), [a_condition(1)], NONE)) == 1


def test_the_first_and_the_last_day_are_covered() -> None:
    condition = a_condition(1, starts_on=DAYS[1], ends_on=DAYS[2])
    assert [holds(condition, Act("advised", day, 1)) for day in DAYS] == [False, True, True, False]


def test_an_act_counts_once_for_a_programme_with_two_coverages() -> None:
    assert (
        len(matches(Act("advised", DAY, 1), [a_condition(1), a_condition(1, offices=frozenset({1}))], NONE))
        == 1
    )


def test_an_act_may_count_for_two_programmes() -> None:
    found = matches(Act("advised", DAY, 1), [a_condition(1), a_condition(2)], NONE)
    assert [match.programme_id for match in found] == [1, 2]


def test_where_an_exclusive_coverage_holds_the_act_counts_for_it_alone() -> None:
    found = matches(Act("advised", DAY, 1), [a_condition(1), a_condition(2, exclusive=True)], NONE)
    assert [match.programme_id for match in found] == [2]


def test_an_act_that_names_a_strand_counts_for_the_programme_of_that_strand_alone() -> None:
    found = matches(Act("advised", DAY, 1, strand_id=21), [a_condition(1), a_condition(2)], BELONGING)
    assert [match.programme_id for match in found] == [1]
    exclusive = [a_condition(1), a_condition(2, exclusive=True)]
    assert [m.programme_id for m in matches(Act("advised", DAY, 1, strand_id=21), exclusive, BELONGING)] == [
        1
    ]


def test_the_frozen_rule_changes_when_the_condition_does() -> None:
    one, other = a_condition(1), a_condition(1, ends_on=DAY)
    assert one.rule.startswith("p1/c#")
    assert one.rule != other.rule


@given(conditions(exclusive=True), conditions(exclusive=True))
def test_two_exclusive_coverages_contradict_exactly_when_some_act_meets_both(
    one: Condition, other: Condition
) -> None:
    if one.programme_id == other.programme_id:
        assert not contradict(one, other)
        return
    both = any(
        holds(one, act)
        and holds(other, act)
        and BELONGING.of(act) in (None, one.programme_id)
        and BELONGING.of(act) in (None, other.programme_id)
        for act in ACTS
    )
    assert contradict(one, other) == both


@given(st.lists(conditions(), max_size=5), st.sampled_from(ACTS))
def test_no_act_counts_twice_and_an_exclusive_match_stands_alone(held: list[Condition], act: Act) -> None:
    found = matches(act, held, BELONGING)
    programmes = [match.programme_id for match in found]
    assert len(set(programmes)) == len(programmes)
    named = BELONGING.of(act)
    possible = [c for c in held if holds(c, act) and named in (None, c.programme_id)]
    assert {c.programme_id for c in possible} >= set(programmes)
    if any(c.exclusive for c in possible):
        assert len(programmes) == 1


@given(st.lists(conditions(), max_size=5))
def test_contradictions_are_found_whatever_the_order(held: list[Condition]) -> None:
    assert len(contradictions(held)) == len(contradictions(list(reversed(held))))
