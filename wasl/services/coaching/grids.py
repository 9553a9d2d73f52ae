"""The grids of diagnostics that ship with the product, in versions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from django.utils.translation import get_language
from pydantic import Field, TypeAdapter

from wasl.base.programmes.packs import Entry, Text
from wasl.base.programmes.packs.reading import read_folder

DATA = Path(__file__).parent / "data"
PROJECT = "project"


class Dimension(Entry):
    code: str
    title: Text
    help: Text


class Grid(Entry):
    """One version of a grid: dimensions, each looked at on the same levels, from nothing (0) to the last."""

    code: str
    version: Annotated[int, Field(ge=1)]
    title: Text
    source: str
    levels: Annotated[list[Text], Field(min_length=2, max_length=11)]
    dimensions: Annotated[list[Dimension], Field(min_length=1)]

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.levels) - 1

    @property
    def codes(self) -> list[str]:
        return [dimension.code for dimension in self.dimensions]


@cache
def grids() -> tuple[Grid, ...]:
    """Every version of every grid. PackFaults naming file and line when a file is wrong."""
    return tuple(TypeAdapter(list[Grid]).validate_python(read_folder(DATA)["grids"].value))


def newest(code: str = PROJECT) -> Grid:
    """The latest version of a grid. LookupError for none."""
    known = [grid for grid in grids() if grid.code == code]
    if not known:
        raise LookupError(code)
    return max(known, key=lambda grid: grid.version)


def version_of(code: str, version: int) -> Grid:
    """One version of a grid. LookupError for none."""
    for grid in grids():
        if (grid.code, grid.version) == (code, version):
            return grid
    raise LookupError(f"{code} {version}")


def said(text: Text) -> str:
    """A text of a grid in the language of the screen, in French where it has not been translated."""
    return str(getattr(text, (get_language() or "fr")[:2], "") or text.fr)
