"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.services.transfers.actions.answering import accept, decline
from wasl.services.transfers.actions.ending import case_closed, forget, give_up, withdraw
from wasl.services.transfers.actions.proposing import prepare, print_receipt, propose

__all__ = [
    "accept",
    "case_closed",
    "decline",
    "forget",
    "give_up",
    "prepare",
    "print_receipt",
    "propose",
    "withdraw",
]
