"""Who may read what until when, which step follows which, the figures of returns. Arithmetic only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from statistics import median

from wasl.services.referrals.enums import RECEIVED, WITH_RECEIVER, SharedField, Status

LONGEST_DAYS = 365
SOON = timedelta(days=14)  # how long before its last day a referral is shown as about to expire
CODE_LASTS = timedelta(minutes=30)
CODES_AN_HOUR = 3

# act → the states it starts from
PASSAGES: dict[str, tuple[str, ...]] = {
    "send": (Status.DRAFT,),
    "cancel": (Status.DRAFT,),
    "void": (Status.SENT, Status.ACCEPTED, Status.DECLINED, Status.DONE, Status.EXPIRED),
    "withdraw": (Status.SENT, Status.ACCEPTED, Status.DECLINED, Status.DONE, Status.EXPIRED),
    # A late answer may still be told to the sender; the institution itself no longer reads, so no longer answers.
    "accept": (Status.SENT, Status.EXPIRED),
    "decline": (Status.SENT, Status.EXPIRED),
    "outcome": (Status.ACCEPTED, Status.DONE),
    "renew": (
        Status.ACCEPTED, Status.DECLINED, Status.DONE, Status.EXPIRED, Status.WITHDRAWN, Status.CANCELLED,
        Status.VOIDED,
    ),
}  # fmt: skip


def may_pass(act: str, status: str) -> bool:
    """Whether an act is possible from this state."""
    return status in PASSAGES[act]


def readable(*, status: str, expires_on: date, on: date) -> bool:
    """Whether the institution reads the shared data on that day: sent, not over, its last day included."""
    return status in WITH_RECEIVER and on <= expires_on


def overdue(*, status: str, due_on: date | None, expires_on: date, on: date) -> bool:
    """Whether an answer is late: the day it was due has passed and it may still be given."""
    return status == Status.SENT and due_on is not None and due_on < on <= expires_on


def expiry_fault(expires_on: date, *, on: date) -> str:
    """Why a last day cannot stand ("past", "far"), or "": from that day on, within a year."""
    if expires_on < on:
        return "past"
    return "far" if expires_on > on + timedelta(days=LONGEST_DAYS) else ""


def fields_fault(fields: Collection[str], *, has_paper: bool) -> str:
    """Why these data cannot be shared ("none", "unknown", "paper", "number"), or "".

    A number is shared only beside its paper, a paper only where one was chosen.
    """
    if not fields:
        return "none"
    if set(fields) - set(SharedField.values):
        return "unknown"
    if SharedField.PAPER_NUMBER in fields and SharedField.PAPER not in fields:
        return "number"
    return "paper" if SharedField.PAPER in fields and not has_paper else ""


def in_order(fields: Collection[str]) -> list[str]:
    """The fields in the order of the closed list, each once."""
    return [code for code in SharedField.values if code in fields]


def was_received(outcome: str) -> bool:
    """Whether an outcome says that the institution received the person."""
    return outcome in RECEIVED


def median_days(spans: Sequence[int]) -> float | None:
    """The median of spans in days; None without any."""
    return float(median(spans)) if spans else None
