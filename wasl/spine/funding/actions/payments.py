from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from wasl.base.accounts.access import separate
from wasl.base.audit import actions as audit
from wasl.base.documents import actions as documents
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.kernel.money import format_money
from wasl.kernel.ui import words
from wasl.spine.facts import actions as facts
from wasl.spine.funding import access, queries, rules
from wasl.spine.funding.actions.specs import Upload
from wasl.spine.funding.enums import AccountStatus, AgreementStatus, OrderStatus, TrancheStatus
from wasl.spine.funding.models import (
    Agreement,
    Involvement,
    Payee,
    PayeeAccount,
    Payment,
    PaymentOrder,
    Receipt,
    Tranche,
)


def _lock_tranche(pk: int) -> Tranche:
    rows = Tranche.objects.select_for_update(of=("self", "agreement"))
    return rows.select_related("agreement").get(pk=pk)


def _check_reach(by: Actor, agreement: Agreement, roles: tuple[str, ...]) -> None:
    check(
        by.may(
            roles,
            organisation=agreement.organisation_id,
            office=agreement.office_id,
            programme=agreement.programme_id,
        )
    )


def _check_not_involved(by: Actor, agreement: Agreement) -> None:
    """Who instructed the file or took part in the decision neither releases nor pays."""
    ids = Involvement.objects.filter(agreement=agreement).order_by().values_list("actor_id", flat=True)
    separate(by.id, list(ids), _("You instructed or decided this file: somebody else has to pay it."))


@transaction.atomic
def order_payment(
    *, by: Actor, tranche: Tranche, payee: Payee, amount: Decimal | None = None, purpose: str = ""
) -> PaymentOrder:
    """Ask for a payment on a tranche that is ready; `amount` in MAD, by default all that remains on it.

    Somebody else releases it. Raises Refused; RuleBroken when the agreement is not signed, conditions are missing, an
    order is already live, the payee has no confirmed account, or the amount passes what remains.
    """
    current = _lock_tranche(tranche.pk)
    agreement = current.agreement
    _check_reach(by, agreement, access.WRITERS)
    if agreement.status != AgreementStatus.SIGNED:
        raise RuleBroken(_("Money leaves only on a signed agreement."), code="not_signed")
    if current.status != TrancheStatus.READY:
        raise RuleBroken(_("The conditions of this tranche are not all met."), code="not_ready")
    if PaymentOrder.objects.live().filter(tranche=current).exists():
        raise RuleBroken(_("An order to pay is already open on this tranche."), code="live")
    asked = rules.remaining(current.amount, current.paid) if amount is None else amount
    _check_amount(current, asked)
    order = PaymentOrder.objects.create(
        tranche=current,
        payee=payee,
        account=_confirmed_account(payee, agreement),
        amount=asked,
        purpose=purpose,
        requested_at=clock.now(),
        requested_by_id=by.id,
        requested_by_label=by.label,
    )
    audit.record(by=by, verb="funding.order_payment", object=order, organisation=agreement.organisation_id)
    return order


def _check_amount(tranche: Tranche, amount: Decimal) -> None:
    if amount <= 0:
        raise RuleBroken(_("The amount is more than zero."), field="amount", code="amount")
    left = rules.remaining(tranche.amount, tranche.paid)
    if amount > left:
        raise RuleBroken(
            _("Only %(left)s remain on this tranche.") % {"left": format_money(left, "MAD")},
            field="amount",
            code="exceeds",
        )


def _confirmed_account(payee: Payee, agreement: Agreement) -> PayeeAccount:
    if payee.party_id != agreement.party_id:
        raise RuleBroken(_("This payee is not one of the beneficiary's."), field="payee", code="payee")
    account = PayeeAccount.objects.filter(payee=payee, status=AccountStatus.CONFIRMED).first()
    if account is None:
        raise RuleBroken(
            _("The account of this payee waits for a second person's confirmation."),
            field="payee",
            code="account",
        )
    return account


def _lock_order(order: PaymentOrder) -> PaymentOrder:
    rows = PaymentOrder.objects.select_for_update(of=("self", "tranche", "tranche__agreement"))
    return rows.select_related(
        "account",
        "payee",
        "tranche__agreement__party",
        "tranche__agreement__programme",
        "tranche__agreement__office",
        "tranche__agreement__strand",
    ).get(pk=order.pk)


def _check_usable(account: PayeeAccount, on: date) -> None:
    if account.status != AccountStatus.CONFIRMED or account.usable_from is None:
        raise RuleBroken(
            _("The account has changed since the order: refuse it and ask again."), code="changed"
        )
    if account.usable_from > on:
        raise RuleBroken(
            _("The account has just changed: payments are held until %(day)s.")
            % {"day": words.day(account.usable_from)},
            code="held",
        )


@transaction.atomic
def release_payment(*, by: Actor, order: PaymentOrder) -> PaymentOrder:
    """The second signature: the order may now be paid.

    Raises Refused for whoever asked for it, instructed the file or decided it; RuleBroken when it was answered already,
    or while a change of account holds payments.
    """
    current = _lock_order(order)
    agreement = current.tranche.agreement
    _check_reach(by, agreement, access.SIGNERS)
    separate(
        by.id, [current.requested_by_id], _("You asked for this payment: somebody else has to release it.")
    )
    _check_not_involved(by, agreement)
    if current.status != OrderStatus.REQUESTED:
        raise RuleBroken(_("This order has already been answered."), code="workflow")
    _check_usable(current.account, clock.today())
    _check_amount(current.tranche, current.amount)
    current.status = OrderStatus.RELEASED
    current.released_at, current.released_by_id, current.released_by_label = clock.now(), by.id, by.label
    current.save(update_fields=["status", "released_at", "released_by_id", "released_by_label"])
    audit.record(
        by=by, verb="funding.release_payment", object=current, organisation=agreement.organisation_id
    )
    return current


