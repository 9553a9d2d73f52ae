"""Arithmetic of figures: which days count, which cells may be shown, what share of a target is reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SMALLEST_CELL = 5


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day counted, both inclusive; None is open. Empty when the period has not begun."""

    first: date | None
    last: date

    @property
    def empty(self) -> bool:
        return self.first is not None and self.last < self.first


def days_of(rule: str, start: date | None, end: date | None, as_of: date) -> Days:
    """The days an indicator counts when asked on `as_of`: its own period, never beyond that day.

    "state_at_date" counts everything from the beginning; the other rules begin with the period.
    """
    last = min(end, as_of) if end else as_of
    return Days(None if rule == "state_at_date" else start, last)


def hidden(cells: Sequence[int], smallest: int = SMALLEST_CELL) -> list[bool]:
    """Which cells of one table of people are hidden, their sum being shown beside them.

    Cells of 1 to `smallest` - 1 are hidden; while what is hidden sums to less than `smallest`, or one cell alone is
    hidden (it could be found by subtraction), the next smallest cell is hidden with it. Zeros are shown, unless every
    other cell is hidden already.
    """
    hide = [0 < cell < smallest for cell in cells]
    if not any(hide):
        return hide
    while (
        sum(hide) < 2
        or sum(cell for cell, is_hidden in zip(cells, hide, strict=True) if is_hidden) < smallest
    ):
        left = [(cell == 0, cell, place) for place, cell in enumerate(cells) if not hide[place]]
        if not left:
            break
        hide[min(left)[2]] = True
    return hide


def published(cells: Mapping[str, int], smallest: int = SMALLEST_CELL) -> dict[str, int | None]:
    """The same cells as they may be published: None where the number is hidden."""
    flags = hidden(list(cells.values()), smallest)
    return {
        name: None if is_hidden else value
        for (name, value), is_hidden in zip(cells.items(), flags, strict=True)
    }


@dataclass(frozen=True, slots=True)
class Reached:
    """What is seen through one group of organisations that may all compare their people.

    `counted` people of the figure are known to one of the group; `old_elsewhere` people known to none of it are left
    out of the figure because they are not new (none where the figure does not ask who is new).
    """

    counted: int
    old_elsewhere: int = 0


def comparing_groups(
    organisations: Collection[int], pairs: Collection[tuple[int, int]]
) -> list[frozenset[int]]:
    """The largest groups of these organisations in which every two may compare their people.

    `pairs` holds the two of an agreement, the smaller first. Organisations that may compare with a third but not with
    each other are in two groups: what one of them knows of the other's people nobody may say. (Bron and Kerbosch,
    Communications of the ACM 16, 1973: the cliques of the graph of agreements.)
    """
    beside: dict[int, set[int]] = {one: set() for one in organisations}
    for one, other in pairs:
        if one in beside and other in beside:
            beside[one].add(other)
            beside[other].add(one)
    found: list[frozenset[int]] = []

    def grow(group: frozenset[int], open_to: set[int], done: set[int]) -> None:
        if not open_to and not done:
            found.append(group)
            return
        pivot = max(open_to | done, key=lambda one: len(beside[one] & open_to))
        for one in sorted(open_to - beside[pivot]):
            grow(group | {one}, open_to & beside[one], done & beside[one])
            open_to = open_to - {one}
            done = done | {one}

    if beside:
        grow(frozenset(), set(beside), set())
    return found


def at_least(groups: Iterable[Reached], counted: int) -> int:
    """The smallest number of people that a count of `counted` may stand for.

    Inside a group everybody counts once, so that its people are as many persons; people of others may be the same
    ones. Of a group, as many as there are old people elsewhere may be among those, and then are not new.
    """
    most = max((one.counted - one.old_elsewhere for one in groups), default=counted)
    return min(max(most, 0), counted)


def share(value: Decimal | int, of: Decimal | int | None) -> Decimal | None:
    """The value as a share of another, in percent with one decimal; None where there is nothing to compare with."""
    if not of:
        return None
    return (Decimal(value) * 100 / Decimal(of)).quantize(Decimal("0.1"))
