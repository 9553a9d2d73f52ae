"""The frames of the whole house that any room may fill: navigation, public pages, home, health checks, erasure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.functional import Promise

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot

Text = str | Promise


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place in the navigation, shown to those for whom `may(actor)`; groups: work, money, measure, house."""

    label: Text
    url_name: str
    icon: str
    may: Callable[[Actor], bool]
    group: str = "work"


@dataclass(frozen=True, slots=True)
class Card:
    """What needs doing now, on the home page."""

    title: Text
    text: Text
    href: str
    count: int | None = None
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a health check: `ok` and what to do when it is not."""

    ok: bool
    text: Text
    advice: Text = ""
    details: tuple[str, ...] = field(default=())


navigation: Slot[NavItem] = Slot("navigation", "places of the side bar and of the phone's bottom bar")
public_links: Slot[NavItem] = Slot("public_links", "links at the head of the pages that need no sign-in")
public_notes: Slot[Text] = Slot("public_notes", "sentences at the foot of the pages that visitors read")
home_cards: Slot[Callable[[HttpRequest], Card | None]] = Slot("home_cards", "what needs doing now")
checks: Slot[Callable[[], Finding]] = Slot("checks", "what `wasl check` looks at")
erasure: Slot[Callable[[int, Actor], None]] = Slot("erasure", "how each room forgets a party (id)")
