from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wasl.measure.indicators.rules import days_of, hidden, published, share

tables = st.lists(st.integers(0, 30), max_size=8)


def test_cells_under_five_are_hidden_and_one_more_so_that_none_is_found_by_subtraction() -> None:
    assert published({"a": 12, "b": 3, "c": 40}) == {"a": None, "b": None, "c": 40}
    assert published({"a": 12, "b": 30}) == {"a": 12, "b": 30}
    assert published({"a": 3, "b": 4, "c": 9}) == {"a": None, "b": None, "c": 9}
    assert published({"a": 1, "b": 2, "c": 9}) == {"a": None, "b": None, "c": None}
    assert published({}) == {}


@given(tables)
def test_no_shown_cell_is_small_and_what_is_hidden_cannot_be_found(cells: list[int]) -> None:
    flags = hidden(cells)
    kept_back = [cell for cell, is_hidden in zip(cells, flags, strict=True) if is_hidden]
    assert all(not 0 < cell < 5 for cell, is_hidden in zip(cells, flags, strict=True) if not is_hidden)
    everything = len(kept_back) == len(cells)
    assert not kept_back or everything or (len(kept_back) >= 2 and sum(kept_back) >= 5)


@given(tables)
def test_a_table_without_small_cells_is_shown_whole(cells: list[int]) -> None:
    large = [cell for cell in cells if cell == 0 or cell >= 5]
    assert not any(hidden(large))


def test_a_figure_never_counts_beyond_the_day_it_is_asked_for() -> None:
    start, end = date(2021, 1, 1), date(2021, 12, 31)
    assert days_of("in_period", start, end, date(2021, 6, 1)).last == date(2021, 6, 1)
    assert days_of("in_period", start, end, date(2025, 6, 1)).last == end
    assert days_of("in_period", start, None, date(2025, 6, 1)).last == date(2025, 6, 1)
    assert days_of("state_at_date", start, end, date(2025, 6, 1)).first is None
    assert days_of("in_period", start, end, date(2020, 1, 1)).empty


def test_a_share_has_one_decimal_and_none_without_anything_to_compare_with() -> None:
    assert share(22, 10) == Decimal("220.0")
    assert share(11, 49) == Decimal("22.4")
    assert share(1, 0) is None
    assert share(1, None) is None
