"""Who may know, by when, how fast."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.services.complaints import rules
from wasl.services.complaints.enums import OPEN, About, Kind, State

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.sampled_from(Kind), st.sampled_from(About))
def test_a_sensitive_complaint_always_has_a_circle_and_never_that_of_whom_it_is_about(
    kind: str, about: str
) -> None:
    circle = rules.circle(kind, about)
    if kind in rules.SENSITIVE:
        assert circle in ("protection", "coordinator")
    if about == About.PROTECTION:
        assert circle == "coordinator"
    if about == About.COORDINATION:
        assert circle == "protection"
    assert (circle == "") == (kind not in rules.SENSITIVE and about in ("", About.ADMINISTRATION))


@given(DAYS, st.integers(0, 90), st.integers(-5, 100))
def test_the_last_day_is_not_late_and_the_next_is(day: date, delay: int, passed: int) -> None:
    due, today = rules.due_on(day, delay), day + timedelta(days=passed)
    for state in OPEN:
        assert rules.is_late(state, None, due, today) == (passed > delay)
    assert not rules.is_late(State.ANSWERED, due, due, today)
    assert not rules.is_late(State.RECEIVED, None, None, today)
    assert not rules.is_late(State.EXAMINED, due, None, today), "it was acknowledged by then"


@pytest.mark.parametrize(("days", "told"), [([], None), ([1, 2, 3, 4], None), ([1, 2, 3, 4, 90], 3.0)])
def test_a_median_of_few_is_not_told(days: list[int], told: float | None) -> None:
    assert rules.median_days(days) == told
