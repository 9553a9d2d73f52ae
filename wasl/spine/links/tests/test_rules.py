"""A whole number is recognised however it is typed; less than whole is nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.links import rules

WHOLE = "+212661223344"


@pytest.mark.parametrize(
    "typed",
    [
        "0661223344", "06 61 22 33 44", "06.61.22.33.44", "661223344", "+212 6 61 22 33 44", "00212661223344",
        "212661223344", "+212 (0)6 61 22 33 44", "٠٦٦١٢٢٣٣٤٤", " 06-61-22-33-44 ",
    ],
)  # fmt: skip
def test_a_moroccan_number_is_one_however_it_is_typed(typed: str) -> None:
    assert rules.full_phone(typed) == WHOLE


@pytest.mark.parametrize(
    "typed", ["", "3344", "61223344", "06612233", "066122334455", "+212 61223344", "123456789", "+33", "abc"]
)
def test_less_than_whole_is_nothing(typed: str) -> None:
    assert rules.full_phone(typed) == ""


def test_a_foreign_number_needs_its_country() -> None:
    assert rules.full_phone("+221 77 123 45 67") == rules.full_phone("00221771234567") == "+221771234567"
    assert rules.full_phone("771234567890") == ""


@given(st.text(max_size=20))
def test_what_is_read_once_is_read_the_same_again(text: str) -> None:
    found = rules.full_phone(text)
    assert rules.full_phone(found) == found


def test_a_paper_number_is_whole_from_five_signs_on() -> None:
    assert rules.full_paper("ab 12-3") == "AB123"
    assert rules.full_paper("b123") == ""


DAY = date(2020, 1, 1)
days = st.integers(-5, 5).map(lambda n: DAY + timedelta(days=n))


@given(day=days, start=days, end=st.none() | days, ended=st.none() | days, confirmed=st.booleans())
def test_an_agreement_is_in_force_when_nothing_speaks_against_it(
    day: date, start: date, end: date | None, ended: date | None, confirmed: bool
) -> None:
    found = rules.standing_on(day, confirmed=confirmed, valid_from=start, valid_to=end, ended_on=ended)
    holds = confirmed and start <= day and (end is None or day <= end) and (ended is None or day < ended)
    assert (found == "in_force") == holds
