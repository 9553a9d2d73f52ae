"""Writes of the room."""

from wasl.services.complaints.actions.bearer import rate, reopen_own
from wasl.services.complaints.actions.giving import give, give_online
from wasl.services.complaints.actions.handling import assign, classify, keep_from, note
from wasl.services.complaints.actions.steps import acknowledge, answer, close, escalate_late, examine, reopen

__all__ = [
    "acknowledge",
    "answer",
    "assign",
    "classify",
    "close",
    "escalate_late",
    "examine",
    "give",
    "give_online",
    "keep_from",
    "note",
    "rate",
    "reopen",
    "reopen_own",
]
