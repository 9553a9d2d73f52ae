from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit import actions as audit
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.facts import actions as facts
from wasl.spine.funding import access, queries, rules
from wasl.spine.funding.actions.agreements import add_tranches, commit_on_line, lock_agreement
from wasl.spine.funding.actions.specs import TrancheInput, TrancheSpec, as_tranche
from wasl.spine.funding.enums import LIVE_ORDERS, AgreementStatus, TrancheStatus
from wasl.spine.funding.models import Agreement, Amendment, PaymentOrder, Tranche
from wasl.spine.funding.rules import ZERO


def _message(fault: str) -> str:
    return {
        "unknown": _("A tranche named in the amendment does not exist."),
        "bound": _("A tranche cannot become smaller than what is paid or ordered on it."),
        "not_positive": _("Each tranche is more than zero."),
        "wrong_sum": _("After the amendment the tranches must sum to the new amount of the agreement."),
        "nothing": _("The amendment changes nothing."),
    }[fault]


@transaction.atomic
def amend_agreement(
    *,
    by: Actor,
    agreement: Agreement,
    change: Decimal,
    reason: str,
    signed_on: date | None = None,
    amounts: Mapping[int, Decimal] | None = None,
    added: Sequence[TrancheInput] = (),
) -> Amendment:
    """Record a signed amendment: `change` in MAD, new `amounts` of tranches by number, tranches `added`.

    The budget line is committed by the change at the rate frozen with the agreement. Raises Refused; RuleBroken when it
    is not signed, has no reason, the tranches would not sum, or something paid or ordered would be taken back.
    """
    current = lock_agreement(agreement)
    _check_amendable(by, current, reason)
    on = signed_on or clock.today()
    if current.signed_on is None or not current.signed_on <= on <= clock.today():
        raise RuleBroken(
            _("An amendment is signed after the agreement, and not in the future."),
            field="signed_on",
            code="dates",
        )
    tranches = list(current.tranches.order_by("number"))
    specs = [as_tranche(given) for given in added]
    plan = rules.plan_amendment(
        current.total, change, _as_now(tranches), dict(amounts or {}), [spec.amount for spec in specs]
    )
    if plan.fault:
        raise RuleBroken(_message(plan.fault), field="change", code=plan.fault)
    return _write(by, current, tranches, plan, change=change, reason=reason, on=on, added=specs)


def _check_amendable(by: Actor, agreement: Agreement, reason: str) -> None:
    check(
        access.may_prepare(
            by,
            organisation=agreement.organisation_id,
            office=agreement.office_id,
            programme=agreement.programme_id,
        )
    )
    if agreement.status not in (AgreementStatus.SIGNED, AgreementStatus.COMPLETED):
        raise RuleBroken(_("Only a signed agreement can be amended."), code="workflow")
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="no_reason")


def _as_now(tranches: Sequence[Tranche]) -> list[rules.TrancheNow]:
    live = PaymentOrder.objects.filter(tranche__in=[t.pk for t in tranches], status__in=LIVE_ORDERS)
    ordered = dict(live.order_by().values_list("tranche_id", "amount"))
    return [
        rules.TrancheNow(
            t.number, t.amount, t.paid + ordered.get(t.pk, ZERO), t.status == TrancheStatus.CANCELLED
        )
        for t in tranches
    ]


def _schedule(tranches: Sequence[Tranche]) -> dict[str, str]:
    return {str(t.number): str(t.amount) for t in tranches if t.status != TrancheStatus.CANCELLED}


def _write(
    by: Actor,
    agreement: Agreement,
    tranches: list[Tranche],
    plan: rules.Plan,
    *,
    change: Decimal,
    reason: str,
    on: date,
    added: Sequence[TrancheSpec],
) -> Amendment:
    before = _schedule(tranches)
    line_change = _commit_change(agreement, change, on)
    for tranche in tranches:
        if tranche.number in plan.amounts:
            _set_amount(tranche, plan.amounts[tranche.number])
    first = max((t.number for t in tranches), default=0) + 1
    tranches += add_tranches(agreement, added, first)
    agreement.total += change
    done = agreement.paid == agreement.total
    agreement.status = AgreementStatus.COMPLETED if done else AgreementStatus.SIGNED
    agreement.save(update_fields=["total", "status"])
    amendment = Amendment(
        agreement=agreement,
        number=agreement.amendments.count() + 1,
        signed_on=on,
        change=change,
        line_change=line_change,
        reason=reason,
        before=before,
        after=_schedule(tranches),
    )
    amendment.authored_by(by)
    amendment.save()
    if change:
        _record_change(by, agreement, amendment)
    audit.record(by=by, verb="funding.amend_agreement", object=agreement, reason=reason)
    return amendment


def _commit_change(agreement: Agreement, change: Decimal, on: date) -> Decimal:
    if not change or agreement.line_rate is None:
        return ZERO
    line = queries.line_in_force(agreement.programme_id, agreement.line_code, on)
    if line is None:
        raise RuleBroken(_("The budget in force on that day no longer has this line."), code="no_line")
    line_change = rules.derive(change, agreement.line_rate)
    commit_on_line(agreement, line, line_change, on)
    return line_change


def _set_amount(tranche: Tranche, amount: Decimal) -> None:
    tranche.amount = amount
    if amount == 0:
        tranche.status = TrancheStatus.CANCELLED
    elif tranche.paid == amount:
        tranche.status = TrancheStatus.PAID
    elif tranche.status == TrancheStatus.PAID:
        tranche.status = TrancheStatus.READY
    tranche.save(update_fields=["amount", "status"])


def _record_change(by: Actor, agreement: Agreement, amendment: Amendment) -> None:
    """The money of the change; quantity 0, because it is no further agreement."""
    facts.record(
        by=by,
        kind="committed",
        on=amendment.signed_on,
        office=agreement.office,
        source=amendment,
        party=agreement.party,
        strand=agreement.strand,
        programme=agreement.programme,
        quantity=0,
        amount_mad=amendment.change,
    )


@transaction.atomic
def end_agreement(
    *, by: Actor, agreement: Agreement, reason: str, signed_on: date | None = None
) -> Agreement:
    """End an agreement before its term: what is not paid is given back to the line; nothing more will be paid on it.

    Raises as amend_agreement; RuleBroken too while an order is still live, or when everything is paid already.
    """
    current = lock_agreement(agreement)
    tranches = list(current.tranches.exclude(status=TrancheStatus.CANCELLED).order_by("number"))
    if PaymentOrder.objects.live().filter(tranche__in=[t.pk for t in tranches]).exists():
        raise RuleBroken(
            _("An order to pay is still open on this agreement: pay or refuse it first."), code="live"
        )
    amend_agreement(
        by=by,
        agreement=current,
        change=current.paid - current.total,
        reason=reason,
        signed_on=signed_on,
        amounts={t.number: t.paid for t in tranches},
    )
    current.refresh_from_db()
    current.status = AgreementStatus.TERMINATED
    current.ended_on = signed_on or clock.today()
    current.save(update_fields=["status", "ended_on"])
    audit.record(by=by, verb="funding.end_agreement", object=current, reason=reason)
    return current
