"""Which of the known values holds on a day, and what a delay leads to."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A dated value with its source; `others` are values other sources give for the same day.

    `valid_from` and `valid_to` are inclusive days, None is open. `confirmed` is False for what nobody has read in the
    text of the law: such a value warns, it never refuses.
    """

    code: str
    value: Decimal
    unit: str
    source: str = ""
    url: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    verified_on: date | None = None
    confidence: str = "unconfirmed"
    preferred: bool = True
    by_hand: bool = False
    others: tuple[ParameterValue, ...] = field(default=())

    @property
    def confirmed(self) -> bool:
        return self.confidence != "unconfirmed"

    @property
    def disputed(self) -> bool:
        """Whether another source gives another value for the same day."""
        return any(other.value != self.value for other in self.others)

    def holds(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def value_on(values: Iterable[ParameterValue], on: date) -> ParameterValue | None:
    """The value that holds on that day: the preferred one, the latest where several are, one entered by hand before one
    of the files of the same day, of several such the last given. The others stand beside it.

    A preferred value that a later preferred one follows is the past, not another source: it does not stand beside.
    """
    held = [value for value in values if value.holds(on)]
    if not held:
        return None
    ranked = sorted(held, key=lambda value: (value.preferred, value.valid_from or date.min, value.by_hand))
    chosen = ranked[-1]
    past = [value for value in held if value is not chosen and value.preferred and chosen.by_hand]
    others = tuple(value for value in held if value is not chosen and value not in past)
    return replace(chosen, others=others)


def add_delay(day: date, value: Decimal, unit: str) -> date | None:
    """The day that lies `value` days, months or years after `day`; None for any other unit.

    A month without that day ends on its last one (31 January and one month: 28 or 29 February).
    """
    count = int(value)
    if unit == "days":
        return day + timedelta(days=count)
    if unit not in ("months", "years"):
        return None
    months = day.month - 1 + count * (12 if unit == "years" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
