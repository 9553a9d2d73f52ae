"""The conditions of a procedure, each with what is known of the party and the number the law gives today.

Nothing here refuses: what is not met, missing or not confirmed is said, and the adviser decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.http import urlencode

from wasl.base.documents.enums import Compartment
from wasl.base.procedures.models import Condition, Procedure
from wasl.base.procedures.queries import parameters
from wasl.base.procedures.rules import ParameterValue
from wasl.kernel.actors import Actor
from wasl.spine.people import access as people_access
from wasl.spine.people import evidence
from wasl.spine.people.evidence import MISSING, NO, YES, Answer
from wasl.spine.people.models import Party
from wasl.spine.rights import queries as rights

# Answers drawn from what is kept apart on the stay of a person.
OF_THE_STAY = ("residence_status", "residence_regular")
TONES = {YES: "success", NO: "attention", MISSING: "neutral", evidence.VALUE: "info"}


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition, the number it speaks of as it holds on the day, and the answer of the records of the house.

    `verdict` is yes, no or missing where evidence and number are compared, or the state of the answer; "" where no
    record is asked. `apart` says that the answer is kept apart; `gate` is then where it is opened, "" for who may not.
    """

    row: Condition
    value: ParameterValue | None
    answer: Answer | None
    verdict: str
    apart: bool = False
    gate: str = ""

    @property
    def tone(self) -> str:
        return TONES.get(self.verdict, "neutral")


def conditions_of(
    actor: Actor, party: Party, procedure: Procedure, on: date, *, here: str = ""
) -> list[ConditionLine]:
    """The conditions of this version for the party on that day, as this reader may see them.

    `here` is the address to come back to once a compartment has been opened.
    """
    rows: Sequence[Condition] = list(procedure.conditions.all())
    values = parameters({row.parameter for row in rows} - {""}, on)
    gate = _gate(actor, party, here) if any(row.evidence in OF_THE_STAY for row in rows) else None
    return [_line(row, values.get(row.parameter), party, on, gate) for row in rows]


def _gate(actor: Actor, party: Party, here: str) -> str | None:
    """Where the stay is opened for this reader: None while it stands open to them, "" where they may not open it."""
    if actor.is_system:
        return None
    if not actor.has(*people_access.RESIDENCE) or not rights.reached_by(actor, party.pk, Compartment.STATUS):
        return ""
    gate = rights.gate(actor, party.pk, Compartment.STATUS)
    return None if gate is None else f"{gate}?{urlencode({'next': here})}"


def _line(
    row: Condition, value: ParameterValue | None, party: Party, on: date, gate: str | None
) -> ConditionLine:
    if not row.evidence:
        return ConditionLine(row, value, None, "")
    if row.evidence in OF_THE_STAY and gate is not None:
        return ConditionLine(row, value, None, "", apart=True, gate=gate)
    answer = evidence.ask(row.evidence, party, on)
    if row.operator and value is not None:
        return ConditionLine(row, value, answer, answer.compare(row.operator, str(value.value)))
    return ConditionLine(row, value, answer, answer.state)
