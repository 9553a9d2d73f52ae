"""The frame of this room: what each room says of records that cannot both belong to one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from wasl.kernel.slots import Slot


@dataclass(frozen=True, slots=True)
class Collision:
    """What is done when a row may not move because the record kept has its like.

    With `settle`, the merge is refused with this sentence, which says what to settle first. With `yields`, the row
    moves with these fields changed (and gets them back when the merge is undone). With neither, the row stays with
    the record absorbed: it says nothing that the record kept does not say.
    """

    settle: str | Promise = ""
    yields: Mapping[str, Any] = field(default_factory=dict)


collisions: Slot[Collision] = Slot(
    "merging.collisions",
    "name of a uniqueness constraint, or label of a room for all of its own → what is done with a row it holds back",
)
obstacles: Slot[Callable[[int, int], Iterable[str | Promise]]] = Slot(
    "merging.obstacles",
    "what a room's own rules want settled first, where no constraint says it: (party kept, party absorbed) → sentences",
)
words: Slot[str | Promise] = Slot(
    "merging.words", "label of a table → its rows in words, in the plural, as a merge lists what follows"
)
