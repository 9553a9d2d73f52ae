"""The award: from a decision to an agreement; at its signature, eligibility again and the business founded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.journeys import queries, rules
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.outcomes.ventures.actions import create_venture
from wasl.services.calls.actions import check_at_signature
from wasl.services.calls.enums import LegalIdea, Outcome
from wasl.services.calls.models import Application, Decision, EligibilityCheck
from wasl.services.calls.queries.eligibility import lines_of, shortcomings
from wasl.spine.funding.actions import TrancheSpec, When, create_agreement
from wasl.spine.funding.actions.specs import TrancheInput
from wasl.spine.funding.enums import Standard
from wasl.spine.funding.models import Agreement
from wasl.spine.funding.queries import grant_lines

REGISTRATION = When(evidence="venture_registered")
WITHOUT_REGISTRATION = (LegalIdea.NONE, LegalIdea.UNDECIDED)


def usual_tranches(amount: Decimal, legal_form: str) -> list[TrancheSpec]:
    """Two tranches with their usual conditions: registration (or quotes) first, invoices and a visit then."""
    first, second = rules.two_tranches(amount)
    start = When(standard=Standard.QUOTES) if legal_form in WITHOUT_REGISTRATION else REGISTRATION
    return [
        TrancheSpec(first, [start]),
        TrancheSpec(second, [When(standard=Standard.INVOICES), When(standard=Standard.VISIT)]),
    ]


def line_for(application: Application, on: date) -> str:
    """The budget line the call names, else the only grant line of that day's budget; "" where it must be chosen."""
    call = application.call
    if call.budget_line_code:
        return call.budget_line_code
    lines = grant_lines(call.programme_id, on)
    return lines[0].code if len(lines) == 1 else ""


@transaction.atomic
def award(
    *,
    by: Actor,
    application: Application,
    tranches: Sequence[TrancheInput] | None = None,
    line_code: str = "",
    signed_on: date | None = None,
) -> Agreement:
    """Prepare the agreement of a selected application: its amount, line, tranches, and who may not pay it.

    Without `tranches` the usual two; without `line_code` the call's line. With `signed_on` it is signed at once. Raises
    Refused; RuleBroken when nothing is granted, results are not published, or it already has its agreement.
    """
    Decision.objects.select_for_update(of=("self",)).filter(
        application=application
    ).first()  # held against a withdrawal
    decision = queries.decision_of(application)
    if decision is None:
        raise RuleBroken(_("This application was granted nothing."), code="not_selected")
    call = application.call
    if not call.is_announced:
        raise RuleBroken(_("The results of this call are not published yet."), code="not_announced")
    line = line_code or line_for(application, signed_on or decision.decided_on)
    if not line:
        raise RuleBroken(_("Choose the budget line."), field="line_code", code="no_line")
    return create_agreement(
        by=by,
        party=application.party,
        programme=call.programme,
        line_code=line,
        amount=decision.amount,
        tranches=tranches or usual_tranches(decision.amount, application.legal_form),
        office=application.office,
        signed_on=signed_on,
        strand=call.strand,
        title=application.title,
        source=decision,
        composition=queries.composition_of(application),
        involved=queries.involved_in(decision),
    )


def check_again(*, agreement: Agreement, by: Actor, on: date) -> None:
    """Before a signature: the applicant is still eligible on that day; RuleBroken with what is not met."""
    decision = queries.decision_behind(agreement)
    if decision is None:
        return
    check = check_at_signature(by=by, application=decision.application, on=on)
    if check.verdict != Outcome.YES:
        raise RuleBroken(
            _("Eligibility no longer holds on that day: %(reasons)s") % {"reasons": _reasons(check)},
            field="signed_on",
            code="not_eligible",
        )


def _reasons(check: EligibilityCheck) -> str:
    missing = shortcomings(lines_of(check.answers))
    return "; ".join(
        dict.fromkeys(line.text + (f" ({line.reason})" if line.reason else "") for line in missing)
    )


def found_business(*, agreement: Agreement, by: Actor, on: date) -> None:
    """After a signature: the applicant's business is founded, unless it has one already."""
    decision = queries.decision_behind(agreement)
    if decision is None or queries.standing_venture(decision.application) is not None:
        return
    application = decision.application
    create_venture(
        by=by,
        party=agreement.party,
        name=application.title,
        legal_form="none" if application.legal_form in WITHOUT_REGISTRATION else application.legal_form,
        office=agreement.office,
        on=on,
        sector=application.sector_id or "",
        strand=agreement.strand,
        programme=agreement.programme,
        source=agreement,
    )
