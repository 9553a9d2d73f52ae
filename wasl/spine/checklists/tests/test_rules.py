"""Progress and what a new version changes: arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.checklists.enums import StepState
from wasl.spine.checklists.rules import moved, progress


@pytest.mark.parametrize(
    ("states", "done", "counted", "complete", "percent"),
    [
        (["done", "to_do", "not_needed"], 1, 2, False, 50),
        (["done", "not_needed"], 1, 1, True, 100),
        (["not_needed"], 0, 0, True, 100),
        (["filed", "blocked", "to_do"], 0, 3, False, 0),
        (["done", "done", "to_do"], 2, 3, False, 66),
    ],
)
def test_steps_not_needed_do_not_count(
    states: list[str], done: int, counted: int, complete: bool, percent: int
) -> None:
    found = progress(states)
    assert (found.done, found.counted) == (done, counted)
    assert (found.is_complete, found.percent) == (complete, percent)


@given(st.lists(st.sampled_from(StepState.values)))
def test_progress_is_complete_exactly_when_nothing_is_left(states: list[str]) -> None:
    left = [state for state in states if state not in ("done", "not_needed")]
    assert progress(states).is_complete == (not left)
    assert (progress(states).percent == 100) == (not left)


codes = st.lists(st.sampled_from("abcdef"), unique=True)


@given(codes, codes)
def test_every_step_of_both_versions_is_told_once(before: list[str], after: list[str]) -> None:
    found = moved(before, after)
    assert sorted(found.kept + found.gone) == sorted(before)
    assert sorted(found.kept + found.new) == sorted(after)
    assert [code for code in after if code in found.kept] == list(found.kept)
