"""Services, steps of the plan, appointments, notes."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken, beside
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page
from wasl.spine.cases import access, actions
from wasl.spine.cases.enums import Compartment
from wasl.spine.cases.forms import BookForm, DoneForm, NoteForm, PlanForm, ServiceForm, starts_at, when_fields
from wasl.spine.cases.models import Appointment, Case, PlanItem
from wasl.spine.cases.queries import case_to_act_on
from wasl.spine.cases.tables import AppointmentsTable
from wasl.spine.cases.views.files import visible_case
from wasl.spine.rights import queries as rights


@page(access.may_serve)
def service(request: Request, pk: int) -> HttpResponseBase:
    """Record a service given, with its minutes."""
    case = case_to_act_on(request.actor, pk)

    def save(data: dict[str, Any]) -> str:
        actions.record_service(by=request.actor, case=case, **data)
        return case.get_absolute_url()

    initial = {"kind": "advice", "minutes": 30, "mode": "office", "on": clock.today()}
    return form_page(
        request,
        ServiceForm,
        do=save,
        title=_("A service for %(name)s") % {"name": case.party.label},
        initial=initial,
        cancel=case.get_absolute_url(),
    )


@page(access.may_serve)
def plan(request: Request, pk: int) -> HttpResponseBase:
    """Add a step to the plan."""
    case = case_to_act_on(request.actor, pk)

    def save(data: dict[str, Any]) -> str:
        actions.add_plan_item(by=request.actor, case=case, **data)
        return case.get_absolute_url()

    return form_page(
        request,
        PlanForm,
        do=save,
        title=_("A step for %(name)s") % {"name": case.party.label},
        submit=_("Add"),
        cancel=case.get_absolute_url(),
    )


@page(access.may_serve)
def finish(request: Request, pk: int) -> HttpResponseBase:
    """Say that a step was done, and what came of it."""
    item = get_object_or_404(PlanItem.objects.standing(), pk=pk)
    item.case = case_to_act_on(request.actor, item.case_id)

    def save(data: dict[str, Any]) -> str:
        actions.finish_plan_item(by=request.actor, item=item, **data)
        return item.case.get_absolute_url()

    return form_page(
        request,
        DoneForm,
        do=save,
        title=_("Done: %(step)s") % {"step": item.title},
        initial={"on": clock.today()},
        cancel=item.case.get_absolute_url(),
    )


@page(access.may_book)
def book(request: Request, pk: int) -> HttpResponseBase:
    """Book an appointment; the desk, which opens no case, comes from the page of the person and goes back to it."""
    case = get_object_or_404(Case.objects.bookable_by(request.actor).with_shown(), pk=pk)
    opens_case = Case.objects.visible_to(request.actor).filter(pk=pk).exists()
    back = case.get_absolute_url() if opens_case else case.party.get_absolute_url()

    def save(data: dict[str, Any]) -> str:
        with beside(when_fields(data)):
            actions.book_appointment(
                by=request.actor,
                case=case,
                starts_at=starts_at(data),
                minutes=data["minutes"],
                mode=data["mode"],
                subject=data["subject"],
                user=data["user"],
            )
        return back

    return form_page(
        request,
        BookForm,
        do=save,
        title=_("An appointment with %(name)s") % {"name": case.party.label},
        submit=_("Book the appointment"),
        initial={"minutes": 30, "mode": "office", "time": time(10)},
        form_kwargs={"case": case},
        cancel=back,
    )


@page(access.may_see_appointments)
def appointments(request: Request) -> HttpResponseBase:
    """The appointments of the offices within the reader's scope, from today on unless a filter says otherwise."""
    rows = Appointment.objects.visible_to(request.actor)
    if not {"from", "to", "status"} & set(request.GET):
        first = timezone.make_aware(datetime.combine(clock.today(), time.min))
        rows = rows.filter(starts_at__gte=first)
    rows = rows.select_related("case__party", "case__office", "user")
    return respond(request, AppointmentsTable, rows, title=_("Appointments"))


@page(access.may_see_appointments)
def settle(request: Request, pk: int, passage: str) -> HttpResponseBase:
    """Came, did not come, or cancelled."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    rows = Appointment.objects.visible_to(request.actor).select_related("case")
    appointment = get_object_or_404(rows, pk=pk)
    try:
        actions.settle_appointment(by=request.actor, appointment=appointment, passage=passage)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect(_back(request))


def _back(request: Request) -> str:
    here = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(here, {request.get_host()}, require_https=request.is_secure()):
        return here
    return reverse("cases:appointments")


@page(access.may_note)
def notes(request: Request, pk: int) -> HttpResponseBase:
    """Write a note; read those of one compartment: the general ones at once, the others once opened with a reason."""
    case = case_to_act_on(request.actor, pk) if request.method == "POST" else visible_case(request, pk)
    allowed = access.compartments_of(
        request.actor, organisation=case.organisation_id, office=case.office_id, programme=case.programme_id
    )
    opened = request.GET.get("compartiment", "")
    gate = None
    if opened in allowed and opened != Compartment.GENERAL:
        gate = rights.gate(request.actor, case.party_id, opened)
    if gate and request.method != "POST":
        return redirect(f"{gate}?{urlencode({'next': request.get_full_path()})}")
    shown = []
    if opened in allowed and not gate:
        shown = list(case.notes.filter(compartment=opened))
        record_read(
            by=request.actor,
            verb="cases.read_notes",
            kind="cases.case",
            object_ids=[pk],
            reason=opened,
        )

    def save(data: dict[str, Any]) -> str:
        actions.write_note(by=request.actor, case=case, **data)
        return case.get_absolute_url()

    return form_page(
        request,
        NoteForm,
        do=save,
        title=_("Notes on %(name)s") % {"name": case.party.label},
        submit=_("Keep the note"),
        template="cases/notes.html",
        initial={"compartment": opened or Compartment.GENERAL},
        context={
            "case": case,
            "opened": opened if opened in allowed and not gate else "",
            "compartments": [(code, Compartment(code).label) for code in allowed],
            "notes": shown,
        },
        cancel=case.get_absolute_url(),
    )
