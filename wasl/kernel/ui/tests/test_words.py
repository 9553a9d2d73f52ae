"""Numbers, amounts and days in three languages, Western digits in all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel.ui import words


@pytest.mark.parametrize(
    ("language", "number", "day", "long_day"),
    [
        ("fr", "1\u202f234,5", "09/08/2026", "9 août 2026"),
        ("ar", "1.234,5", "09/08/2026", "9 غشت 2026"),
        ("en", "1,234.5", "09/08/2026", "9 August 2026"),
    ],
)
def test_each_language_writes_in_its_own_way(language: str, number: str, day: str, long_day: str) -> None:
    with translation.override(language):
        assert words.number(Decimal("1234.50")) == number.replace("\u202f", words.number(1000)[1])
        assert words.day(date(2026, 8, 9)) == day
        assert words.day(date(2026, 8, 9), long=True) == long_day


@given(st.sampled_from(["fr", "ar", "en"]), st.decimals(-(10**9), 10**9, places=2), st.datetimes())
def test_no_language_uses_other_digits_than_western(language: str, amount: Decimal, moment: datetime) -> None:
    with translation.override(language):
        said = (
            words.number(amount) + words.money(amount) + words.money_html(amount) + words.day(moment.date())
        )
        said += words.day(moment.date(), long=True) + words.percent(1, 3)
    assert not any(letter.isdigit() and letter not in "0123456789" for letter in said)


def test_a_moment_is_told_in_the_time_of_morocco() -> None:
    with translation.override("fr"):
        assert words.moment(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == "22/11/2026 00:30"


def test_a_day_known_without_its_hour_shows_no_hour() -> None:
    with translation.override("fr"):
        assert words.moment(date(2021, 3, 7)) == "07/03/2021"
        assert words.day(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == "22/11/2026"


def test_in_arabic_the_currency_comes_after_the_amount_for_who_reads_from_the_right() -> None:
    with translation.override("ar"):
        shown = words.money_html(Decimal("-1234.5"), "MAD")
    assert shown.startswith('<bdi class="money" dir="rtl"><bdi>')
    assert shown.endswith("</bdi>\u00a0MAD</bdi>")


def test_what_is_not_known_is_a_dash() -> None:
    assert {
        words.number(None),
        words.money(None),
        words.day(None),
        words.moment(None),
        words.percent(1, 0),
    } == {"—"}


def test_a_share_is_whole_and_may_pass_a_hundred() -> None:
    with translation.override("fr"):
        assert words.percent(7, 6) == "117\u00a0%"
