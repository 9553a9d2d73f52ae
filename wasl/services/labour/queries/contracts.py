"""What is odd about the terms of a contract, with the legal number it is measured by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.procedures import queries as law
from wasl.base.procedures.rules import ParameterValue
from wasl.services.labour import rules
from wasl.services.labour.models import ContractDraft
from wasl.spine.people.enums import PartyKind

SMIG, MONTH, STIPEND = "smig_hour", "smig_month_hours", "idmaj_indemnity_min"
TEXTS: dict[str, str | Promise] = {
    "wage_low": _("The wage is under the minimum wage for these hours."),
    "stipend_low": _(
        "The stipend is under the lowest allowance of an insertion contract, taken as a reference."
    ),
    "no_end": _("A fixed-term contract needs a last day, or the event that ends it among the other terms."),
    "has_end": _("An open-ended contract has no last day."),
    "needs_visa": _(
        "A foreign worker needs the contract model of the ministry, with its visa: see the procedure."
    ),
    "national": _("A Moroccan needs no contract of a foreign worker."),
}


@dataclass(frozen=True, slots=True)
class Oddity:
    """What to look at again; `amount` in MAD a month and the parameter it comes from, where one measures it."""

    code: str
    text: str | Promise
    amount: Decimal | None = None
    value: ParameterValue | None = None


def minimum_wage(draft: ContractDraft) -> tuple[Decimal | None, ParameterValue | None]:
    """The minimum wage in MAD a month for the hours of the draft on its first day, and the hourly parameter."""
    known = law.parameters([SMIG, MONTH], draft.starts_on)
    hourly, month = known.get(SMIG), known.get(MONTH)
    if hourly is None or month is None:
        return None, None
    week = rules.full_week(month.value)
    return rules.minimum_for(hourly.value, month.value, draft.weekly_hours, week), hourly


def oddities_of(draft: ContractDraft) -> list[Oddity]:
    """What the adviser should look at again before printing; nothing here refuses. At most four queries."""
    minimum, hourly = minimum_wage(draft)
    floor = law.parameter(STIPEND, draft.starts_on)
    terms = rules.Terms(
        kind=draft.kind,
        wage=draft.wage,
        weekly_hours=draft.weekly_hours,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        national=_national(draft),
    )
    codes = rules.oddities(terms, minimum=minimum, stipend_floor=None if floor is None else floor.value)
    measured = {"wage_low": (minimum, hourly), "stipend_low": (floor.value if floor else None, floor)}
    return [Oddity(code, TEXTS[code], *measured.get(code, (None, None))) for code in codes]


def _national(draft: ContractDraft) -> bool:
    party = draft.case.party
    if party.kind != PartyKind.PERSON:
        return True
    return party.person.nationality_id in (None, "MA")
