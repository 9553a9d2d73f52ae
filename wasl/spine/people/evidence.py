"""Evidence by code: asked of a party on a day, answered with its reason. No provider means missing, never yes.

Rooms that know something `provide` it from their `apps.py`; eligibility, conditions of tranches and checklists
`ask` by code and freeze the answer with their decision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel.slots import Slot

if TYPE_CHECKING:
    from wasl.spine.people.models import Party

YES, NO, MISSING, VALUE = "yes", "no", "missing", "value"
OPERATORS = ("yes", "no", "=", "!=", ">=", "<=", ">", "<", "in")
Text = str | Promise
Scalar = Decimal | str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known under `code` on the day asked.

    `state` is yes, no, missing or value; `value` (with `unit`) goes with value. Where only a range is known (a birth
    year without a day), `value` is its lower and `high` its upper end. `source` names the record, as "label:pk";
    `valid_until` is the last day on which the answer holds, None when it has no end known.
    """

    code: str
    state: str
    value: Scalar | None = None
    unit: str = ""
    reason: Text = ""
    source: str = ""
    valid_until: date | None = None
    high: Decimal | None = None

    def compare(self, operator: str, wanted: str) -> str:
        """Whether the answer satisfies `operator wanted`: yes, no, or missing (also when a range does not tell).

        Operators: `yes`, `no` (on a state), `=`, `!=`, `in` (codes, comma separated), `>=`, `<=`, `>`, `<` (numbers).
        ValueError for an operator that is not one of these.
        """
        if operator not in OPERATORS:
            raise ValueError(f"unknown operator {operator}")
        if self.state == MISSING:
            return MISSING
        if operator in (YES, NO):
            return YES if self.state == operator else NO
        if operator in ("in", "=", "!=") and isinstance(self.value, str):
            codes = [code.strip() for code in wanted.split(",")]
            return YES if (self.value in codes) != (operator == "!=") else NO
        if not isinstance(self.value, Decimal):
            return MISSING
        limit = Decimal(wanted)
        ends = {_holds(self.value, operator, limit), _holds(self.high or self.value, operator, limit)}
        return MISSING if len(ends) == 2 else (YES if ends == {True} else NO)


def _holds(value: Decimal, operator: str, limit: Decimal) -> bool:
    return {
        "=": value == limit,
        "in": value == limit,
        "!=": value != limit,
        ">=": value >= limit,
        "<=": value <= limit,
        ">": value > limit,
        "<": value < limit,
    }[operator]


@dataclass(frozen=True, slots=True)
class Provider:
    """Who answers a code: its words, its unit ("" for yes or no) and the function (party, day) → Answer."""

    code: str
    label: Text
    unit: str
    fn: Callable[[Party, date], Answer]


providers: Slot[Provider] = Slot("people.evidence", "evidence code → who answers it")


def provide(code: str, label: Text, unit: str, fn: Callable[[Party, date], Answer]) -> None:
    """Declare that `fn(party, day)` answers `code`; ValueError when another room already does."""
    providers.fill(code, Provider(code, label, unit, fn))


def ask(code: str, party: Party, on: date) -> Answer:
    """The answer known for `party` on the day `on`; missing, with its reason, when no room provides the code."""
    provider = providers.get(code)
    if provider is None:
        return Answer(code, MISSING, reason=_("No record of the house answers this yet."))
    return provider.fn(party, on)


def known_codes() -> list[tuple[str, Text]]:
    """(code, label) of every evidence that somebody provides, by code; for forms that let one choose."""
    return sorted(((provider.code, provider.label) for provider in providers), key=lambda pair: pair[0])
