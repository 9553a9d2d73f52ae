from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.matching.rules import LIKELY, NO, STRONG, Record, compare, pairs

BORN = date(1994, 3, 7)
PARTS = (
    "Mamadou", "Diallo", "Jallow", "Fatoumata", "Fatimetou", "Traoré", "Tarawally", "Kouassi", "Kwassi", "Ama",
    "Patricia", "Abdoul", "Aziz", "Abdoulaziz", "Hassan", "Houssein", "Alassane", "Ousseynou", "El", "Amrani",
    "N'Diaye", "محمد", "حسن", "ديالو", "Yao", "O", "Issa", "Aïssatou", "Zambo", "Kakata",
)  # fmt: skip


def somebody(*names: str, key: int = 1, **known: Any) -> Record:
    found = {"sex": "m", "birth": BORN, "birth_precision": "day", "nationality": "GN", **known}
    return Record(key, names, **found)


names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(" ".join)
births = st.one_of(
    st.none(),
    st.builds(date, st.integers(1990, 1993), st.sampled_from((1, 3, 12)), st.sampled_from((1, 3, 12, 25))),
)
records = st.builds(
    Record,
    st.integers(1, 99),
    st.lists(names, min_size=1, max_size=2).map(tuple),
    st.sampled_from("mfu"),
    births,
    st.sampled_from(("day", "month", "year")),
    st.sampled_from(("", "GN", "CI")),
    st.sampled_from(("", "0661234567", "0661234599", "4567")),
    st.sampled_from(("", "a@example.org")),
    st.just(()),
    st.sets(st.sampled_from("pq"), max_size=1).map(frozenset),
    st.sets(st.integers(1, 99), max_size=2).map(frozenset),
)


@given(records, records)
def test_it_does_not_matter_which_of_the_two_comes_first(one: Record, other: Record) -> None:
    there, back = compare(one, other), compare(other, one)

    assert (there.score, there.verdict, there.weight) == (back.score, back.verdict, back.weight)
    assert sorted(map(repr, there.evidence)) == sorted(map(repr, back.evidence))
    assert 0 <= there.score <= 100


@given(records, records)
def test_names_and_birth_alone_are_never_strong(one: Record, other: Record) -> None:
    bare, other_bare = (replace(r, phone="", email="", papers=frozenset()) for r in (one, other))

    assert compare(bare, other_bare).verdict != STRONG


@given(st.lists(records, max_size=25, unique_by=lambda r: r.key), st.randoms(use_true_random=False))
def test_what_is_found_among_many_does_not_depend_on_their_order(
    people: list[Record], chance: Random
) -> None:
    shuffled = list(people)
    chance.shuffle(shuffled)

    assert list(pairs(people, least=20)) == list(pairs(shuffled, least=20))


@given(st.lists(records, max_size=12, unique_by=lambda r: r.key))
def test_pairs_are_each_given_once_in_the_order_of_their_keys(people: list[Record]) -> None:
    found = [(pair.first, pair.second) for pair in pairs(people, least=20)]

    assert found == sorted(set(found))
    assert all(first < second for first, second in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mamadou Diallo", "JALLOW Mamadu"),
        ("Kouassi Ama Patricia", "Patricia Ama KWASSI"),
        ("Abdoul Aziz Sow", "Sow Abdoulaziz"),
        ("Fatoumata N'Diaye", "Ndiaye Fatoumata"),
        ("محمد السيد", "Mohamed El Sayed"),
        ("Mamadou Lamine Traoré", "Mamadou Traoré"),
    ],
)
def test_one_name_in_another_order_spelling_or_script_is_likely_with_the_same_birth(
    one: str, other: str
) -> None:
    assert compare(somebody(one), somebody(other, key=2)).verdict == LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alassane Diallo", "Ousseynou Diallo"),
        ("Hassan El Amrani", "Houssein El Amrani"),
        ("حسن العمراني", "Houssein El Amrani"),
        ("Lassana Camara", "Fousseyni Camara"),
        ("Adama Traoré", "Hawa Traoré"),
    ],
)
def test_twins_score_low_and_are_explained(one: str, other: str) -> None:
    found = compare(somebody(one, phone="0661234567"), somebody(other, key=2, phone="0661234567"))

    assert found.verdict == NO
    assert "twins" in found.differs


def test_a_frequent_name_counts_less() -> None:
    rare = compare(somebody("Zambo Kakata"), somebody("Zambo Kakata", key=2))
    frequent = compare(somebody("Mamadou Diallo"), somebody("Mamadou Diallo", key=2))

    assert frequent.weight < rare.weight


def test_the_first_of_january_says_the_year_only() -> None:
    january = date(1994, 1, 1)
    weak = compare(
        somebody("Mamadou Diallo", birth=january), somebody("Mamadou Diallo", key=2, birth=january)
    )

    assert "birth_first_january" in weak.agrees
    assert weak.weight < compare(somebody("Mamadou Diallo"), somebody("Mamadou Diallo", key=2)).weight


@pytest.mark.parametrize(
    ("birth", "code"),
    [
        (date(1994, 7, 3), "birth_swapped"),
        (date(1995, 3, 7), "birth_other_year"),
        (date(1994, 3, 9), "birth_near_day"),
        (date(1994, 1, 1), "birth_year"),
    ],
)
def test_slips_of_a_birth_date_still_speak_for_it(birth: date, code: str) -> None:
    assert code in compare(somebody("Ama Sow"), somebody("Ama Sow", key=2, birth=birth)).agrees


def test_the_same_phone_alone_is_not_enough() -> None:
    one = somebody("Issa Traoré", phone="0661234567")
    other = somebody("Awa Sow", key=2, phone="+212 661 234 567", sex="f", birth=BORN + timedelta(400))

    assert compare(one, other).verdict == NO


def test_a_paper_number_is_proposed_whatever_else_differs() -> None:
    one = somebody("Issa Traoré", papers=frozenset({"x"}))
    other = somebody("Awa Sow", key=2, sex="f", birth=None, nationality="SN", papers=frozenset({"x", "y"}))

    found = compare(one, other)
    assert found.verdict != NO
    assert found.agrees[0] == "paper"


def test_those_known_to_live_together_are_two() -> None:
    one = somebody("Ama Sow", ties=frozenset({2}))

    assert compare(one, somebody("Ama Sow", key=2)).verdict == NO


def test_what_one_of_them_does_not_say_is_unknown() -> None:
    found = compare(somebody("Ama Sow"), somebody("Ama Sow", key=2, birth=None, sex="u"))

    assert {"birth_unknown", "sex_unknown", "phone_unknown", "paper_unknown"} <= set(found.unknown)


def test_a_name_that_hundreds_bear_does_not_hide_a_pair() -> None:
    crowd = [
        somebody("Mamadou Diallo", key=key, birth=date(1960, 1, 1) + timedelta(31 * key))
        for key in range(10, 700)
    ]
    again = [
        somebody(name, key=key, phone="0661234567")
        for key, name in enumerate(("Mamadou Diallo", "Diallo Mamadu"), start=1)
    ]

    assert (1, 2) in {(pair.first, pair.second) for pair in pairs([*crowd, *again])}


def test_hundreds_whom_nothing_tells_apart_are_compared_with_their_neighbours() -> None:
    crowd = [somebody("Mamadou Diallo", key=key) for key in range(1, 151)]
    nothing = [somebody("Mamadou Diallo", key=key, birth=None) for key in range(151, 301)]

    found = {(pair.first, pair.second) for pair in pairs([*crowd, *nothing])}

    assert all((key, key + 1) in found for key in range(1, 150))
