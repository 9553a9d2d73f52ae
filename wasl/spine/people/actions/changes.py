"""Telling the rooms above that parties are now found by something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from wasl.kernel.actors import Actor
from wasl.spine.people import slots

_gathered: ContextVar[dict[int, None] | None] = ContextVar("people_changed", default=None)


def changed(by: Actor, party_ids: Collection[int]) -> None:
    """What these parties are found by was written: tell those who hang on it, now or at the end of `gathering`."""
    held = _gathered.get()
    if held is None:
        for tell in slots.changed:
            tell(by, list(party_ids))
    else:
        held.update(dict.fromkeys(party_ids))


@contextmanager
def gathering(by: Actor) -> Iterator[None]:
    """Tell of every change made inside once, at the end: for a sheet taken over or a story told. Blocks may nest.

    Nothing is told when the block fails; what it had written must then be undone by its transactions.
    """
    if _gathered.get() is not None:
        yield
        return
    held: dict[int, None] = {}
    token = _gathered.set(held)
    try:
        yield
    finally:
        _gathered.reset(token)
    if held:
        with transaction.atomic():
            changed(by, list(held))
