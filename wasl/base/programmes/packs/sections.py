"""The slot where rooms above add their section to packs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wasl.base.programmes.models import Programme
from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot


@dataclass(frozen=True)
class Section:
    """A section of a pack that another room owns.

    `model` is what its data must be (a pydantic model, or `list[Model]`; derive models from `packs.Entry` so that
    unknown keys are refused). `load(programme, data, by)` writes the parsed data inside the transaction of the load;
    it must be idempotent and may raise `SectionFault(message, at=path)` to name the line. It may return the number
    of rows that changed.
    """

    name: str
    model: Any
    load: Callable[[Programme, Any, Actor], int | None]


pack_sections: Slot[Section] = Slot("pack_sections", "section name → what another room reads from a pack")
act_kinds: Slot[frozenset[str]] = Slot("act_kinds", "codes of the acts that coverages may name")