@transaction.atomic
def refuse_payment(*, by: Actor, order: PaymentOrder, reason: str) -> PaymentOrder:
    """Refuse or withdraw an order that is not paid yet; the tranche may be asked for again."""
    current = _lock_order(order)
    agreement = current.tranche.agreement
    _check_reach(by, agreement, access.WRITERS)
    if current.status not in (OrderStatus.REQUESTED, OrderStatus.RELEASED):
        raise RuleBroken(_("This order has already been answered."), code="workflow")
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="no_reason")
    current.status, current.refusal, current.refused_by_label = OrderStatus.REFUSED, reason, by.label
    current.save(update_fields=["status", "refusal", "refused_by_label"])
    audit.record(
        by=by,
        verb="funding.refuse_payment",
        object=current,
        reason=reason,
        organisation=agreement.organisation_id,
    )
    return current


@transaction.atomic
def record_payment(
    *,
    by: Actor,
    order: PaymentOrder,
    proof: Upload,
    paid_on: date | None = None,
    reference: str = "",
) -> Payment:
    """Record that a released order was paid on that day, with its proof (bank advice, signed receipt, invoice).

    The tranche, the agreement and the fact `paid` follow in the same transaction; a second call finds the order paid
    and is told so. Raises Refused for whoever instructed or decided the file; RuleBroken.
    """
    current = _lock_order(order)
    tranche = current.tranche
    agreement = tranche.agreement
    _check_reach(by, agreement, access.PAYERS)
    _check_not_involved(by, agreement)
    day = paid_on or clock.today()
    _check_payable(current, day)
    payment = _write_payment(by, current, agreement, day=day, proof=proof, reference=reference)
    _settle(current, tranche, agreement)
    facts.record(
        by=by,
        kind="paid",
        on=day,
        office=agreement.office,
        source=payment,
        party=agreement.party,
        strand=agreement.strand,
        programme=agreement.programme,
        amount_mad=payment.amount,
    )
    audit.record(by=by, verb="funding.record_payment", object=payment, organisation=agreement.organisation_id)
    return payment


def _write_payment(
    by: Actor, order: PaymentOrder, agreement: Agreement, *, day: date, proof: Upload, reference: str
) -> Payment:
    """The payment with its proof and what it weighs on the line, at the rate of its day."""
    rate = _rate(agreement, day)
    payment = Payment(
        order=order,
        paid_on=day,
        mode=order.payee.mode,
        amount=order.amount,
        line_rate=rate,
        line_amount=rules.derive(order.amount, rate),
        reference=reference,
        proof=documents.store(
            by=by,
            owner_kind="funding.agreement",
            owner_id=agreement.pk,
            kind="proof",
            upload=proof,
            field="proof",
        ),
    )
    payment.authored_by(by)
    payment.save()
    return payment


def _check_payable(order: PaymentOrder, day: date) -> None:
    if order.status == OrderStatus.PAID:
        raise RuleBroken(_("This order is already paid."), code="already")
    if order.status != OrderStatus.RELEASED or order.released_at is None:
        raise RuleBroken(_("This order still waits for its second signature."), code="workflow")
    if not order.released_at.astimezone(get_current_timezone()).date() <= day <= clock.today():
        raise RuleBroken(
            _("The day of payment lies between the second signature and today."),
            field="paid_on",
            code="dates",
        )
    _check_usable(order.account, day)
    _check_amount(order.tranche, order.amount)


def _rate(agreement: Agreement, day: date) -> Decimal:
    found = queries.rate_on(agreement.programme_id, agreement.line_currency, day)
    if found is None:
        raise RuleBroken(_("No exchange rate is known for the budget of this programme."), code="no_rate")
    return found.rate


def _settle(order: PaymentOrder, tranche: Tranche, agreement: Agreement) -> None:
    order.status = OrderStatus.PAID
    order.save(update_fields=["status"])
    tranche.paid += order.amount
    if tranche.paid == tranche.amount:
        tranche.status = TrancheStatus.PAID
    tranche.save(update_fields=["paid", "status"])
    agreement.paid += order.amount
    if agreement.paid == agreement.total:
        agreement.status = AgreementStatus.COMPLETED
    agreement.save(update_fields=["paid", "status"])


@transaction.atomic
def record_receipt(
    *,
    by: Actor,
    payment: Payment,
    received_by: str,
    received_on: date | None = None,
    signed: Upload | None = None,
) -> Receipt:
    """Write the beneficiary's receipt for a payment; once. `received_on` not before the payment."""
    agreement = Agreement.objects.get(tranches__orders__payment=payment)
    _check_reach(by, agreement, access.WRITERS)
    day = received_on or clock.today()
    if not received_by.strip():
        raise RuleBroken(_("Say who signed the receipt."), field="received_by", code="received_by")
    if not payment.paid_on <= day <= clock.today():
        raise RuleBroken(
            _("A receipt is signed once the payment is made."), field="received_on", code="dates"
        )
    if Receipt.objects.filter(payment=payment).exists():
        raise RuleBroken(_("This payment already has its receipt."), code="already")
    file = None
    if signed is not None:
        file = documents.store(
            by=by,
            owner_kind="funding.agreement",
            owner_id=agreement.pk,
            kind="receipt",
            upload=signed,
            field="signed",
        )
    receipt = Receipt(payment=payment, received_by=received_by.strip(), received_on=day, signed_file=file)
    receipt.authored_by(by)
    receipt.save()
    audit.record(by=by, verb="funding.record_receipt", object=receipt, organisation=agreement.organisation_id)
    return receipt
