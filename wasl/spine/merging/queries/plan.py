"""What a merge would do, before it is done: what follows, what stays, what must be settled first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from wasl.spine.merging import slots
from wasl.spine.merging.queries.references import (
    NAMES_BOTH,
    Reference,
    collision_of,
    held_back,
    references,
    words_of,
)
from wasl.spine.merging.slots import Collision


@dataclass
class Part:
    """The rows of one reference: keys that follow, those that follow with fields changed, those that stay."""

    reference: Reference
    follows: list[str]
    stays: list[str] = field(default_factory=list)
    yields: dict[tuple[tuple[str, Any], ...], list[str]] = field(default_factory=dict)
    unsettled: list[tuple[str | Promise, list[str]]] = field(default_factory=list)

    @property
    def moving(self) -> int:
        return len(self.follows) + sum(len(rows) for rows in self.yields.values())


def part_of(reference: Reference, kept_id: int, absorbed_id: int) -> Part | None:
    """What becomes of the rows of one reference; None where the record absorbed has none."""
    rows = reference.held(absorbed_id)
    if not rows:
        return None
    part = Part(reference, rows)
    back = held_back(reference, reference.of(absorbed_id), kept_id)
    said = {name: _said(reference, name) for name in back}
    # A row held back by several is refused before it stays, and stays before it gives way.
    for name in sorted(back, key=lambda one: (not said[one].settle, bool(said[one].yields))):
        keys = [key for key in back[name] if key in set(part.follows)]
        if not keys:
            continue
        part.follows = [key for key in part.follows if key not in set(keys)]
        if said[name].settle:
            part.unsettled.append((said[name].settle, keys))
        elif said[name].yields:
            part.yields.setdefault(tuple(said[name].yields.items()), []).extend(keys)
        else:
            part.stays += keys
    return part


def _said(reference: Reference, name: str) -> Collision:
    # A row that names both would name one person twice: in any room it stays as it is until the merge is undone.
    return Collision() if name == NAMES_BOTH else collision_of(reference, name)


def plan_of(kept_id: int, absorbed_id: int) -> list[Part]:
    """What a merge would move, table by table; about one query for each reference, whatever the number of rows."""
    parts = (part_of(reference, kept_id, absorbed_id) for reference in references())
    return [part for part in parts if part is not None]


def obstacles(kept_id: int, absorbed_id: int, parts: Iterable[Part]) -> list[str]:
    """The sentences that say what must be settled first, each once: of the tables, then of the rooms' own rules."""
    said = [str(sentence) for part in parts for sentence, _rows in part.unsettled]
    said += [str(sentence) for ask in slots.obstacles for sentence in ask(kept_id, absorbed_id)]
    return list(dict.fromkeys(said))


def counted(parts: Iterable[Part]) -> list[tuple[str, int, int]]:
    """(what it is in words, how many follow, how many stay) for each table, in the order of the rooms' words."""
    totals: dict[str, list[int]] = {}
    for part in parts:
        words = str(words_of(part.reference.model))
        held = totals.setdefault(words, [0, 0])
        held[0] += part.moving
        held[1] += len(part.stays)
    return [(words, moving, staying) for words, (moving, staying) in sorted(totals.items())]
