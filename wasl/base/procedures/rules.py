"""Which of the known values holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
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
    """The value that holds on that day: the preferred one, the latest where several are; the others stand beside it."""
    held = [value for value in values if value.holds(on)]
    if not held:
        return None
    chosen = max(held, key=lambda value: (value.preferred, value.valid_from or date.min))
    others = tuple(value for value in held if value is not chosen)
    return ParameterValue(
        code=chosen.code,
        value=chosen.value,
        unit=chosen.unit,
        source=chosen.source,
        url=chosen.url,
        valid_from=chosen.valid_from,
        valid_to=chosen.valid_to,
        verified_on=chosen.verified_on,
        confidence=chosen.confidence,
        preferred=chosen.preferred,
        others=others,
    )
