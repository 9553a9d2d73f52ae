from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from wasl.kernel.frames import Finding
from wasl.spine.facts.rules import Expected
from wasl.spine.funding import rules
from wasl.spine.funding.enums import COMMITTING, OrderStatus, TrancheStatus
from wasl.spine.funding.models import Agreement, Amendment, LineLedger, Payment, PaymentOrder, Tranche
from wasl.spine.funding.queries.budgets import committed_by_line
from wasl.spine.funding.rules import ZERO


def verify() -> list[rules.Fault]:
    """Every broken promise about money, none in a sound installation.

    schedule: standing tranches that do not sum to the agreement's total. total: a total that is not the first amount
    with its amendments. tranche_paid, agreement_paid: what is paid differs from the payments. order: an order paid
    without a payment, or a payment of another amount. ledger: a line's commitments differ from its agreements.
    """
    return [*_schedules(), *_payments(), *_orders(), *_ledgers()]


def _sums(
    rows: QuerySet[Tranche] | QuerySet[Amendment] | QuerySet[Payment], key: str, what: str
) -> dict[int, Decimal]:
    found = rows.order_by().values_list(key).annotate(total=Sum(what))
    return {pk: rules.cents(Decimal(total)) for pk, total in found}


def _schedules() -> Iterable[rules.Fault]:
    planned = _sums(Tranche.objects.exclude(status=TrancheStatus.CANCELLED), "agreement_id", "amount")
    changes = _sums(Amendment.objects.all(), "agreement_id", "change")
    for pk, amount, total in Agreement.objects.order_by("pk").values_list("pk", "amount", "total"):
        if planned.get(pk, ZERO) != total:
            yield rules.Fault("schedule", f"agreement {pk}", f"{planned.get(pk, ZERO)} ≠ {total}")
        if amount + changes.get(pk, ZERO) != total:
            yield rules.Fault("total", f"agreement {pk}", f"{amount + changes.get(pk, ZERO)} ≠ {total}")


def _payments() -> Iterable[rules.Fault]:
    by_tranche = _sums(Payment.objects.all(), "order__tranche_id", "amount")
    for pk, paid in Tranche.objects.order_by("pk").values_list("pk", "paid"):
        if by_tranche.get(pk, ZERO) != paid:
            yield rules.Fault("tranche_paid", f"tranche {pk}", f"{by_tranche.get(pk, ZERO)} ≠ {paid}")
    by_agreement = _sums(Payment.objects.all(), "order__tranche__agreement_id", "amount")
    for pk, paid in Agreement.objects.order_by("pk").values_list("pk", "paid"):
        if by_agreement.get(pk, ZERO) != paid:
            yield rules.Fault("agreement_paid", f"agreement {pk}", f"{by_agreement.get(pk, ZERO)} ≠ {paid}")


def _orders() -> Iterable[rules.Fault]:
    paid = Q(status=OrderStatus.PAID)
    wrong = PaymentOrder.objects.annotate(left=Coalesce("payment__amount", ZERO)).filter(
        (paid & ~Q(left=F("amount"))) | (~paid & Q(payment__isnull=False))
    )
    for order in wrong.order_by("pk"):
        yield rules.Fault("order", f"order {order.pk}")


def _ledgers() -> Iterable[rules.Fault]:
    stands = {(row.programme_id, row.code): row.committed for row in LineLedger.objects.all()}
    signed = Agreement.objects.filter(status__in=COMMITTING).order_by("programme_id")
    programmes = {programme for programme, _code in stands} | set(
        signed.values_list("programme_id", flat=True).distinct()
    )
    found: dict[tuple[int, str], Decimal] = {}
    for programme in sorted(programmes):
        for code, amount in committed_by_line(programme).items():
            found[programme, code] = amount
    for key in sorted(set(stands) | set(found)):
        if stands.get(key, ZERO) != found.get(key, ZERO):
            yield rules.Fault("ledger", f"programme {key[0]} line {key[1]}")


def expected_commitments() -> Iterable[Expected]:
    """The facts that the signatures of agreements should have left."""
    rows = Agreement.objects.committing().order_by("pk")
    for pk, party, on, amount in rows.values_list("pk", "party_id", "signed_on", "amount").iterator():
        assert on is not None  # a committing agreement is dated, says the database
        yield Expected("funding.agreement", pk, "committed", on, party, Decimal(1), amount)


def expected_changes() -> Iterable[Expected]:
    """The facts of amendments that change an amount: no further agreement, only its money."""
    rows = Amendment.objects.exclude(change=0).order_by("pk")
    for pk, party, on, change in rows.values_list(
        "pk", "agreement__party_id", "signed_on", "change"
    ).iterator():
        yield Expected("funding.amendment", pk, "committed", on, party, Decimal(0), change)


def expected_payments() -> Iterable[Expected]:
    """The facts that payments should have left."""
    rows = Payment.objects.order_by("pk")
    values = rows.values_list("pk", "order__tranche__agreement__party_id", "paid_on", "amount")
    for pk, party, on, amount in values.iterator():
        yield Expected("funding.payment", pk, "paid", on, party, Decimal(1), amount)


def health() -> Finding:
    """Whether every promise about money holds, for `wasl check`."""
    faults = verify()
    if not faults:
        return Finding(ok=True, text=_("Agreements, tranches, payments and budget lines agree"))
    return Finding(
        ok=False,
        text=_("%(count)d faults in the money") % {"count": len(faults)},
        details=tuple(f"{fault.code}: {fault.line} {fault.detail}".strip() for fault in faults[:20]),
    )
