"""Orders to pay: asked, released by somebody else, paid with a proof, received."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.money import format_money
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.funding import access, actions, queries
from wasl.spine.funding.enums import AccountStatus, OrderStatus
from wasl.spine.funding.forms import OrderForm, PaymentForm, ReasonForm, ReceiptForm, today_as
from wasl.spine.funding.models import Payment, PaymentOrder, Tranche
from wasl.spine.funding.tables import TONES, OrderTable


@page(access.may_read)
def orders(request: Request) -> HttpResponseBase:
    """Orders of the reader's offices and programmes."""
    rows = PaymentOrder.objects.visible_to(request.actor).with_shown()
    return respond(request, OrderTable, rows, title=_("Payment orders"), on_export=_note_export)


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="funding.export", kind="funding.paymentorder", reason=f"{count}")


def _order(request: Request, pk: int) -> PaymentOrder:
    return get_object_or_404(PaymentOrder.objects.visible_to(request.actor).with_shown(), pk=pk)


def _page(order: PaymentOrder) -> str:
    return reverse("funding:order", args=[order.pk])


@page(access.may_read)
def order(request: Request, pk: int) -> HttpResponseBase:
    """One order: to whom, how much, on which account, who signed."""
    current = _order(request, pk)
    agreement = current.tranche.agreement
    record_read(by=request.actor, verb="funding.read", kind="people.party", object_ids=[agreement.party_id])
    signers = PaymentOrder.objects.to_sign_by(request.actor).filter(pk=current.pk)
    involved = any(one.actor_id == request.actor.id for one in agreement.involvements.all())
    account = current.account
    context = {
        "order": current,
        "agreement": agreement,
        "tone": TONES[current.status],
        "account": account,
        "held": account.usable_from is not None and account.usable_from > clock.today(),
        "account_changed": account.status != AccountStatus.CONFIRMED and current.status != OrderStatus.PAID,
        "may_release": access.may_sign(request.actor) and signers.exists(),
        "may_refuse": access.may_write(request.actor) and current.status in ("requested", "released"),
        "may_pay": access.may_pay(request.actor) and current.status == OrderStatus.RELEASED and not involved,
        "is_mine": current.status == OrderStatus.REQUESTED and current.requested_by_id == request.actor.id,
        "payment": getattr(current, "payment", None),
        "receipt": getattr(getattr(current, "payment", None), "receipt", None),
        "may_write": access.may_write(request.actor),
    }
    return render(request, "funding/order.html", context)


@page(access.may_write)
def order_payment(request: Request, pk: int) -> HttpResponseBase:
    """Ask for a payment on a tranche."""
    rows = Tranche.objects.visible_to(request.actor).select_related("agreement__party")
    tranche = get_object_or_404(rows, pk=pk)
    payees = [
        payee
        for payee in queries.payees_of(tranche.agreement.party_id)
        if any(account.status == AccountStatus.CONFIRMED for account in payee.accounts.all())
    ]

    def save(data: dict[str, Any]) -> str:
        made = actions.order_payment(by=request.actor, tranche=tranche, **data)
        return _page(made)

    return form_page(
        request,
        OrderForm,
        do=save,
        title=_("Ask for the payment of tranche %(number)s") % {"number": tranche.number},
        submit=_("Ask for this payment"),
        form_kwargs={"tranche": tranche, "payees": payees},
        cancel=tranche.agreement.get_absolute_url(),
        context={
            "intro": _(
                "%(left)s remain on this tranche of %(party)s. Somebody else will release the payment."
            )
            % {"left": format_money(tranche.remaining, "MAD"), "party": tranche.agreement.party.label}
        },
    )


@page(access.may_sign)
@require_POST
def release(request: Request, pk: int) -> HttpResponseBase:
    """The second signature."""
    current = _order(request, pk)
    try:
        actions.release_payment(by=request.actor, order=current)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect(_page(current))


@page(access.may_write)
def refuse(request: Request, pk: int) -> HttpResponseBase:
    """Refuse or withdraw an order, with the reason."""
    current = _order(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.refuse_payment(by=request.actor, order=current, reason=data["reason"])
        return _page(current)

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Refuse %(reference)s") % {"reference": current.reference},
        submit=_("Refuse this order"),
        cancel=_page(current),
    )


@page(access.may_pay)
def record_payment(request: Request, pk: int) -> HttpResponseBase:
    """Record that a released order was paid, with its proof."""
    current = _order(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.record_payment(by=request.actor, order=current, **data)
        return _page(current)

    return form_page(
        request,
        PaymentForm,
        do=save,
        title=_("Payment of %(reference)s") % {"reference": current.reference},
        submit=_("Record the payment"),
        initial=today_as("paid_on"),
        cancel=_page(current),
        context={
            "intro": _("%(amount)s to %(holder)s, %(mode)s.")
            % {
                "amount": format_money(current.amount, "MAD"),
                "holder": current.payee.holder,
                "mode": current.payee.get_mode_display(),
            }
        },
    )


@page(access.may_write)
def receipt(request: Request, pk: int) -> HttpResponseBase:
    """The beneficiary's receipt for a payment."""
    orders = PaymentOrder.objects.visible_to(request.actor)
    rows = Payment.objects.filter(order__in=orders).select_related("order__payee")
    payment = get_object_or_404(rows, pk=pk)

    def save(data: dict[str, Any]) -> str:
        actions.record_receipt(by=request.actor, payment=payment, **data)
        return _page(payment.order)

    return form_page(
        request,
        ReceiptForm,
        do=save,
        title=_("Receipt for %(amount)s") % {"amount": format_money(payment.amount, "MAD")},
        submit=_("Record the receipt"),
        initial={"received_by": payment.order.payee.holder, **today_as("received_on")},
        cancel=_page(payment.order),
    )
