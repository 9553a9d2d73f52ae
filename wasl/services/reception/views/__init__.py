from wasl.services.reception.views.closing import closed_day, closing, closings, reopen, settle
from wasl.services.reception.views.past import attach, day, detach, visit, visits, withdraw
from wasl.services.reception.views.screen import end_screen, make_screen, screen, screens
from wasl.services.reception.views.sheets import sheet, sheet_entry
from wasl.services.reception.views.slip import ticket
from wasl.services.reception.views.turns import call, call_next, leave, requeue, send, serve
from wasl.services.reception.views.welcoming import anonymous, desk, newcomer, queue, welcome
from wasl.services.reception.views.year import year, year_people

__all__ = [
    "anonymous",
    "attach",
    "call",
    "call_next",
    "closed_day",
    "closing",
    "closings",
    "day",
    "desk",
    "detach",
    "end_screen",
    "leave",
    "make_screen",
    "newcomer",
    "queue",
    "reopen",
    "requeue",
    "screen",
    "screens",
    "send",
    "serve",
    "settle",
    "sheet",
    "sheet_entry",
    "ticket",
    "visit",
    "visits",
    "welcome",
    "withdraw",
    "year",
    "year_people",
]
