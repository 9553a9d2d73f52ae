"""Writes of the desk."""

from wasl.services.reception.actions.closing import CLOSED, close_day, reopen_day, settle_ticket
from wasl.services.reception.actions.correcting import detach_person, send_to_guichet
from wasl.services.reception.actions.queue import back_to_queue, call_next, call_ticket, leave, serve
from wasl.services.reception.actions.sheet import record_sheet_line
from wasl.services.reception.actions.visits import attach_person, record_visit, withdraw_visit

__all__ = [
    "CLOSED",
    "attach_person",
    "back_to_queue",
    "call_next",
    "call_ticket",
    "close_day",
    "detach_person",
    "leave",
    "record_sheet_line",
    "record_visit",
    "reopen_day",
    "send_to_guichet",
    "serve",
    "settle_ticket",
    "withdraw_visit",
]
