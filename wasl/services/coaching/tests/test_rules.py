"""Who fits, and how far a project came: arithmetic."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wasl.services.coaching import grids, rules
from wasl.services.coaching.rules import Candidate, Need

CODES = st.frozensets(st.sampled_from(["a", "b", "c"]), max_size=3)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 50),
        sectors=CODES,
        languages=CODES,
        provinces=CODES,
        load=st.integers(0, 6),
        capacity=st.integers(1, 5),
    ),
    max_size=6,
    unique_by=lambda one: one.key,
)
NEEDS = st.builds(
    Need, sector=st.sampled_from(["", "a", "b"]), languages=CODES, province=st.sampled_from(["", "c"])
)
LEVELS = st.dictionaries(st.sampled_from(["one", "two", "three"]), st.integers(0, 4))
DIMENSIONS = ["one", "two", "three"]


def candidate(key: int, **known: object) -> Candidate:
    values: dict[str, object] = {
        "key": key,
        "sectors": frozenset(),
        "languages": frozenset(),
        "provinces": frozenset(),
        "load": 0,
        "capacity": 3,
    }
    return Candidate(**(values | known))  # type: ignore[arg-type]


@given(NEEDS, CANDIDATES)
def test_nobody_is_left_out_and_whoever_is_free_comes_first(need: Need, candidates: list[Candidate]) -> None:
    found = rules.fits(need, candidates)
    assert sorted(fit.candidate.key for fit in found) == sorted(one.key for one in candidates)
    free = [fit.candidate.is_free for fit in found]
    assert free == sorted(free, reverse=True)


@given(NEEDS, CANDIDATES)
def test_what_is_asked_either_holds_or_fails_and_what_is_not_asked_is_not_said(
    need: Need, candidates: list[Candidate]
) -> None:
    asked = {"load"} | {
        name
        for name, wanted in (("sector", need.sector), ("language", need.languages), ("place", need.province))
        if wanted
    }
    for fit in rules.fits(need, candidates):
        assert set(fit.holds) | set(fit.fails) == asked
        assert not set(fit.holds) & set(fit.fails)


def test_more_reasons_come_before_a_lighter_load() -> None:
    need = Need(sector="a", languages=frozenset({"wol"}))
    heavy = candidate(1, sectors=frozenset({"a"}), languages=frozenset({"wol"}), load=2)
    light = candidate(2, sectors=frozenset({"a"}))
    assert [fit.candidate.key for fit in rules.fits(need, [light, heavy])] == [1, 2]


def test_somebody_without_a_province_works_everywhere() -> None:
    (fit,) = rules.fits(Need(province="MA-RAB"), [candidate(1)])
    assert "place" in fit.holds


@given(LEVELS)
def test_a_score_lies_between_nothing_and_a_hundred_and_only_what_was_looked_at_counts(
    levels: dict[str, int],
) -> None:
    score = rules.score(levels, DIMENSIONS, 4)
    assert Decimal(0) <= score <= Decimal(100)
    if levels and set(levels.values()) == {4}:
        assert score == 100


def test_steps_are_made_only_where_both_looked() -> None:
    assert rules.steps({"one": 1, "two": 2}, {"one": 3, "three": 4}) == {"one": 2}


def test_the_grid_has_its_dimensions_and_levels_in_three_languages() -> None:
    grid = grids.newest()
    assert grid.top == 4
    assert len(set(grid.codes)) == len(grid.dimensions) == 7
    for text in [
        *grid.levels,
        *(one.title for one in grid.dimensions),
        *(one.help for one in grid.dimensions),
    ]:
        assert text.ar
        assert text.en
