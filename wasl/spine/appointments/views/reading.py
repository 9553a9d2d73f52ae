"""The list, the calendar, one appointment, its slip, and who came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record_read
from wasl.base.messaging.enums import Channel
from wasl.base.messaging.rules import whatsapp_link
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.forms.dates import read_date
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page
from wasl.spine.appointments import access, queries
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import day_bounds
from wasl.spine.appointments.queries.reminders import Reach, hours_of, reach_of, text_of
from wasl.spine.appointments.tables import AppointmentsTable
from wasl.spine.cases import access as cases_access
from wasl.spine.cases.models import Case
from wasl.spine.people import access as people_access
from wasl.spine.people.models import Party

DAYS = {"jour": 1, "semaine": 7}


@require_safe
@page(access.may_see)
def every(request: Request) -> HttpResponseBase:
    """What is left to settle of past days, then from today on, unless a filter says otherwise."""
    rows = Appointment.objects.visible_to(request.actor)
    if not {"from", "to", "status", "q"} & set(request.GET):
        first, _last = day_bounds(clock.today())
        rows = rows.filter(Q(starts_at__gte=first) | Q(status="booked"))
    title = _("Appointments")
    context = {
        "waiting": queries.to_settle(request.actor),
        "may_book": access.may_book_anybody(request.actor),
    }
    return respond(
        request,
        AppointmentsTable,
        rows.with_shown(),
        template="appointments/list.html",
        title=title,
        context=context,
    )


@require_safe
@page(access.may_see)
def calendar(request: Request) -> HttpResponseBase:
    """The calendar of an office, or of one who works there, by week or by day."""
    offices = queries.offices_of(request.actor)
    office = _chosen(offices, request.GET.get("bureau", ""))
    context: dict[str, Any] = {"title": _("Calendar of appointments"), "offices": offices, "office": office}
    if office is not None:
        context |= _week(request, office)
    return render(request, "appointments/calendar.html", context)


def _chosen(offices: list[Office], asked: str) -> Office | None:
    return next((one for one in offices if str(one.pk) == asked), offices[0] if offices else None)


def _week(request: Request, office: Office) -> dict[str, Any]:
    read = read_date(request.GET.get("jour", ""), today=clock.today())
    day = read.first if read else clock.today()
    view = request.GET.get("vue", "semaine")
    length = DAYS.get(view, 7)
    view = "jour" if length == 1 else "semaine"
    first = day if length == 1 else day - timedelta(days=day.weekday())
    days = [first + timedelta(days=number) for number in range(length)]
    staff = list(queries.staff_of(office))
    asked = request.GET.get("avec", "")
    user = next((one for one in staff if str(one.pk) == asked), None)
    lanes: list[User | None] = [user] if user else [None]
    if length == 1 and user is None:
        lanes = [*staff, None]
    drawn = queries.calendar(request.actor, office, days, lanes, everybody=length > 1 and user is None)
    if drawn.shown:
        ids = sorted({row.party_id for row in drawn.shown})
        record_read(by=request.actor, verb="appointments.calendar", kind="people.party", object_ids=ids)
    return {
        "calendar": drawn,
        "staff": staff,
        "user": user,
        "day": day,
        "days": days,
        "view": view,
        "before": first - timedelta(days=length),
        "after": first + timedelta(days=length),
        "today": clock.today(),
        "may_book": access.may_book_anybody(request.actor)
        and office.pk in {one.pk for one in queries.offices_of(request.actor, access.BOOKERS)},
    }


@require_safe
@page(access.may_see)
def appointment(request: Request, pk: int) -> HttpResponseBase:
    """One appointment: when, with whom, where it was moved from, what may be done."""
    rows = Appointment.objects.visible_to(request.actor).with_shown()
    found = get_object_or_404(rows, pk=pk)
    record_read(by=request.actor, verb="appointments.read", kind="appointments.appointment", object_ids=[pk])
    acts = access.may_book(request.actor) and not (found.case and found.case.is_closed)
    acts = acts and Appointment.objects.settled_by(request.actor).filter(pk=pk).exists()
    today = clock.today()
    reach = reach_of(found.party, today) if found.is_booked else None
    context = {
        "title": _("Appointment of %(name)s") % {"name": found.party.label},
        "row": found,
        "whose": _whose(request, found),
        "moves": list(found.moves.select_related("user")),
        "may_act": acts and found.is_booked,
        "may_book": acts,
        "now": clock.now(),
        "today": today,
        "hours": hours_of(found.office, today),
        "reached": reach is not None,
        "whatsapp": _whatsapp(found, reach) if acts and reach else "",
        "reminded": found.reminded == found.version,
    }
    return render(request, "appointments/appointment.html", context)


def _whose(request: Request, row: Appointment) -> str:
    """The page of the case the appointment belongs to, else of the person, when the reader may open it."""
    actor = request.actor
    if (
        row.case
        and cases_access.may_read(actor)
        and Case.objects.visible_to(actor).filter(pk=row.case.pk).exists()
    ):
        return row.case.get_absolute_url()
    if people_access.may_read(actor) and Party.objects.visible_to(actor).filter(pk=row.party.pk).exists():
        return row.party.get_absolute_url()
    return ""


def _whatsapp(row: Appointment, reach: Reach) -> str:
    """The address that opens WhatsApp with the text of the reminder, in the language of the person."""
    if reach.channel != Channel.SMS:
        return ""
    with override(reach.language):
        return whatsapp_link(reach.to, text_of(row))


@require_safe
@page(access.may_see)
def slip(request: Request, pk: int) -> HttpResponseBase:
    """What the person takes home: when and where, and the telephone; not what it is about."""
    found = get_object_or_404(Appointment.objects.visible_to(request.actor).with_shown(), pk=pk)
    record_read(by=request.actor, verb="appointments.slip", kind="appointments.appointment", object_ids=[pk])
    return render(request, "appointments/slip.html", {"row": found})


@require_safe
@page(access.may_see)
def presence(request: Request) -> HttpResponseBase:
    """How many came and did not, by office and adviser, over a time: counts alone."""
    today = clock.today()
    first = _day(request.GET.get("du", ""), today.replace(day=1))
    last = _day(request.GET.get("au", ""), today)
    rows = queries.presence(request.actor, first, last) if first <= last else []
    context = {"title": _("Who came"), "rows": rows, "first": first, "last": last}
    return render(request, "appointments/presence.html", context)


def _day(text: str, usual: date) -> date:
    read = read_date(text, today=clock.today())
    return read.first if read else usual
