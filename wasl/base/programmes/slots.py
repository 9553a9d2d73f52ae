"""Frames that rooms above fill on the page of a programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wasl.base.programmes.models import Programme
from wasl.kernel.frames import Text
from wasl.kernel.slots import Slot
from wasl.kernel.web import Request


@dataclass(frozen=True)
class Panel:
    """A part of the page: its title, the template that draws it, and what the template needs."""

    title: Text
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


programme_panels: Slot[Callable[[Request, Programme], Panel | None]] = Slot(
    "programme_panels", "what rooms above show on the page of a programme"
)
