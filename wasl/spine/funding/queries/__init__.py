"""Reads of funding: budgets and gauges, agreements, checks, evidence."""

from wasl.spine.funding.queries.budgets import (
    LineBalance,
    budget_total,
    committed_by_line,
    compare_versions,
    gauges,
    grant_lines,
    in_force,
    line_balance,
    line_balances,
    line_in_force,
    programmes_read,
    programmes_written,
    rate_on,
    version_lines,
)
from wasl.spine.funding.queries.checks import (
    expected_changes,
    expected_commitments,
    expected_payments,
    health,
    verify,
)
from wasl.spine.funding.queries.evidence import GRANTS, grants_received
from wasl.spine.funding.queries.files import (
    agreement_page,
    condition_label,
    next_step,
    payees_of,
    received_in_programme,
    same_account_elsewhere,
)

__all__ = [
    "GRANTS",
    "LineBalance",
    "agreement_page",
    "budget_total",
    "committed_by_line",
    "compare_versions",
    "condition_label",
    "expected_changes",
    "expected_commitments",
    "expected_payments",
    "gauges",
    "grant_lines",
    "grants_received",
    "health",
    "in_force",
    "line_balance",
    "line_balances",
    "line_in_force",
    "next_step",
    "payees_of",
    "programmes_read",
    "programmes_written",
    "rate_on",
    "received_in_programme",
    "same_account_elsewhere",
    "verify",
    "version_lines",
]
