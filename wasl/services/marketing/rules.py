"""What a deliverable allows, and how a measure changed; no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Taken:
    """A measure: what it counts, before or after, the day it was taken and its value."""

    what: str
    moment: str
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """The last measure before and the last after of one thing; `percent` None without both or from nothing."""

    what: str
    before: Taken | None
    after: Taken | None
    percent: Decimal | None


def changes(measures: Iterable[Taken]) -> list[Change]:
    """For each thing measured, in the order first met: its last value before, its last after, and the change in %.

    The percentage is rounded to the whole, halves up. Two measures of one day: the one given last stands.
    """
    held: dict[str, dict[str, Taken]] = {}
    for one in measures:
        sides = held.setdefault(one.what, {})
        if one.moment not in sides or sides[one.moment].on <= one.on:
            sides[one.moment] = one
    return [Change(what, s.get("before"), s.get("after"), _percent(s)) for what, s in held.items()]


def _percent(sides: dict[str, Taken]) -> Decimal | None:
    before, after = sides.get("before"), sides.get("after")
    if before is None or after is None or before.value == 0:
        return None
    share = (after.value - before.value) * 100 / before.value
    return share.quantize(Decimal(1), rounding=ROUND_HALF_UP)
