"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal and the facts."""

from wasl.services.referrals.actions.answering import accept, decline, say_outcome
from wasl.services.referrals.actions.drafting import cancel, create, renew
from wasl.services.referrals.actions.duties import daily_duty, forget
from wasl.services.referrals.actions.opening import open_with_code, send_code
from wasl.services.referrals.actions.sending import Issued, print_receipt, send, send_link_again, void
from wasl.services.referrals.actions.withdrawing import withdraw, withdraw_by_person

__all__ = [
    "Issued",
    "accept",
    "cancel",
    "create",
    "daily_duty",
    "decline",
    "forget",
    "open_with_code",
    "print_receipt",
    "renew",
    "say_outcome",
    "send",
    "send_code",
    "send_link_again",
    "void",
    "withdraw",
    "withdraw_by_person",
]
