"""Screens of funding."""

from wasl.spine.funding.views.accounts import change_account, confirm_account, refuse_account, register_payee
from wasl.spine.funding.views.agreements import agreement, agreements, amend, cancel, end, meet, sign
from wasl.spine.funding.views.budgets import add_rate, amend_budget, budget, budgets
from wasl.spine.funding.views.papers import agreement_pdf, receipt_pdf
from wasl.spine.funding.views.payments import (
    order,
    order_payment,
    orders,
    receipt,
    record_payment,
    refuse,
    release,
)

__all__ = [
    "add_rate",
    "agreement",
    "agreement_pdf",
    "agreements",
    "amend",
    "amend_budget",
    "budget",
    "budgets",
    "cancel",
    "change_account",
    "confirm_account",
    "end",
    "meet",
    "order",
    "order_payment",
    "orders",
    "receipt",
    "receipt_pdf",
    "record_payment",
    "refuse",
    "refuse_account",
    "register_payee",
    "release",
    "sign",
]
