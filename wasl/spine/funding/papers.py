"""What funding prints: the agreement and the receipt, in French, Arabic or English, set by the house's letter."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.money import format_money
from wasl.kernel.pdf import render
from wasl.kernel.ui import words
from wasl.spine.funding import queries
from wasl.spine.funding.enums import TrancheStatus
from wasl.spine.funding.models import Agreement, Payment, Tranche

PLAIN = "plain.typ"


def _letterhead(agreement: Agreement) -> dict[str, object]:
    office = agreement.office
    return {
        "name": agreement.organisation.label,
        "lines": [office.name, office.address, office.phone],
        "footer": agreement.programme.label,
    }


def agreement_paper(agreement: Agreement, *, language: str) -> bytes:
    """The funding agreement as a PDF: parties, amount, tranches with their conditions, obligations, places to sign.

    Expects tranches with their conditions, as `queries.agreement_page` gives them.
    """
    with translation.override(language):
        standing = [t for t in agreement.tranches.all() if t.status != TrancheStatus.CANCELLED]
        data = {
            "letterhead": _letterhead(agreement),
            "marks": {
                "reference": agreement.reference,
                "place_date": words.day(agreement.signed_on, long=True),
            },
            "title": _("Funding agreement %(reference)s") % {"reference": agreement.reference},
            "opening": [
                _(
                    "Between %(organisation)s, hereafter the organisation, and %(party)s, hereafter the beneficiary, "
                    "the following is agreed."
                )
                % {"organisation": _iso(agreement.organisation.label), "party": _iso(agreement.party.label)}
            ],
            "facts": [
                [_("Beneficiary"), agreement.party.label],
                [_("Project"), agreement.title or words.NOTHING],
                [_("Programme"), agreement.programme.label],
                [_("Amount"), format_money(agreement.total, "MAD")],
                [_("Budget line"), _line(agreement)],
                [_("Signed on"), words.day(agreement.signed_on, long=True)],
            ],
            "table": {
                "head": [_("Tranche and conditions"), _("Amount")],
                "rows": [[_tranche(t), format_money(t.amount, "MAD")] for t in standing],
                "total": [_("Total"), format_money(agreement.total, "MAD")],
            },
            "closing": _obligations(agreement),
            "signatures": [_("For the organisation"), _("The beneficiary")],
        }
    return render(PLAIN, data, language=language)


def _iso(name: str) -> str:
    """The name set apart, so that a line of the other script keeps its order."""
    return f"\u2068{name}\u2069"


def _line(agreement: Agreement) -> str:
    """The words of the budget line on the day of the signature, else its code."""
    on = agreement.signed_on or clock.today()
    line = queries.line_in_force(agreement.programme_id, agreement.line_code, on)
    return line.label if line else agreement.line_code


def _tranche(tranche: Tranche) -> str:
    conditions = " · ".join(queries.condition_label(condition) for condition in tranche.conditions.all())
    number = _("Tranche %(number)s") % {"number": tranche.number}
    return f"{number}: {conditions}" if conditions else f"{number}: " + _("at signature")


def _obligations(agreement: Agreement) -> list[str]:
    own = [agreement.composition_rule] if agreement.composition_rule else []
    return [
        *own,
        _(
            "The money is used for the project described above. The beneficiary keeps the invoices, accepts visits, "
            "reports turnover and jobs at each follow-up, and does not sell the equipment bought."
        ),
        _(
            "Each tranche is paid once its conditions are met. An amendment signed by both sides may change the "
            "amount or the tranches. What is not used is given back."
        ),
    ]


def receipt_paper(payment: Payment, *, language: str) -> bytes:
    """The receipt for a payment as a PDF, to be signed by whoever received it."""
    order = payment.order
    agreement = order.tranche.agreement
    with translation.override(language):
        data = {
            "letterhead": _letterhead(agreement),
            "marks": {"reference": order.reference, "place_date": words.day(payment.paid_on, long=True)},
            "title": _("Receipt"),
            "opening": [
                _("%(holder)s acknowledges having received %(amount)s.")
                % {"holder": _iso(order.payee.holder), "amount": format_money(payment.amount, "MAD")}
            ],
            "facts": [
                [_("Beneficiary"), agreement.party.label],
                [_("Agreement"), agreement.reference],
                [_("Tranche"), str(order.tranche.number)],
                [_("Means of payment"), str(payment.get_mode_display())],
                [_("For"), order.purpose or words.NOTHING],
                [_("Reference"), payment.reference or words.NOTHING],
                [_("Paid on"), words.day(payment.paid_on, long=True)],
            ],
            "signatures": [_("Received by"), _("For the organisation")],
        }
    return render(PLAIN, data, language=language)
