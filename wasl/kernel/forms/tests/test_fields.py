"""Fields that read what people type, and show back what they read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from babel.numbers import format_decimal
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel.forms import FlexibleDateField, MoneyField, PartialDate, PartialDateField
from wasl.kernel.forms.fields import read_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12345", "12345.00"),
        ("12 345,50", "12345.50"),
        ("12\u202f345,5", "12345.50"),
        ("12.345,50", "12345.50"),
        ("12,345.50", "12345.50"),
        ("12345.50", "12345.50"),
        ("1.234.567", "1234567.00"),
        ("1,234,567", "1234567.00"),
        ("12.345", "12345.00"),
        ("12 345,50 MAD", "12345.50"),
        ("12 345,50 DH", "12345.50"),
        ("1500 €", "1500.00"),
        ("١٢٬٣٤٥٫٥٠", "12345.50"),
        ("٥٠٠ درهم", "500.00"),
        ("0,5", "0.50"),
        (0, "0.00"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: Any, amount: str) -> None:
    assert MoneyField().clean(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "abc", "12,34,5", "1.2.3", "--5", "12e3", "1,2345", "5 6", "56,", "NaN", "0,123"]
)
def test_an_amount_that_could_be_two_things_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        MoneyField().clean(text)


def test_an_amount_below_nothing_or_above_its_limit_is_refused() -> None:
    for text in ("-5", "1001"):
        with pytest.raises(ValidationError):
            MoneyField(max_value=1000).clean(text)
    assert MoneyField(min_value=None).clean("-5") == Decimal("-5.00")
    assert MoneyField(required=False).clean(" ") is None


@given(cents=st.integers(0, 10**13), locale=st.sampled_from(["fr_MA", "en_GB", "de_DE", "ar_MA", "ar_EG"]))
def test_every_amount_written_by_a_language_is_read_back(cents: int, locale: str) -> None:
    amount = Decimal(cents) / 100
    for digits in ("latn", "default"):
        text = format_decimal(amount, "#,##0.00", locale=locale, numbering_system=digits)
        assert read_amount(text) == amount


@given(cents=st.integers(-(10**13), 10**13))
def test_an_amount_shown_in_its_field_is_read_back(cents: int) -> None:
    field = MoneyField(min_value=None)
    amount = Decimal(cents) / 100
    assert field.clean(field.prepare_value(amount)) == amount


def test_a_day_field_says_what_is_wrong(moving_clock: Any) -> None:
    with moving_clock.moved_to(date(2026, 11, 21)):
        for text, code in (("x", "invalid"), ("11/2026", "partial"), ("22/11/2026", "future")):
            with pytest.raises(ValidationError) as caught:
                FlexibleDateField(past=True).clean(text)
            assert caught.value.code == code
        assert FlexibleDateField(past=True).clean("hier") == date(2026, 11, 20)
    assert FlexibleDateField(required=False).clean("") is None


def test_a_partial_day_unpacks_as_day_and_precision() -> None:
    first, precision = PartialDateField().clean("11/1990")
    assert (first, precision) == (date(1990, 11, 1), "month")


@given(
    first=st.dates(date(1900, 1, 1), date(2020, 1, 1)), precision=st.sampled_from(["day", "month", "year"])
)
def test_a_partial_day_shown_in_its_field_is_read_back(first: date, precision: str) -> None:
    field = PartialDateField()
    known = PartialDate(first, precision)
    back = field.clean(field.prepare_value(known))
    assert (back.precision, back.last) == (precision, known.last)
    assert field.prepare_value((first, precision)) == field.prepare_value(known)
    assert field.prepare_value((None, "none")) is None
