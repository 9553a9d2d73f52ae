"""What a reason must say, by when a request is answered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.rights import rules


@pytest.mark.parametrize("words", ["", "..........", "1234567890", "a b c d e", "          abc"])
def test_dots_digits_and_blanks_say_nothing(words: str) -> None:
    assert not rules.says_enough(words)


@pytest.mark.parametrize(
    "words", ["prépare son rendez-vous", "لقاء مع المعنية بالأمر", "a.b.c.d.e.f.g.h.i.j"]
)
def test_ten_letters_of_any_script_are_a_reason(words: str) -> None:
    assert rules.says_enough(words)


def test_a_compartment_closes_after_its_minutes() -> None:
    opened = datetime(2026, 1, 5, 23, 50, tzinfo=UTC)
    assert rules.closes_at(opened, 15) == datetime(2026, 1, 6, 0, 5, tzinfo=UTC)


def test_the_day_of_the_request_is_not_counted() -> None:
    assert rules.due_on(date(2026, 1, 1), 10) == date(2026, 1, 11)
    assert rules.due_on(date(2026, 1, 1), None) is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.integers(-5, 70))
def test_a_request_presses_three_days_before_its_last_day_and_is_late_after_it(
    asked: date, days: int, later: int
) -> None:
    due = rules.due_on(asked, days)
    assert due
    today = date.fromordinal(asked.toordinal() + later)
    left = (due - today).days
    expected = "late" if left < 0 else "soon" if left <= 3 else "waiting"
    assert rules.urgency(due, answered=False, today=today) == expected
    assert rules.urgency(due, answered=True, today=today) == "answered"
    assert rules.urgency(None, answered=False, today=today) == "waiting"
