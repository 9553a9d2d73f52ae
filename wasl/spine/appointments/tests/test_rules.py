"""When an appointment can be, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.appointments import rules
from wasl.spine.appointments.rules import Span, Timetable

NINE = datetime(2024, 1, 1, 9, tzinfo=UTC)
TIMES = st.integers(0, 2 * 24 * 60).map(lambda minutes: NINE + timedelta(minutes=minutes))
LENGTHS = st.integers(1, rules.LONGEST)
SPANS = st.builds(rules.span, TIMES, LENGTHS)


@given(one=TIMES, length=LENGTHS, other=TIMES, other_length=LENGTHS)
def test_an_overlap_is_mutual_and_lies_among_the_neighbours(
    one: datetime, length: int, other: datetime, other_length: int
) -> None:
    here, there = rules.span(one, length), rules.span(other, other_length)
    assert here.meets(there) == there.meets(here)
    first, last = rules.neighbours(one, length)
    if here.meets(there):
        assert first < other < last


def test_one_that_begins_as_the_other_ends_does_not_overlap() -> None:
    assert not rules.span(NINE, 30).meets(rules.span(NINE + timedelta(minutes=30), 30))
    assert rules.span(NINE, 31).meets(rules.span(NINE + timedelta(minutes=30), 30))


@given(
    opened=st.lists(SPANS, max_size=4),
    taken=st.lists(SPANS, max_size=8),
    minutes=st.integers(1, 120),
    after=st.one_of(st.none(), TIMES),
    places=st.integers(1, 3),
)
def test_a_free_slot_lies_in_what_is_opened_and_meets_no_more_than_the_places_allow(
    opened: list[Span], taken: list[Span], minutes: int, after: datetime | None, places: int
) -> None:
    for slot in rules.free_slots(opened, taken, minutes=minutes, after=after, places=places):
        assert slot.end - slot.start == timedelta(minutes=minutes)
        assert any(stretch.holds(slot) for stretch in opened)
        assert sum(one.meets(slot) for one in taken) < places
        assert after is None or slot.start >= after


@given(opened=SPANS, minutes=st.integers(1, 120))
def test_where_nothing_is_taken_slots_begin_with_the_opening(opened: Span, minutes: int) -> None:
    found = rules.free_slots([opened], [], minutes=minutes)
    fits = opened.start + timedelta(minutes=minutes) <= opened.end
    assert ([slot.start for slot in found[:1]] == [opened.start]) is fits


USUAL = Timetable(date(2024, 1, 1), None, {0: ((time(9), time(17)),)})
RAMADAN = Timetable(date(2024, 3, 11), date(2024, 4, 9), {0: ((time(9), time(15)),)})


@pytest.mark.parametrize(
    ("day", "closes"),
    [(date(2024, 3, 4), 17), (date(2024, 3, 11), 15), (date(2024, 4, 8), 15), (date(2024, 4, 15), 17)],
)
def test_the_hours_of_ramadan_stand_over_the_usual_ones_from_their_first_day_to_their_last(
    day: date, closes: int
) -> None:
    assert rules.stretches([USUAL, RAMADAN], day) == ((time(9), time(closes)),)
    assert rules.stretches([RAMADAN, USUAL], day) == ((time(9), time(closes)),)


def test_a_day_of_rest_has_no_hours_and_a_time_nobody_spoke_of_has_none_known() -> None:
    assert rules.stretches([USUAL], date(2024, 3, 5)) == ()
    assert rules.stretches([USUAL], date(2023, 12, 25)) is None


@pytest.mark.parametrize(
    ("hours", "fault"),
    [
        ([(time(9), time(12)), (time(14), time(17))], ""),
        ([(time(9), time(14)), (time(14), time(17))], ""),
        ([(time(9), time(15)), (time(14), time(17))], "overlap"),
        ([(time(9), time(9))], "order"),
    ],
)
def test_hours_that_cannot_be(hours: list[rules.Stretch], fault: str) -> None:
    assert rules.hours_fault(hours) == fault


def test_religious_holidays_are_estimates_and_national_ones_are_not() -> None:
    found = rules.holidays_of(2027, "en")
    assert not found[date(2027, 7, 30)].estimated
    assert found[date(2027, 3, 9)].estimated
    # A fixed holiday stands whatever else falls on its day.
    assert not found[date(2027, 8, 14)].estimated
    assert date(2027, 7, 29) not in found


def test_holidays_are_named_in_the_language_of_the_reader() -> None:
    names = [rules.holidays_of(2027, language)[date(2027, 7, 30)].name for language in ("fr", "ar", "en")]
    assert names == ["Fête du Trône", "عيد العرش", "Throne Day"]


START = datetime(2024, 6, 10, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours_before", "agreed", "moved", "now", "due"),
    [
        (24, 100, False, 24, True),
        (24, 100, False, 25, False),
        (24, 100, False, 1, True),
        (24, 100, False, 0, False),
        (24, 3, False, 2, False),  # agreed upon three hours before: nothing to recall
        (24, 3, True, 2, True),  # but moved since: told again
        (0, 100, False, 1, False),
    ],
)
def test_when_an_appointment_is_recalled(
    hours_before: int, agreed: int, moved: bool, now: int, due: bool
) -> None:
    found = rules.reminder_due(
        starts_at=START,
        hours_before=hours_before,
        agreed_at=START - timedelta(hours=agreed),
        moved=moved,
        now=START - timedelta(hours=now),
    )
    assert found is due


def test_the_share_of_who_did_not_come() -> None:
    assert (rules.rate(1, 3), rules.rate(0, 4), rules.rate(0, 0)) == (33, 0, None)
