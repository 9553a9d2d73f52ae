"""Who is one person with whom, when pairs are known."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def groups_of(pairs: Iterable[tuple[T, T]]) -> list[frozenset[T]]:
    """The groups that pairs hold together, directly or through others; the order of the pairs does not matter."""
    group_of: dict[T, set[T]] = {}
    for one, other in pairs:
        left, right = group_of.setdefault(one, {one}), group_of.setdefault(other, {other})
        if left is right:
            continue
        small, large = sorted((left, right), key=len)
        large |= small
        for member in small:
            group_of[member] = large
    return [frozenset(group) for group in {id(group): group for group in group_of.values()}.values()]
