"""Follow-ups, members and survival without a database."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wasl.outcomes.ventures import rules
from wasl.outcomes.ventures.rules import Limits, Moment

days = st.dates(date(2015, 1, 1), date(2035, 1, 1))


def test_follow_ups_fall_after_3_6_12_24_and_36_months() -> None:
    assert rules.due_dates(date(2022, 1, 31)) == [
        (3, date(2022, 4, 30)),
        (6, date(2022, 7, 31)),
        (12, date(2023, 1, 31)),
        (24, date(2024, 1, 31)),
        (36, date(2025, 1, 31)),
    ]


@given(days)
def test_follow_ups_are_in_order_and_after_creation(created: date) -> None:
    due = [day for _months, day in rules.due_dates(created)]
    assert due == sorted(due)
    assert due[0] > created


def test_a_follow_up_may_be_told_fifteen_days_ahead_and_no_more() -> None:
    assert not rules.too_early(date(2022, 4, 15), date(2022, 4, 30))
    assert rules.too_early(date(2022, 4, 14), date(2022, 4, 30))


def test_a_form_takes_its_number_of_members_and_nothing_known_takes_all() -> None:
    assert rules.members_fault(4, Limits(5)) == "too_few"
    assert rules.members_fault(5, Limits(5)) == ""
    assert rules.members_fault(51, Limits(1, 50)) == "too_many"
    assert rules.members_fault(0, Limits()) == ""


def test_survival_is_read_from_the_history_on_any_day() -> None:
    history = [
        Moment(date(2022, 1, 1), "active"),
        Moment(date(2022, 6, 1), "paused"),
        Moment(date(2022, 6, 1), "active"),
        Moment(date(2023, 1, 1), "closed"),
    ]
    assert rules.status_on(history, date(2021, 12, 31)) == ""
    assert rules.status_on(history, date(2022, 6, 1)) == "active"
    assert rules.status_on(history, date(2024, 1, 1)) == "closed"


@given(st.lists(st.tuples(days, st.sampled_from(["active", "paused", "closed"])), min_size=1), days)
def test_the_status_of_a_day_is_that_of_the_last_change_before_it(
    changes: list[tuple[date, str]], day: date
) -> None:
    history = [Moment(on, status) for on, status in changes]
    found = rules.status_on(history, day)
    past = [moment for moment in history if moment.on <= day]
    assert (found == "") == (not past)
    if past:
        assert found == rules.status_on(history, max(m.on for m in past) + timedelta(days=0))
