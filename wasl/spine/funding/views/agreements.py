"""The list, the page of an agreement, and its steps: signature, conditions, amendment, end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.money import format_money
from wasl.kernel.tables import respond
from wasl.kernel.ui.components import StepLine
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.funding import access, actions, queries, slots
from wasl.spine.funding.enums import AccountStatus, AgreementStatus, TrancheStatus
from wasl.spine.funding.forms import AmendForm, ConditionForm, ReasonForm, SignForm, today_as
from wasl.spine.funding.models import Agreement, Condition, Payee, Tranche
from wasl.spine.funding.tables import TONES, AgreementTable
from wasl.spine.people import evidence


@page(access.may_read)
def agreements(request: Request) -> HttpResponseBase:
    """Agreements of the reader's offices and programmes."""
    rows = Agreement.objects.visible_to(request.actor).with_shown()
    return respond(request, AgreementTable, rows, title=_("Funding agreements"), on_export=_note_export)


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="funding.export", kind="funding.agreement", reason=f"{count}")


def found(request: Request, pk: int) -> Agreement:
    """The agreement, for those who may see it."""
    return get_object_or_404(Agreement.objects.visible_to(request.actor).with_shown(), pk=pk)


@page(access.may_read)
def agreement(request: Request, pk: int) -> HttpResponseBase:
    """Where the money stands, what each tranche waits for, who was paid."""
    rows = queries.agreement_page(Agreement.objects.visible_to(request.actor))
    current = get_object_or_404(rows, pk=pk)
    payees = list(queries.payees_of(current.party_id))
    record_read(by=request.actor, verb="funding.read", kind="people.party", object_ids=[current.party_id])
    context = {
        "agreement": current,
        "tone": TONES[current.status],
        "origin": _origin(request, current),
        "line": queries.line_in_force(
            current.programme_id, current.line_code, current.signed_on or clock.today()
        ),
        "line_rate": queries.rate_text(current.line_rate),
        "left": current.total - current.paid,
        "tranches": _tranches(request, current, payees),
        "steps": _steps(current),
        "payees": _payees(request, payees),
        "may_write": _may(request, current, access.WRITERS),
        "may_sign": _may(request, current, access.SIGNERS),
        "is_draft": current.status == AgreementStatus.DRAFT,
        "is_signed": current.status in (AgreementStatus.SIGNED, AgreementStatus.COMPLETED),
        "is_open": current.status == AgreementStatus.SIGNED,
    }
    return render(request, "funding/agreement.html", context)


def _may(request: Request, agreement: Agreement, roles: tuple[str, ...]) -> bool:
    return request.actor.may(
        roles,
        organisation=agreement.organisation_id,
        office=agreement.office_id,
        programme=agreement.programme_id,
    )


def _origin(request: Request, agreement: Agreement) -> slots.Origin | None:
    find = slots.origins.get(agreement.source_kind) if agreement.source_kind else None
    return find(request.actor, agreement.source_id) if find and agreement.source_id else None


def _steps(agreement: Agreement) -> list[StepLine]:
    """Signature, then each standing tranche; the first that is not done is the current one."""
    standing = [t for t in agreement.tranches.all() if t.status != TrancheStatus.CANCELLED]
    signed = agreement.status not in (AgreementStatus.DRAFT, AgreementStatus.CANCELLED)
    steps: list[tuple[str, bool]] = [(_("Signature"), signed)]
    for tranche in standing:
        name = _("Tranche %(number)s") % {"number": tranche.number}
        steps.append(
            (f"{name} · {format_money(tranche.amount, 'MAD')}", tranche.status == TrancheStatus.PAID)
        )
    current = next((place for place, (_label, done) in enumerate(steps) if not done), len(steps))
    return [
        StepLine(place + 1, label, "done" if done else "current" if place == current else "ahead")
        for place, (label, done) in enumerate(steps)
    ]


def _tranches(request: Request, agreement: Agreement, payees: list[Payee]) -> list[dict[str, Any]]:
    accounts = [account for payee in payees for account in payee.accounts.all()]
    return [
        {
            "tranche": tranche,
            "tone": TONES[tranche.status],
            "conditions": [_condition(condition) for condition in tranche.conditions.all()],
            "orders": [{"order": order, "tone": TONES[order.status]} for order in tranche.orders.all()],
            "next": queries.next_step(tranche, accounts)
            if agreement.status == AgreementStatus.SIGNED
            else "",
            "live": next((o for o in tranche.orders.all() if o.status in ("requested", "released")), None),
        }
        for tranche in agreement.tranches.all()
    ]


def _condition(condition: Condition) -> dict[str, Any]:
    reason = str(condition.answer.get("reason", "")) if condition.answer else ""
    return {
        "condition": condition,
        "label": queries.condition_label(condition),
        "reason": " · ".join(part for part in (reason, condition.note) if part),
    }


