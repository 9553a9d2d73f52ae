"""What a load did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from wasl.base.programmes.packs.faults import Fault


@dataclass
class Report:
    """What a load did, by kind of row: created, updated, or the same as before. `faults` is filled by `check`."""

    code: str
    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many rows were created or updated."""
        return self.created.total() + self.updated.total()
