"""The frame in which rooms above say that their work reaches a party."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot

reaches: Slot[Callable[[Actor, int, Sequence[str]], bool]] = Slot(
    "rights.reaches",
    "(actor, party id, roles) → whether the actor works for the party in one of these roles, besides following it",
)
