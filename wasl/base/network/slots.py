"""The frames of this room: what stands at an office in upper rooms, and what they say of an organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from wasl.kernel.slots import Slot

if TYPE_CHECKING:
    from wasl.base.network.models import Office, Organisation
    from wasl.kernel.actors import Actor
    from wasl.kernel.web import Request

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Standing:
    """What a room keeps at an office, asked before the office closes or its first day is corrected.

    `count(office)`: how many things are still open there today ("open cases"). `href(actor, office)`: where the actor
    finds them listed, "" for nowhere. `first_day(office)`: the earliest day on which the room recorded
    anything there, None for nothing.
    """

    label: Text
    count: Callable[[Office], int]
    href: Callable[[Actor, Office], str]
    first_day: Callable[[Office], date | None]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page of an organisation: a title and a template with its own context."""

    title: Text
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


standing: Slot[Standing] = Slot("network.standing", "what is still open at an office, room by room")
sections: Slot[Callable[[Request, Organisation], Section | None]] = Slot(
    "network.sections", "what upper rooms say on the page of an organisation"
)
ending: Slot[Callable[[Request, Organisation, date], list[tuple[date, str]]]] = Slot(
    "network.ending", "what of an organisation ends by a day: (last day, words)"
)
