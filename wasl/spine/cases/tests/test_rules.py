"""Rules of case files, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.cases import rules

OPENED, TODAY = date(2024, 3, 1), date(2024, 6, 1)


@pytest.mark.parametrize(
    ("closed", "on", "fault"),
    [
        (False, OPENED, ""),
        (False, TODAY, ""),
        (False, OPENED - timedelta(days=1), "before"),
        (False, TODAY + timedelta(days=1), "future"),
        (True, TODAY, "closed"),
    ],
)
def test_when_an_act_may_stand(closed: bool, on: date, fault: str) -> None:
    assert rules.act_fault(closed=closed, opened_on=OPENED, on=on, today=TODAY) == fault


@pytest.mark.parametrize(("minutes", "fault"), [(0, True), (-5, True), (1, False), (720, False), (721, True)])
def test_how_long_a_service_may_last(minutes: int, fault: bool) -> None:
    assert rules.minutes_fault(minutes) is fault


def test_minutes_become_hours() -> None:
    assert rules.hours([30, 45, 60]) == Decimal("2.25")
    assert rules.hours([]) == Decimal("0.00")
    assert rules.hours([20]) == Decimal("0.33")


NINE = datetime(2024, 1, 1, 9, tzinfo=UTC)
TIMES = st.integers(0, 2 * 24 * 60).map(lambda minutes: NINE + timedelta(minutes=minutes))
LENGTHS = st.integers(1, rules.LONGEST_APPOINTMENT)


@given(one=TIMES, length=LENGTHS, other=TIMES, other_length=LENGTHS)
def test_an_overlap_is_mutual_and_lies_among_the_neighbours(
    one: datetime, length: int, other: datetime, other_length: int
) -> None:
    found = rules.overlap(one, length, other, other_length)
    assert found == rules.overlap(other, other_length, one, length)
    first, last = rules.neighbours(one, length)
    if found:
        assert first < other < last


def test_one_that_begins_as_the_other_ends_does_not_overlap() -> None:
    assert not rules.overlap(NINE, 30, NINE + timedelta(minutes=30), 30)
    assert rules.overlap(NINE, 31, NINE + timedelta(minutes=30), 30)
