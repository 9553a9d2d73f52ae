"""Before and after: arithmetic."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wasl.services.marketing.rules import Taken, changes

DAY = date(2026, 3, 1)
MEASURES = st.lists(
    st.builds(
        Taken,
        what=st.sampled_from(["customers", "turnover"]),
        moment=st.sampled_from(["before", "after"]),
        on=st.integers(0, 60).map(lambda days: DAY + timedelta(days=days)),
        value=st.integers(0, 500).map(Decimal),
    ),
    max_size=8,
)


def taken(moment: str, value: int, days: int = 0, what: str = "customers") -> Taken:
    return Taken(what, moment, DAY + timedelta(days=days), Decimal(value))


def test_the_change_is_that_of_the_last_measure_of_each_side() -> None:
    (change,) = changes([taken("before", 90), taken("before", 100, 5), taken("after", 125, 40)])
    assert change.percent == 25


def test_from_nothing_there_is_no_percentage_and_one_side_alone_has_none() -> None:
    assert changes([taken("before", 0), taken("after", 10, 40)])[0].percent is None
    assert changes([taken("after", 10, 40)])[0].percent is None
    assert changes([]) == []


@given(MEASURES)
def test_each_thing_measured_stands_once_with_numbers_that_were_taken(measures: list[Taken]) -> None:
    found = changes(measures)
    assert [one.what for one in found] == list(dict.fromkeys(one.what for one in measures))
    for change in found:
        for moment, shown in (("before", change.before), ("after", change.after)):
            side = [one for one in measures if (one.what, one.moment) == (change.what, moment)]
            assert (
                shown is None if not side else shown is not None and shown.on == max(one.on for one in side)
            )
