"""Ages and the comparison of facts with records."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.facts.rules import Expected, age_on, band_of, compare

facts = st.builds(
    Expected,
    source_kind=st.sampled_from(["reception.visit", "cases.servicerecord"]),
    source_id=st.integers(1, 8),
    kind=st.sampled_from(["welcomed", "advised"]),
    on=st.dates(date(2020, 1, 1), date(2020, 1, 3)),
    quantity=st.sampled_from([Decimal(1), Decimal(2)]),
)


@pytest.mark.parametrize(
    ("birth", "precision", "age"),
    [
        (date(1990, 6, 15), "day", 30),
        (date(1990, 6, 16), "day", 29),
        (date(1990, 1, 1), "year", 29),
        (None, "none", None),
        (date(2030, 1, 1), "day", None),
    ],
)
def test_completed_years(birth: date | None, precision: str, age: int | None) -> None:
    assert age_on(birth, precision, date(2020, 6, 15)) == age


def test_bands_meet_without_a_gap() -> None:
    assert [band_of(a) for a in (17, 18, 25, 26, 35, 36, 59, 60)] == [
        "under_18", "18_25", "18_25", "26_35", "26_35", "36_59", "36_59", "60_plus",
    ]  # fmt: skip
    assert band_of(None) == "unknown"


@given(st.lists(facts, unique_by=lambda f: f.key))
def test_records_that_equal_their_facts_verify(stand: list[Expected]) -> None:
    assert compare({f.key: f for f in stand}, stand).ok


@given(st.lists(facts, unique_by=lambda f: f.key), st.lists(facts, unique_by=lambda f: f.key))
def test_every_disagreement_is_named(recorded: list[Expected], stand: list[Expected]) -> None:
    wanted = {f.key: f for f in recorded}
    result = compare(wanted, stand)
    found = {f.key: f for f in stand}
    assert {f.key for f in result.missing} == wanted.keys() - found.keys()
    assert {f.key for f in result.extra} == found.keys() - wanted.keys()
    assert {d.key for d in result.different} == {
        k for k in wanted.keys() & found.keys() if wanted[k] != found[k]
    }


def test_a_fact_withdrawn_on_purpose_is_said_and_not_missed() -> None:
    fact = Expected("reception.visit", 1, "welcomed", date(2020, 1, 1))
    result = compare({fact.key: fact}, [], frozenset({fact.key}))
    assert result.ok
    assert result.withdrawn == 1
