"""Writes of the room."""

from wasl.base.messaging.actions.handing import cancel, hand_over, try_again
from wasl.base.messaging.actions.keeping import empty_old, forget_about, keep_in_circle
from wasl.base.messaging.actions.outbox import cancel_about, put
from wasl.base.messaging.actions.receipts import read_receipts
from wasl.base.messaging.actions.sending import Sent, send_due, send_what_is_due

__all__ = [
    "Sent",
    "cancel",
    "cancel_about",
    "empty_old",
    "forget_about",
    "hand_over",
    "keep_in_circle",
    "put",
    "read_receipts",
    "send_due",
    "send_what_is_due",
    "try_again",
]
