"""figures: what a programme has reached, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

from wasl.config.cli.figures import COLUMNS

Wasl = Callable[..., Result]
PACK = "work4life"


@pytest.fixture
def loaded(wasl: Wasl) -> Wasl:
    assert wasl("pack", "load", PACK).exit_code == 0
    return wasl


def test_an_unknown_programme_is_told_with_those_that_are_known(loaded: Wasl) -> None:
    refused = loaded("figures", "work4live")
    assert refused.exit_code == 1
    assert PACK in refused.output


def test_each_figure_is_a_row_with_the_same_seven_columns(loaded: Wasl) -> None:
    rows = json.loads(loaded("figures", PACK, "--json", "--as-of", "2022-11-30").output)
    assert rows
    assert all(tuple(row) == COLUMNS for row in rows)
    assert all(row["period"]["end"] <= "2022-11-30" for row in rows)
    assert all(isinstance(row["value"], int | float) for row in rows)


def test_nothing_is_counted_where_nothing_happened_yet_while_targets_and_published_figures_stand(
    loaded: Wasl,
) -> None:
    rows = json.loads(loaded("figures", PACK, "--json").output)
    assert {row["value"] for row in rows} == {0}
    assert any(row["published"] for row in rows)


def test_people_read_a_table_with_a_dash_where_nothing_was_stated(loaded: Wasl) -> None:
    shown = loaded("figures", PACK, "--language", "fr").output.splitlines()
    assert shown[0].split() == list(COLUMNS)
    assert len(shown) > 1
    assert any("–" in line for line in shown)


def test_a_day_that_is_no_day_is_refused(loaded: Wasl) -> None:
    assert loaded("figures", PACK, "--as-of", "31/12/2022").exit_code == 2
