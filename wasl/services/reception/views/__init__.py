from wasl.services.reception.views.past import attach, day, ticket, visit, visits, withdraw
from wasl.services.reception.views.turns import call, call_next, leave, requeue, serve
from wasl.services.reception.views.welcoming import anonymous, desk, newcomer, queue, welcome

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
