from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wasl.base.network.rules import is_open, may_close

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


def test_a_place_without_dates_is_always_open() -> None:
    assert is_open(opened_on=None, closed_on=None, on=date(2021, 1, 1))


@given(days, days, days)
def test_the_first_and_the_last_day_count_and_no_day_outside_does(first: date, last: date, on: date) -> None:
    assert is_open(opened_on=first, closed_on=last, on=on) == (first <= on <= last)


@given(days)
def test_a_place_takes_nobody_the_day_after_it_closed(last: date) -> None:
    assert is_open(opened_on=None, closed_on=last, on=last)
    assert not is_open(opened_on=None, closed_on=last, on=last + timedelta(days=1))


def test_a_closed_place_does_not_close_again_nor_before_it_opened() -> None:
    assert may_close(opened_on=date(2020, 1, 1), closed_on=None, on=date(2020, 1, 1))
    assert not may_close(opened_on=date(2020, 1, 1), closed_on=None, on=date(2019, 12, 31))
    assert not may_close(opened_on=None, closed_on=date(2021, 1, 1), on=date(2022, 1, 1))
