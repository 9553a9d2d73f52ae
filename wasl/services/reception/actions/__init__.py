"""Writes of the desk."""

from wasl.services.reception.actions.closing import close_day, reopen_day, settle_ticket
from wasl.services.reception.actions.queue import back_to_queue, call_next, call_ticket, leave, serve
from wasl.services.reception.actions.visits import attach_person, record_visit, withdraw_visit

__all__ = [
    "attach_person",
    "back_to_queue",
    "call_next",
    "call_ticket",
    "close_day",
    "leave",
    "record_visit",
    "reopen_day",
    "serve",
    "settle_ticket",
    "withdraw_visit",
]
