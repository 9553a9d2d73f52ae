"""How far a project has come on its grid, from the first diagnostic to the last."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wasl.services.coaching import grids, rules
from wasl.services.coaching.grids import Grid, said
from wasl.services.coaching.models import Diagnostic
from wasl.spine.cases.models import Case


@dataclass(frozen=True, slots=True)
class Line:
    """A dimension in words, the level of each diagnostic in order (None: not looked at), and the steps made."""

    title: str
    levels: tuple[int | None, ...]
    moved: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The diagnostics of a case on their grid; `scores` out of a hundred, in the same order."""

    grid: Grid
    diagnostics: tuple[Diagnostic, ...]
    scores: tuple[Decimal, ...]
    lines: tuple[Line, ...]


def progress_of(case: Case) -> Progress | None:
    """The diagnostics of the case, first to last, with their scores; None before the first. Two queries."""
    rows = tuple(
        Diagnostic.objects.standing().filter(case=case).order_by("on", "pk").prefetch_related("levels")
    )
    if not rows:
        return None
    grid = grids.version_of(rows[0].grid, rows[0].grid_version)
    levels = [row.by_dimension() for row in rows]
    moved = rules.steps(levels[0], levels[-1]) if len(rows) > 1 else {}
    lines = tuple(
        Line(said(one.title), tuple(level.get(one.code) for level in levels), moved.get(one.code))
        for one in grid.dimensions
    )
    return Progress(grid, rows, tuple(rules.score(level, grid.codes, grid.top) for level in levels), lines)
