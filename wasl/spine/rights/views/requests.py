"""Requests of access: recorded, prepared, answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record, record_read
from wasl.base.documents.enums import Compartment
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.people.models import Person
from wasl.spine.rights import access, actions, queries
from wasl.spine.rights.forms import AccessForm, AnswerForm
from wasl.spine.rights.models import AccessRequest
from wasl.spine.rights.tables import RequestsTable
from wasl.spine.rights.tasks import make_file


@page(access.may_ask)
def requests(request: Request) -> HttpResponseBase:
    """The requests within the reader's scope; an adviser's own ones."""
    return respond(
        request,
        RequestsTable,
        AccessRequest.objects.visible_to(request.actor).select_related("party"),
        title=_("Access requests"),
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(
        by=actor_of(request), verb="rights.export_requests", kind="rights.accessrequest", reason=f"{count}"
    )


@page(access.may_ask)
def ask(request: Request, person: int) -> HttpResponseBase:
    """Record that a person asks for all that is held on them, and have the file made."""
    visible = Person.objects.visible_to(request.actor).with_shown()
    found = get_object_or_404(visible, pk=person)
    offered = [
        (code, Compartment(code).label)
        for code in access.opened_by(request.actor)
        if queries.reached_by(request.actor, found.pk, code)
    ]

    def save(data: dict[str, Any]) -> str:
        asked = actions.ask_access(by=request.actor, party=found.party, **data)
        return asked.get_absolute_url()

    return form_page(
        request,
        AccessForm,
        do=save,
        title=_("%(name)s asks what is held on them") % {"name": found.label},
        submit=_("Record the request"),
        template="rights/ask.html",
        initial={"asked_on": clock.today(), "language": "fr"},
        context={"person": found, **_delay(clock.today())},
        form_kwargs={"compartments": offered},
        cancel=found.get_absolute_url(),
    )


def _delay(day: date) -> dict[str, Any]:
    held = queries.delay(day)
    return {"delay": held, "days": int(held.value) if held else 0}


def _visible(request: Request, pk: int) -> AccessRequest:
    rows = AccessRequest.objects.visible_to(request.actor).select_related("party__organisation", "file")
    return get_object_or_404(rows, pk=pk)


@page(access.may_ask)
def show(request: Request, pk: int) -> HttpResponseBase:
    """One request: what was asked, by when, the file made for it, and how it ended."""
    found = _visible(request, pk)
    record_read(
        by=request.actor, verb="rights.read_request", kind="people.party", object_ids=[found.party_id]
    )
    context = {
        "asked": found,
        "person": get_object_or_404(Person.objects.with_shown(), pk=found.party_id),
        "compartments": [Compartment(code).label for code in found.compartments],
        **_delay(found.asked_on),
        "may_prepare": access.may_open_all(request.actor, found.compartments) and found.ended_on is None,
    }
    return render(request, "rights/request.html", context)


@page(access.may_ask)
@require_POST
def prepare(request: Request, pk: int) -> HttpResponseBase:
    """Have the file made (again); a compartment that has closed since is opened at its gate first."""
    found = _visible(request, pk)
    for code in found.compartments:
        closed = queries.gate(request.actor, found.party_id, code)
        if closed:
            return redirect(f"{closed}?{urlencode({'next': found.get_absolute_url()})}")
    run = make_file.start(
        by=request.actor,
        arguments={"request_id": found.pk},
        key=f"rights:{found.pk}",
        link=found.get_absolute_url(),
    )
    return redirect(run)


@page(access.may_ask)
def answer(request: Request, pk: int) -> HttpResponseBase:
    """Say how the request ended."""
    found = _visible(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.answer_access(by=request.actor, request=found, **data)
        return found.get_absolute_url()

    return form_page(
        request,
        AnswerForm,
        do=save,
        title=_("How the request of %(name)s ended") % {"name": found.party.label},
        initial={"on": clock.today()},
        cancel=found.get_absolute_url(),
    )