def _payees(request: Request, payees: list[Payee]) -> list[dict[str, Any]]:
    today = clock.today()
    return [
        {
            "payee": payee,
            "lines": [
                {
                    "account": account,
                    "tone": TONES[account.status],
                    "held": account.status == AccountStatus.CONFIRMED
                    and account.usable_from is not None
                    and account.usable_from > today,
                    "may_confirm": account.status == AccountStatus.PROPOSED
                    and account.proposed_by_id != request.actor.id,
                    "elsewhere": list(queries.same_account_elsewhere(account))
                    if account.status == AccountStatus.PROPOSED
                    else [],
                }
                for account in payee.accounts.all()
                if account.status in (AccountStatus.CONFIRMED, AccountStatus.PROPOSED)
            ],
        }
        for payee in payees
    ]


@page(access.may_sign)
def sign(request: Request, pk: int) -> HttpResponseBase:
    """Record the day both sides signed; the line is committed."""
    current = found(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.sign_agreement(by=request.actor, agreement=current, signed_on=data["signed_on"])
        return current.get_absolute_url()

    return form_page(
        request,
        SignForm,
        do=save,
        title=_("Signature of %(reference)s") % {"reference": current.reference},
        submit=_("Record the signature"),
        initial=today_as("signed_on"),
        cancel=current.get_absolute_url(),
        context={
            "intro": _("%(party)s, %(amount)s, line %(line)s. Signing commits the budget line.")
            % {
                "party": current.party.label,
                "amount": format_money(current.total, "MAD"),
                "line": current.line_code,
            }
        },
    )


@page(access.may_write)
def meet(request: Request, pk: int) -> HttpResponseBase:
    """Record that a condition is met, with its proof."""
    rows = Condition.objects.filter(tranche__in=Tranche.objects.visible_to(request.actor))
    condition = get_object_or_404(rows.select_related("tranche__agreement__party"), pk=pk)
    back = condition.tranche.agreement.get_absolute_url()

    def save(data: dict[str, Any]) -> str:
        actions.meet_condition(
            by=request.actor, condition=condition, on=data["on"], note=data["note"], proof=data["proof"]
        )
        return back

    return form_page(
        request,
        ConditionForm,
        do=save,
        title=queries.condition_label(condition),
        submit=_("Record that it is met"),
        initial=today_as("on"),
        cancel=back,
        context={"intro": _current_answer(condition)},
    )


def _current_answer(condition: Condition) -> str:
    if not condition.evidence:
        return ""
    answer = evidence.ask(condition.evidence, condition.tranche.agreement.party, clock.today())
    return _("Recorded today: %(answer)s") % {"answer": answer.reason or answer.value or answer.state}


@page(access.may_write)
def amend(request: Request, pk: int) -> HttpResponseBase:
    """Record a signed amendment: other amounts, one more tranche."""
    current = found(request, pk)
    made: list[AmendForm] = []

    class Form(AmendForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, agreement=current, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        form = made[-1]
        added = [(data["added"], [data["condition"]] if data["condition"] else [])] if data["added"] else []
        actions.amend_agreement(
            by=request.actor,
            agreement=current,
            change=form.change(),
            amounts=form.amounts(),
            added=added,
            reason=data["reason"],
            signed_on=data["signed_on"],
        )
        return current.get_absolute_url()

    return form_page(
        request,
        Form,
        do=save,
        title=_("Amendment of %(reference)s") % {"reference": current.reference},
        submit=_("Record the amendment"),
        initial=today_as("signed_on"),
        cancel=current.get_absolute_url(),
        context={
            "intro": _("The agreement is of %(total)s. It becomes the sum of the tranches below.")
            % {"total": format_money(current.total, "MAD")}
        },
    )


@page(access.may_write)
def end(request: Request, pk: int) -> HttpResponseBase:
    """End an agreement before its term; what is not paid is given back to the line."""
    current = found(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.end_agreement(by=request.actor, agreement=current, reason=data["reason"])
        return current.get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("End %(reference)s before its term") % {"reference": current.reference},
        submit=_("End the agreement"),
        cancel=current.get_absolute_url(),
        context={
            "intro": _("%(left)s not yet paid will be given back to the budget line.")
            % {"left": format_money(current.total - current.paid, "MAD")}
        },
    )


@page(access.may_write)
def cancel(request: Request, pk: int) -> HttpResponseBase:
    """Put away a draft that will not be signed."""
    current = found(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.cancel_agreement(by=request.actor, agreement=current, reason=data["reason"])
        return reverse("funding:agreements")

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Put away %(reference)s") % {"reference": current.reference},
        submit=_("Put away"),
        cancel=current.get_absolute_url(),
    )
