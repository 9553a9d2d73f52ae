"""Rows of funding, one aggregate a file."""

from wasl.spine.funding.models.agreement import Agreement, Amendment, Involvement
from wasl.spine.funding.models.budget import BudgetLine, BudgetVersion, ExchangeRate, LineLedger, SpendingRule
from wasl.spine.funding.models.payee import Payee, PayeeAccount
from wasl.spine.funding.models.payment import Payment, PaymentOrder, Receipt
from wasl.spine.funding.models.tranche import Condition, Tranche

__all__ = [
    "Agreement",
    "Amendment",
    "BudgetLine",
    "BudgetVersion",
    "Condition",
    "ExchangeRate",
    "Involvement",
    "LineLedger",
    "Payee",
    "PayeeAccount",
    "Payment",
    "PaymentOrder",
    "Receipt",
    "SpendingRule",
    "Tranche",
]
