"""Until when an institution reads, which data may be shared, which step follows which."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wasl.services.referrals import rules
from wasl.services.referrals.enums import SharedField, Status

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(st.sampled_from(Status.values), DAYS, DAYS)
def test_an_institution_reads_what_was_sent_and_is_not_over_its_last_day_included(
    status: str, expires_on: date, on: date
) -> None:
    reads = rules.readable(status=status, expires_on=expires_on, on=on)
    assert reads == (status in ("sent", "accepted", "done") and on <= expires_on)


@given(DAYS)
def test_the_last_day_is_read_and_the_day_after_is_not(day: date) -> None:
    assert rules.readable(status="sent", expires_on=day, on=day)
    assert not rules.readable(status="sent", expires_on=day, on=day + timedelta(days=1))


def test_an_answer_is_late_from_the_day_after_it_was_due_until_it_can_no_longer_be_given() -> None:
    due, last = date(2026, 3, 10), date(2026, 3, 20)
    late = [
        rules.overdue(status="sent", due_on=due, expires_on=last, on=day)
        for day in (due, date(2026, 3, 11), last, date(2026, 3, 21))
    ]
    assert late == [False, True, True, False]
    assert not rules.overdue(status="accepted", due_on=due, expires_on=last, on=last)


def test_data_are_shared_only_from_the_list_and_a_number_only_beside_its_paper() -> None:
    assert rules.fields_fault([], has_paper=True) == "none"
    assert rules.fields_fault(["name", "religion"], has_paper=True) == "unknown"
    assert rules.fields_fault(["paper_number"], has_paper=True) == "number"
    assert rules.fields_fault(["paper"], has_paper=False) == "paper"
    assert rules.fields_fault(SharedField.values, has_paper=True) == ""


def test_a_last_day_is_from_today_on_within_a_year() -> None:
    today = date(2026, 5, 1)
    assert rules.expiry_fault(date(2026, 4, 30), on=today) == "past"
    assert rules.expiry_fault(today, on=today) == ""
    assert rules.expiry_fault(date(2027, 5, 1), on=today) == ""
    assert rules.expiry_fault(date(2027, 5, 2), on=today) == "far"


def test_nothing_is_sent_twice_nor_withdrawn_before_it_was_sent() -> None:
    assert [one for one in Status.values if rules.may_pass("send", one)] == ["draft"]
    assert not rules.may_pass("withdraw", "draft")
    assert not rules.may_pass("withdraw", "withdrawn")
    assert not rules.may_pass("accept", "declined")


def test_the_median_of_days_is_said_only_where_somebody_answered() -> None:
    assert rules.median_days([]) is None
    assert rules.median_days([3]) == 3
    assert rules.median_days([1, 4]) == 2.5
