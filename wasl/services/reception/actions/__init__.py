"""Writes of the desk."""

from wasl.services.reception.actions.queue import back_to_queue, call_next, call_ticket, leave, serve
from wasl.services.reception.actions.visits import attach_person, record_visit, withdraw_visit

__all__ = [
    "attach_person",
    "back_to_queue",
    "call_next",
    "call_ticket",
    "leave",
    "record_visit",
    "serve",
    "withdraw_visit",
]
