"""Steps, delays and what may go along, without a database."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wasl.services.transfers import rules
from wasl.services.transfers.enums import Along, Status

DAY = date(2026, 3, 2)


def test_an_answer_is_late_the_day_after_it_was_due_and_never_without_a_delay() -> None:
    due = rules.due_on(DAY, 10)
    assert due == date(2026, 3, 12)
    late = [rules.overdue(status="proposed", due=due, on=DAY + timedelta(days=days)) for days in (10, 11)]
    assert late == [False, True]
    assert not rules.overdue(status="accepted", due=due, on=date(2027, 1, 1))
    assert rules.due_on(DAY, None) is None
    assert not rules.overdue(status="proposed", due=None, on=date(2027, 1, 1))


def test_the_partner_has_to_know_whom_it_is_asked_to_follow() -> None:
    assert rules.along_fault(["identity", "plan"]) == ""
    assert rules.along_fault(["plan"]) == "identity"
    assert rules.along_fault(["identity", "notes"]) == "unknown"


def test_nothing_is_answered_taken_back_or_withdrawn_once_it_is_over() -> None:
    over = (Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN)
    assert not any(rules.may_pass(act, status) for act in rules.PASSAGES for status in over)


@given(st.lists(st.sampled_from(Along.values)))
def test_what_goes_along_is_said_once_and_in_order(along: list[str]) -> None:
    ordered = rules.in_order(along)
    assert set(ordered) == set(along)
    assert ordered == [code for code in Along.values if code in set(along)]
