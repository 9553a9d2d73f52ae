"""How each room rebuilds, from its own records, the facts it should have recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wasl.kernel.slots import Slot
from wasl.spine.facts.rules import Expected

Rebuild = Callable[[], Iterable[Expected]]

sources: Slot[Rebuild] = Slot(
    "facts.sources", "source kind (model label, or label:fact kind) → expected facts"
)
