"""Slots: a low room draws a frame, an upper room fills its place from its `apps.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Slot(Generic[T]):
    """A named, ordered place for contributions; filling the same key twice is an error."""

    def __init__(self, name: str, doc: str = "") -> None:
        self.name = name
        self.doc = doc
        self._items: dict[str, tuple[int, T]] = {}

    def fill(self, key: str, value: T, order: int = 100) -> None:
        """Put `value` under `key`; lower `order` comes first. ValueError when another value already holds the key."""
        held = self._items.get(key)
        if held is not None and held[1] is not value:
            raise ValueError(f"slot {self.name}: {key} is already filled")
        self._items[key] = (order, value)

    def get(self, key: str) -> T | None:
        held = self._items.get(key)
        return None if held is None else held[1]

    def items(self) -> list[tuple[str, T]]:
        """(key, value) pairs by order, then key."""
        return [
            (key, value) for key, (order, value) in sorted(self._items.items(), key=lambda i: (i[1][0], i[0]))
        ]

    def __iter__(self) -> Iterator[T]:
        return iter(value for _, value in self.items())

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items
