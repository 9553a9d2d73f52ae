from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum

from wasl.kernel.crypto import blind_index
from wasl.spine.funding.enums import COMMITTING, AccountStatus
from wasl.spine.funding.models import Agreement, Condition, Payee, PayeeAccount, PaymentOrder, Tranche
from wasl.spine.funding.models.agreement import AgreementQuerySet
from wasl.spine.funding.rules import ZERO, cents, tidy_account
from wasl.spine.people import evidence

ACCOUNT_PURPOSE = "funding.account"


def account_index(account: str) -> str:
    """The blind index by which two payees with one account are found."""
    return blind_index(tidy_account(account), ACCOUNT_PURPOSE)


def agreement_page(agreements: AgreementQuerySet) -> AgreementQuerySet:
    """Agreements with everything their page shows: tranches, conditions, orders, payments, receipts, amendments."""
    orders = PaymentOrder.objects.select_related("payee", "account", "payment__proof", "payment__receipt")
    tranches = Tranche.objects.order_by("number").prefetch_related(
        "conditions__proof", Prefetch("orders", queryset=orders.order_by("pk"))
    )
    return agreements.with_shown().prefetch_related(
        Prefetch("tranches", queryset=tranches), "amendments", "involvements"
    )


def payees_of(party_id: int) -> QuerySet[Payee]:
    """Payees registered for a beneficiary, with their accounts, the newest first."""
    accounts = PayeeAccount.objects.order_by("-pk")
    return Payee.objects.filter(party_id=party_id).prefetch_related(Prefetch("accounts", queryset=accounts))


def same_account_elsewhere(account: PayeeAccount) -> QuerySet[Payee]:
    """Payees of other beneficiaries that carry the same account: to be looked at, never refused by itself."""
    if not account.account_index:
        return Payee.objects.none()
    others = Payee.objects.filter(accounts__account_index=account.account_index).select_related("party")
    return others.exclude(party_id=account.payee.party_id).order_by("pk").distinct()


def received_in_programme(party_id: int, programme_id: int, on: date) -> Decimal:
    """What the party was granted in the programme up to that day, amendments included, in the lines' currency."""
    signed = Agreement.objects.filter(
        party_id=party_id, programme_id=programme_id, status__in=COMMITTING, signed_on__lte=on
    )
    first = signed.aggregate(total=Sum("line_amount"))["total"] or ZERO
    changed = signed.aggregate(total=Sum("amendments__line_change"))["total"] or ZERO
    return cents(first + changed)


def next_step(tranche: Tranche, accounts: list[PayeeAccount]) -> str:
    """What the tranche waits for: conditions, payee, order, signature, payment, or "" when nothing more is to do.

    `accounts` are the confirmed accounts of the beneficiary's payees. Expects prefetched conditions and orders.
    """
    if tranche.status in ("paid", "cancelled"):
        return ""
    orders = {order.status for order in tranche.orders.all()}
    if "released" in orders:
        return "payment"
    if "requested" in orders:
        return "signature"
    if tranche.status == "waiting":
        return "conditions"
    return "order" if any(a.status == AccountStatus.CONFIRMED for a in accounts) else "payee"


def condition_label(condition: Condition) -> str:
    """The sentence, or the words of the evidence that is asked."""
    if not condition.evidence:
        return str(condition)
    provider = evidence.providers.get(condition.evidence)
    label = str(provider.label) if provider else condition.evidence
    return f"{label} ≥ {condition.at_least:f}" if condition.at_least is not None else label
