"""Services, steps of the plan, notes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.cases import access, actions
from wasl.spine.cases.enums import Compartment
from wasl.spine.cases.forms import DoneForm, NoteForm, PlanForm, ServiceForm
from wasl.spine.cases.models import PlanItem
from wasl.spine.cases.queries import case_to_act_on
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
