"""How long before its end a title is told of: dated data, not constants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wasl.base.procedures.queries import parameters

BEFORE = ("renewal_alert_early", "renewal_alert_middle", "renewal_alert_last")
AFTER = "renewal_alert_after"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`days` before the end, longest first; `after`: how many days after it a title is still told of."""

    days: tuple[int, ...]
    after: int

    @property
    def earliest(self) -> int:
        """The longest of them; 0 where none is known."""
        return max(self.days, default=0)


def thresholds_on(day: date) -> Thresholds:
    """The thresholds that hold on a day, in one query; without parameters only what has just ended is told."""
    found = parameters([*BEFORE, AFTER], day)
    days = sorted({int(found[code].value) for code in BEFORE if code in found}, reverse=True)
    return Thresholds(tuple(days), int(found[AFTER].value) if AFTER in found else 0)
