"""When a title is told of: each threshold once, none lost, whatever weeks were left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.people.rules.renewals import EXPIRED, Title, deadlines, reached_by, to_tell, week_of

DAYS = (90, 60, 30)
a_day = st.dates(date(2019, 1, 1), date(2033, 12, 31))
some_thresholds = st.lists(st.integers(1, 400), min_size=1, max_size=5, unique=True)


def told_of(ends_on: date, runs: list[date], thresholds: list[int]) -> list[tuple[date, int]]:
    """What somebody hears of one title when the lists are written on these days."""
    heard: list[tuple[date, int]] = []
    for day in runs:
        told = [threshold for _day, threshold in heard]
        threshold = to_tell(ends_on, today=day, thresholds=thresholds, told=told)
        if threshold is not None:
            heard.append((day, threshold))
    return heard


@given(a_day, st.lists(a_day, max_size=40).map(sorted), some_thresholds)
def test_no_threshold_is_told_twice(ends_on: date, runs: list[date], thresholds: list[int]) -> None:
    told = [threshold for _day, threshold in told_of(ends_on, runs, thresholds)]
    assert len(set(told)) == len(told)
    assert told == sorted(told, reverse=True)


@given(a_day, st.lists(a_day, min_size=1, max_size=40).map(sorted), some_thresholds)
def test_whatever_weeks_are_left_out_the_last_list_leaves_nothing_untold(
    ends_on: date, runs: list[date], thresholds: list[int]
) -> None:
    told = [threshold for _day, threshold in told_of(ends_on, runs, thresholds)]
    reached = reached_by(ends_on, today=runs[-1], thresholds=thresholds)
    assert reached is None or reached in told


@given(a_day, st.sets(st.integers(1, 400), min_size=1, max_size=5))
def test_lists_written_every_week_tell_every_threshold_before_it_has_passed(
    ends_on: date, thresholds: set[int]
) -> None:
    first = week_of(ends_on - timedelta(days=500))
    mondays = [first + timedelta(weeks=number) for number in range(90)]
    heard = {threshold: day for day, threshold in told_of(ends_on, mondays, sorted(thresholds))}
    for threshold in thresholds:
        nearer = [one for one in heard if one != EXPIRED and one <= threshold]
        days_left = (ends_on - min(heard[one] for one in nearer)).days
        assert days_left >= threshold, "the list of a Monday covers its week"
    assert heard[EXPIRED] > ends_on


@given(a_day, st.integers(1, 6), some_thresholds)
def test_every_day_of_a_week_says_the_same_until_the_end(
    ends_on: date, later: int, thresholds: list[int]
) -> None:
    monday = week_of(ends_on - timedelta(days=45))
    assert reached_by(ends_on, today=monday, thresholds=thresholds) == reached_by(
        ends_on, today=monday + timedelta(days=later), thresholds=thresholds
    )


@pytest.mark.parametrize(
    ("left", "threshold"),
    [(97, None), (96, 90), (90, 90), (66, 60), (61, 60), (36, 30), (30, 30), (0, 30), (-1, EXPIRED)],
)
def test_thresholds_are_days_whatever_the_months_are(left: int, threshold: int | None) -> None:
    for monday in (date(2027, 2, 1), date(2028, 2, 28), date(2026, 11, 30)):
        assert reached_by(monday + timedelta(days=left), today=monday, thresholds=DAYS) == threshold


def test_a_receipt_takes_over_from_the_card_it_renews() -> None:
    card = Title("residence_card", date(2026, 3, 1), paper=1)
    receipt = Title("receipt", date(2026, 6, 1), paper=2)
    assert deadlines([card, receipt]) == {"stay": receipt}
    renewed = Title("residence_card", date(2029, 3, 1), paper=3)
    assert deadlines([card, receipt, renewed])["stay"] == renewed


def test_a_refugee_card_and_a_residence_card_end_each_for_itself() -> None:
    titles = [Title("residence_card", date(2026, 3, 1)), Title("refugee_card", date(2027, 3, 1))]
    assert set(deadlines(titles)) == {"stay", "refugee"}


def test_two_passports_of_two_countries_are_two_titles() -> None:
    titles = [Title("passport", date(2026, 3, 1), "ML"), Title("passport", date(2028, 3, 1), "CI")]
    assert set(deadlines(titles)) == {"passport:ML", "passport:CI"}


def test_a_paper_and_a_status_that_say_the_same_are_told_as_one() -> None:
    end = date(2026, 3, 1)
    paper, status = Title("residence_card", end, paper=7), Title("residence_card", end, residence=9)
    for order in ([paper, status], [status, paper]):
        assert deadlines(order) == {"stay": Title("residence_card", end, paper=7, residence=9)}
