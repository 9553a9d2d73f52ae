"""The frames in which rooms that write to people say what their messages are."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q
from django.utils.functional import Promise

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot

purposes: Slot[str | Promise] = Slot("messaging.purposes", "Purpose of a message → the words that show it.")
abouts: Slot[Callable[[str], str]] = Slot(
    "messaging.abouts", "Kind of record a message speaks of → (its id) → the address of its page."
)
kept_from: Slot[Callable[[Actor], Q]] = Slot(
    "messaging.kept_from", "Kind of record → (actor) → the messages that this very actor must not find."
)


def purpose_label(purpose: str) -> str:
    """The words for a purpose; the bare code where its room has named none."""
    return str(purposes.get(purpose) or purpose)
