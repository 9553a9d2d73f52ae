from wasl.services.reception.views.desk import anonymous, desk, newcomer, queue, welcome
from wasl.services.reception.views.queue import call, call_next, leave, requeue, serve
from wasl.services.reception.views.visits import attach, day, ticket, visit, visits, withdraw

__all__ = [
    "anonymous",
    "attach",
    "call",
    "call_next",
    "day",
    "desk",
    "leave",
    "newcomer",
    "queue",
    "requeue",
    "serve",
    "ticket",
    "visit",
    "visits",
    "welcome",
    "withdraw",
]
