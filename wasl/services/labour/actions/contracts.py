"""A contract is drafted from a model, and changed until it is signed on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.labour import access
from wasl.services.labour.contracts import newest
from wasl.services.labour.enums import ContractKind
from wasl.services.labour.models import ContractDraft
from wasl.spine.cases.actions.checks import check_open, check_role
from wasl.spine.cases.models import Case

WORDS = ("employer", "employer_address", "represented_by", "worker", "job", "workplace", "other_terms")
NUMBERS = ("starts_on", "ends_on", "wage", "weekly_hours")


@transaction.atomic
def draft_contract(
    *,
    by: Actor,
    case: Case,
    kind: str,
    employer: str,
    worker: str,
    job: str,
    starts_on: date,
    wage: Decimal,
    weekly_hours: Decimal,
    ends_on: date | None = None,
    **words: str,
) -> ContractDraft:
    """Draft a contract from the model of its kind that holds on the first day; `wage` gross in MAD a month.

    `words`: employer_address, represented_by, workplace, other_terms. Refused unless `by` advises where the case is;
    RuleBroken on a closed case, an unknown kind, without a party or a job, or for dates and amounts that cannot be.
    What is merely odd (`queries.oddities_of`) is shown, never refused.
    """
    check_role(by, case, access.WRITERS)
    check_open(case)
    if kind not in ContractKind.values:
        raise RuleBroken(_("Choose one of the list."), field="kind", code="kind")
    draft = ContractDraft(case=case, kind=kind, model_version=newest(kind, starts_on).version)
    values: dict[str, Any] = {"employer": employer, "worker": worker, "job": job, **words}
    values |= {"starts_on": starts_on, "ends_on": ends_on, "wage": wage, "weekly_hours": weekly_hours}
    _write(draft, values)
    draft.authored_by(by)
    draft.save(force_insert=True)
    record(by=by, verb="labour.draft", object=draft, reason=kind, organisation=case.organisation_id)
    return draft


@transaction.atomic
def change_draft(*, by: Actor, draft: ContractDraft, expected: int, **values: Any) -> ContractDraft:
    """Write the terms anew; the version of the model stays. Conflict when somebody saved since `expected`."""
    check_role(by, draft.case, access.WRITERS)
    check_open(draft.case)
    _write(draft, values)
    draft.save_current(expected, [*WORDS, *NUMBERS])
    record(by=by, verb="labour.change_draft", object=draft, organisation=draft.case.organisation_id)
    return draft


def _write(draft: ContractDraft, values: dict[str, Any]) -> None:
    for name in WORDS:
        setattr(draft, name, str(values.get(name, "")).strip())
    for name in NUMBERS:
        setattr(draft, name, values.get(name))
    for name, message in (
        ("employer", _("Say who the employer is.")),
        ("worker", _("Say who works.")),
        ("job", _("Say what the work is.")),
    ):
        if not getattr(draft, name):
            raise RuleBroken(message, field=name, code=name)
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise RuleBroken(_("It cannot end before it begins."), field="ends_on", code="order")
    if draft.wage <= 0:
        raise RuleBroken(_("An amount above zero is needed."), field="wage", code="wage")
    if not 0 < draft.weekly_hours <= 84:
        raise RuleBroken(_("Between one and 84 hours a week."), field="weekly_hours", code="hours")
