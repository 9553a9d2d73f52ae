"""Writes of funding: budgets, agreements, payees, payments. Keyword-only, in one transaction each."""

from wasl.spine.funding.actions.agreements import (
    cancel_agreement,
    create_agreement,
    meet_condition,
    sign_agreement,
)
from wasl.spine.funding.actions.amendments import amend_agreement, end_agreement
from wasl.spine.funding.actions.budgets import amend_budget, record_rate, set_rule, sign_budget
from wasl.spine.funding.actions.payees import change_account, confirm_account, refuse_account, register_payee
from wasl.spine.funding.actions.payments import (
    order_payment,
    record_payment,
    record_receipt,
    refuse_payment,
    release_payment,
)
from wasl.spine.funding.actions.specs import Involved, LineSpec, TrancheSpec, When

__all__ = [
    "Involved",
    "LineSpec",
    "TrancheSpec",
    "When",
    "amend_agreement",
    "amend_budget",
    "cancel_agreement",
    "change_account",
    "confirm_account",
    "create_agreement",
    "end_agreement",
    "meet_condition",
    "order_payment",
    "record_payment",
    "record_rate",
    "record_receipt",
    "refuse_account",
    "refuse_payment",
    "register_payee",
    "release_payment",
    "set_rule",
    "sign_agreement",
    "sign_budget",
]
