"""The demo's programmes are the packs that ship: real programmes, their published figures, invented lines marked."""

from __future__ import annotations

from wasl.base.programmes.packs import Report, available, load
from wasl.kernel.actors import Actor


def load_packs(by: Actor) -> list[Report]:
    """Loads every pack that ships with the product; returns what each load did."""
    return [load(code, by) for code in available()]
