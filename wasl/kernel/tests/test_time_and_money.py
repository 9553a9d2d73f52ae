"""Time, periods and amounts."""

from datetime import date, timedelta
from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel import clock
from wasl.kernel.errors import WaslError
from wasl.kernel.money import Money, format_money, round_money, split
from wasl.kernel.periods import Period, add_months, last_twelve_months, months

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
amounts = st.decimals(Decimal("0.01"), Decimal("9999999.99"), places=2)


def test_the_clock_does_not_move_where_nothing_allows_it() -> None:
    rules, clock._permission[:] = clock._permission[:], []
    try:
        with pytest.raises(WaslError), clock.moved_to(date(2020, 1, 1)):
            pass
    finally:
        clock._permission[:] = rules


def test_a_moved_clock_runs_on_and_comes_back(moving_clock: ModuleType) -> None:
    before = clock.today()
    with clock.moved_to(date(2021, 11, 1)):
        assert clock.today() == date(2021, 11, 1)
        assert clock.now() <= clock.now()
    assert clock.today() == before


def test_halves_are_rounded_away_from_zero() -> None:
    assert round_money(Decimal("0.125")) == Decimal("0.13")
    assert round_money(Decimal("-0.125")) == Decimal("-0.13")


def test_amounts_of_two_currencies_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        Money(Decimal(1), "MAD") + Money(Decimal(1), "EUR")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_currency_follows_the_amount_in_western_digits(language: str) -> None:
    text = format_money(Decimal("1234.5"), "MAD", language)
    assert text.rstrip("\u200f").endswith("MAD")
    assert any(digit in text for digit in "1234")


@given(amounts, st.lists(st.decimals(Decimal("0.1"), Decimal(100), places=1), min_size=1, max_size=6))
def test_parts_always_sum_to_the_whole(amount: Decimal, weights: list[Decimal]) -> None:
    assert sum(split(amount, weights)) == amount


@given(days, st.integers(-60, 60))
def test_adding_months_lands_in_the_month_asked_for(day: date, count: int) -> None:
    landed = add_months(day, count)
    assert (landed.year * 12 + landed.month) - (day.year * 12 + day.month) == count


@given(days)
def test_twelve_months_end_today_and_start_a_day_after_last_year(day: date) -> None:
    period = last_twelve_months(day)
    assert period.contains(day)
    assert not period.contains(day + timedelta(days=1))


@given(days, days, days, days)
def test_periods_overlap_exactly_when_they_share_a_day(a: date, b: date, c: date, d: date) -> None:
    one, two = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))
    latest_start, first_end = max(min(a, b), min(c, d)), min(max(a, b), max(c, d))
    assert one.overlaps(two) == (latest_start <= first_end)


def test_months_of_a_period_are_whole() -> None:
    listed = list(months(Period(date(2020, 11, 15), date(2021, 1, 2))))
    assert [m.start for m in listed] == [date(2020, 11, 1), date(2020, 12, 1), date(2021, 1, 1)]
