"""Booking, moving, cancelling and settling an appointment."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.errors import RuleBroken, beside
from wasl.kernel.forms import form_page
from wasl.kernel.forms.dates import read_date
from wasl.kernel.web import Request, page
from wasl.spine.appointments import access, actions
from wasl.spine.appointments.forms import BookForm, CancelForm, MoveForm, when_fields
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries import free_on
from wasl.spine.appointments.queries.days import local
from wasl.spine.appointments.queries.reach import appointment_to_act_on, case_to_book
from wasl.spine.cases.models import Case
from wasl.spine.people.models import Party
from wasl.spine.people.queries import search


@page(access.may_book_anybody)
def book(request: Request) -> HttpResponseBase:
    """Book for somebody: first who it is, then when."""
    asked = request.GET.get("person", "")
    if not asked.isdecimal():
        return _who(request)
    party = get_object_or_404(Party.objects.visible_to(request.actor), pk=asked)
    cases = Case.objects.within(request.actor, access.BOOKERS).open().filter(party=party).with_shown()
    return _book(request, party, None, list(cases.order_by("-opened_on", "-pk")), party.get_absolute_url())


def _who(request: Request) -> HttpResponseBase:
    text = " ".join(request.GET.get("q", "").split())
    people = search(request.actor, text) if text else []
    if people:
        ids = [one.person.pk for one in people]
        record_read(by=request.actor, verb="people.search", kind="people.person", object_ids=ids)
    kept = [
        (name, request.GET[name]) for name in ("jour", "heure", "avec", "bureau") if request.GET.get(name)
    ]
    context = {"title": _("Who is the appointment for?"), "text": text, "found": people, "kept": kept}
    return render(request, "appointments/who.html", context)


@page(access.may_book)
def book_case(request: Request, pk: int) -> HttpResponseBase:
    """Book in a case; the desk, which opens no case, comes from the page of the person and goes back to it."""
    case = case_to_book(request.actor, pk)
    opens_case = Case.objects.visible_to(request.actor).filter(pk=pk).exists()
    back = case.get_absolute_url() if opens_case else case.party.get_absolute_url()
    return _book(request, case.party, case, [], back)


def _book(
    request: Request, party: Party, case: Case | None, cases: list[Case], back: str
) -> HttpResponseBase:
    made: list[BookForm] = []

    class Form(BookForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, actor=request.actor, case=case, cases=cases, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        form = made[-1]
        chosen = form.chosen_case()
        office = form.office() if chosen is None else None
        check(chosen is not None or office is not None)
        with beside(when_fields(data["day"])):
            actions.book_appointment(
                by=request.actor,
                case=chosen,
                party=None if chosen else party,
                office=office,
                programme=data.get("programme"),
                starts_at=form.starts_at,
                minutes=data["minutes"],
                mode=data["mode"],
                subject=data["subject"],
                user=data["user"],
                despite_estimate=data["despite_estimate"],
            )
        return back

    initial = _asked(request)
    offices = [case.office] if case else Form().offices
    return form_page(
        request,
        Form,
        do=save,
        title=_("An appointment with %(name)s") % {"name": party.label},
        submit=_("Book the appointment"),
        template="appointments/book.html",
        initial=initial,
        context={"free": _free(offices, initial), "day": initial.get("day")},
        cancel=back,
    )


def _asked(request: Request) -> dict[str, Any]:
    """What a link from the calendar already says: day, hour, with whom, where; an adviser books with themselves."""
    read = read_date(request.GET.get("jour", ""), today=clock.today())
    hour = request.GET.get("heure", "")
    initial: dict[str, Any] = {"minutes": 30, "mode": "office"}
    if read is not None:
        initial["day"] = read.first
    try:
        initial["time"] = time.fromisoformat(hour) if hour else None
    except ValueError:
        initial["time"] = None
    with_whom = request.GET.get("avec", "")
    if with_whom.isdecimal():
        initial["user"] = int(with_whom)
    elif "avec" not in request.GET and request.actor.has(*access.STAFF):
        initial["user"] = request.actor.id
    if request.GET.get("bureau", "").isdecimal():
        initial["office"] = int(request.GET["bureau"])
    return initial


def _free(offices: list[Office], initial: dict[str, Any]) -> list[Any]:
    """The slots still free on the day asked for, with whom was asked for."""
    office = next(
        (one for one in offices if one.pk == initial.get("office")), offices[0] if offices else None
    )
    if office is None or not initial.get("day"):
        return []
    return free_on(office, initial["day"], initial.get("user"), initial["minutes"])


@page(access.may_book)
def move(request: Request, pk: int) -> HttpResponseBase:
    """Move an appointment to another day or hour, or to somebody else."""
    found = appointment_to_act_on(request.actor, pk)
    made: list[MoveForm] = []

    class Form(MoveForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, office=found.office, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        with beside(when_fields(data["day"])):
            actions.move_appointment(
                by=request.actor,
                appointment=found,
                starts_at=made[-1].starts_at,
                minutes=data["minutes"],
                user=data["user"],
                reason=data["reason"],
                expected=data["version"],
                despite_estimate=data["despite_estimate"],
            )
        return found.get_absolute_url()

    start = local(found.starts_at)
    initial = {"day": start.date(), "time": start.time(), "minutes": found.minutes, "user": found.user_id}
    return form_page(
        request,
        Form,
        do=save,
        title=_("Move the appointment of %(name)s") % {"name": found.party.label},
        submit=_("Move the appointment"),
        initial=initial,
        version=found.version,
        cancel=found.get_absolute_url(),
    )


@page(access.may_book)
def cancel(request: Request, pk: int) -> HttpResponseBase:
    """Cancel an appointment, and say why."""
    found = appointment_to_act_on(request.actor, pk)

    def save(data: dict[str, Any]) -> str:
        actions.cancel_appointment(by=request.actor, appointment=found, reason=data["reason"])
        return found.get_absolute_url()

    return form_page(
        request,
        CancelForm,
        do=save,
        title=_("Cancel the appointment of %(name)s") % {"name": found.party.label},
        submit=_("Cancel the appointment"),
        cancel=found.get_absolute_url(),
    )


@page(access.may_book)
def settle(request: Request, pk: int, passage: str) -> HttpResponseBase:
    """Came, or did not come."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = appointment_to_act_on(request.actor, pk)
    try:
        actions.settle_appointment(by=request.actor, appointment=found, passage=passage)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect(_back(request, found))


def _back(request: Request, appointment: Appointment) -> str:
    here = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(here, {request.get_host()}, require_https=request.is_secure()):
        return here
    return appointment.get_absolute_url()
