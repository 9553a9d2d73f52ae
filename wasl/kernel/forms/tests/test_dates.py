"""Days as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel.forms.dates import PartialDate, read_date

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3/2/2021", date(2021, 2, 3)),
        ("03-02-21", date(2021, 2, 3)),
        ("03.02.2021", date(2021, 2, 3)),
        ("2021-02-03", date(2021, 2, 3)),
        ("2021/2/3", date(2021, 2, 3)),
        ("03022021", date(2021, 2, 3)),
        ("20210203", date(2021, 2, 3)),
        ("030221", date(2021, 2, 3)),
        ("3 février 2021", date(2021, 2, 3)),
        ("le 3 févr. 2021", date(2021, 2, 3)),
        ("1er mars 2021", date(2021, 3, 1)),
        ("3 DÉCEMBRE 2021", date(2021, 12, 3)),
        ("February 3, 2021", date(2021, 2, 3)),
        ("3rd of February 2021", date(2021, 2, 3)),
        ("٣/٢/٢٠٢١", date(2021, 2, 3)),
        ("٣ فبراير ٢٠٢١", date(2021, 2, 3)),
        ("3 غشت 2021", date(2021, 8, 3)),
        ("12 أغسطس 2021", date(2021, 8, 12)),
        ("aujourd'hui", TODAY),
        ("Aujourd’hui", TODAY),
        ("today", TODAY),
        ("hier", TODAY - timedelta(days=1)),
        ("أمس", TODAY - timedelta(days=1)),
    ],
)
def test_a_day_is_read_in_any_usual_form(text: str, expected: date) -> None:
    assert read_date(text, today=TODAY) == PartialDate(expected, "day")


@pytest.mark.parametrize(
    ("text", "first", "precision", "last"),
    [
        ("02/2021", date(2021, 2, 1), "month", date(2021, 2, 28)),
        ("2021-02", date(2021, 2, 1), "month", date(2021, 2, 28)),
        ("fév 2021", date(2021, 2, 1), "month", date(2021, 2, 28)),
        ("مارس 1990", date(1990, 3, 1), "month", date(1990, 3, 31)),
        ("1990", date(1990, 1, 1), "year", date(1990, 12, 31)),
    ],
)
def test_a_month_or_a_year_alone_is_read_as_what_it_is(
    text: str, first: date, precision: str, last: date
) -> None:
    found = read_date(text, today=TODAY)
    assert found is not None
    assert (found.first, found.precision, found.last) == (first, precision, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2021",
        "13/13/2021",
        "soon",
        "1/2",
        "3 foo 2021",
        "99",
        "0000",
        "2021-00-01",
        "1/2/3/4",
        "12345",
    ],
)
def test_what_cannot_be_read_without_guessing_is_not_read(text: str) -> None:
    assert read_date(text, today=TODAY) is None


def test_a_birth_of_two_digits_lies_in_the_past() -> None:
    assert read_date("1/2/30", today=TODAY) == PartialDate(date(2030, 2, 1), "day")
    assert read_date("1/2/30", today=TODAY, past=True) == PartialDate(date(1930, 2, 1), "day")
    assert read_date("1/2/95", today=TODAY) == PartialDate(date(1995, 2, 1), "day")


@given(day=DAYS, form=st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d%m%Y"]))
def test_every_written_day_is_read_back(day: date, form: str) -> None:
    found = read_date(day.strftime(form), today=TODAY)
    assert found is not None
    # eight figures in a row may be read both ways; the day first is the usual one here
    assert found.first == day


@given(day=DAYS, locale=st.sampled_from(["fr_MA", "ar_MA", "en_GB", "ar_EG"]))
def test_every_day_in_words_is_read_back(day: date, locale: str) -> None:
    found = read_date(format_date(day, "d MMMM y", locale=locale), today=TODAY)
    assert found is not None
    assert found.first == day


@given(text=st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read_date(text, today=TODAY)
    assert found is None or found.first <= found.last
