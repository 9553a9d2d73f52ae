"""What funding holds on a party, told to it: agreements, tranches, payments, how it is paid, with its papers."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from wasl.base.documents.models import File
from wasl.base.documents.queries import files_of_many
from wasl.kernel.actors import Actor
from wasl.spine.funding.models import (
    Agreement,
    Amendment,
    Condition,
    Payee,
    PayeeAccount,
    PaymentOrder,
    Receipt,
    Tranche,
)
from wasl.spine.people.models import CollectiveMember, Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding

AMOUNT, ON, STATUS = _("Amount (MAD)"), _("On"), _("Status")


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The agreements of the party and of the collectives it was in; how it is paid itself, numbers in full.

    The account of a collective may be that of another member: it is told to nobody here.
    """
    groups = CollectiveMember.objects.filter(person_id=party.pk).values_list("collective_id", flat=True)
    agreements = list(
        Agreement.objects.filter(party_id__in=[party.pk, *groups]).select_related("programme", "organisation")
    )
    yield told(
        "funding.agreements",
        _("Funding agreements"),
        agreements,
        {
            "title": _("Title"),
            "programme": _("Programme"),
            "organisation": _("Organisation"),
            "amount": AMOUNT,
            "total": _("With amendments (MAD)"),
            "paid": _("Paid (MAD)"),
            "status": STATUS,
            "signed_on": _("Signed on"),
            "ended_on": _("Ended on"),
            "collective": _("As a member of a collective"),
        },
        values={"collective": lambda row: row.party_id != party.pk},
        files=files_of_many("funding.agreement", [row.pk for row in agreements if row.party_id == party.pk]),
    )
    yield from _tranches([row.pk for row in agreements])
    yield _payments([row.pk for row in agreements])
    yield from _payees(party)


def _tranches(agreements: list[int]) -> Iterable[Holding]:
    yield told(
        "funding.amendments",
        _("Amendments"),
        Amendment.objects.filter(agreement__in=agreements).select_related("agreement"),
        {"agreement": _("Agreement"), "signed_on": ON, "change": AMOUNT, "reason": _("Reason")},
    )
    yield told(
        "funding.tranches",
        _("Tranches"),
        Tranche.objects.filter(agreement__in=agreements).select_related("agreement"),
        {
            "agreement": _("Agreement"),
            "number": _("Number"),
            "amount": AMOUNT,
            "paid": _("Paid (MAD)"),
            "due_on": _("Due on"),
            "status": STATUS,
        },
    )
    yield told(
        "funding.conditions",
        _("Conditions of the tranches"),
        Condition.objects.filter(tranche__agreement__in=agreements).select_related("tranche"),
        {"tranche": _("Tranche"), "text": _("Condition"), "met_on": _("Met on"), "note": _("Note")},
        values={"tranche": lambda row: row.tranche.number},
    )


def _payments(agreements: list[int]) -> Holding:
    orders = PaymentOrder.objects.filter(tranche__agreement__in=agreements)
    receipts = Receipt.objects.filter(payment__order__in=orders).select_related("signed_file")
    return told(
        "funding.payments",
        _("Payments"),
        orders.select_related("tranche", "payment__receipt"),
        {
            "tranche": _("Tranche"),
            "amount": AMOUNT,
            "purpose": _("Purpose"),
            "status": STATUS,
            "requested_at": _("Asked on"),
            "paid_on": _("Paid on"),
            "reference": _("Reference"),
            "received_on": _("Received on"),
        },
        values={
            "tranche": lambda row: row.tranche.number,
            "paid_on": lambda row: row.payment.paid_on if hasattr(row, "payment") else None,
            "reference": lambda row: row.payment.reference if hasattr(row, "payment") else "",
            "received_on": lambda row: (
                row.payment.receipt.received_on
                if hasattr(row, "payment") and hasattr(row.payment, "receipt")
                else None
            ),
        },
        files=[row.signed_file for row in receipts if row.signed_file is not None],
    )


def _payees(party: Party) -> Iterable[Holding]:
    payees = Payee.objects.filter(party=party)
    yield told(
        "funding.payees",
        _("How you are paid"),
        payees.select_related("organisation"),
        {"organisation": _("Organisation"), "mode": _("Way of payment"), "holder": _("In the name of")},
        files=files_of_many("funding.payee", list(payees.values_list("pk", flat=True))),
    )
    accounts = PayeeAccount.objects.filter(payee__in=payees).select_related("proof")
    yield told(
        "funding.accounts",
        _("Accounts on which you are paid"),
        accounts,
        {
            "account": _("Account"),
            "status": STATUS,
            "proposed_at": _("Given on"),
            "confirmed_at": _("Checked on"),
            "usable_from": _("Used from"),
        },
        files=_proofs(accounts),
    )


def _proofs(accounts: Iterable[PayeeAccount]) -> list[File]:
    return [row.proof for row in accounts if row.proof is not None]
