"""The gate of a compartment, what stands behind it, who opened what."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.enums import ROLE_CHOICES
from wasl.base.audit.actions import record, record_read
from wasl.base.documents.enums import Compartment
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.people.models import Party, Person
from wasl.spine.rights import access, actions, queries
from wasl.spine.rights.enums import WHY_CLOSED
from wasl.spine.rights.forms import CorrectionForm, GateForm, NoteForm
from wasl.spine.rights.models import Opening, PersonNote
from wasl.spine.rights.tables import OpeningsTable


@page(access.may_open)
def gate(request: Request, party: int, compartment: str) -> HttpResponseBase:
    """Why the compartment is closed, who opens it, and the reason asked of whoever may."""
    if not queries.reached_by(request.actor, party, compartment):
        raise Http404
    found = get_object_or_404(Party, pk=party)

    def save(data: dict[str, Any]) -> str:
        actions.open_compartment(by=request.actor, party=found, compartment=compartment, **data)
        return _next(request, found, compartment)

    roles = [label for code, label in ROLE_CHOICES if code in access.openers(compartment)]
    return form_page(
        request,
        GateForm,
        do=save,
        title=_("%(compartment)s: closed") % {"compartment": Compartment(compartment).label},
        submit=_("Open"),
        template="rights/gate.html",
        context={"party": found, "why": WHY_CLOSED[compartment], "roles": roles},
        cancel=found.get_absolute_url(),
    )


def _next(request: Request, party: Party, compartment: str) -> str:
    asked = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("rights:compartment", args=[party.pk, compartment])


@page(access.may_open)
def compartment(request: Request, party: int, compartment: str) -> HttpResponseBase:
    """The notes of one compartment of a person, once it stands open."""
    person = _person(request, party, compartment)
    closed = queries.gate(request.actor, person.pk, compartment)
    if closed:
        return redirect(f"{closed}?{urlencode({'next': request.path})}")
    record_read(by=request.actor, verb="rights.read_notes", kind="people.person", object_ids=[person.pk])

    def save(data: dict[str, Any]) -> str:
        actions.write_note(by=request.actor, person=person, **data)
        return request.path

    return form_page(
        request,
        NoteForm,
        do=save,
        title=Compartment(compartment).label,
        submit=_("Keep the note"),
        template="rights/compartment.html",
        initial={"compartment": compartment},
        context={
            "person": person,
            "compartment": compartment,
            "notes": queries.notes_of(person.pk, compartment),
            "until": queries.standing_of(request.actor, person.pk)[compartment].closes_at,
        },
        cancel=person.get_absolute_url(),
    )


def _person(request: Request, pk: int, compartment: str) -> Person:
    if not queries.reached_by(request.actor, pk, compartment):
        raise Http404
    return get_object_or_404(Person.objects.with_shown(), pk=pk)


@page(access.may_note)
def note(request: Request, party: int) -> HttpResponseBase:
    """Write a note, also into a compartment that stands closed to its author."""
    visible = Person.objects.visible_to(request.actor).with_shown()
    person = get_object_or_404(visible, pk=party)

    def save(data: dict[str, Any]) -> str:
        actions.write_note(by=request.actor, person=person, **data)
        return person.get_absolute_url()

    return form_page(
        request,
        NoteForm,
        do=save,
        title=_("A note on %(name)s") % {"name": person.label},
        submit=_("Keep the note"),
        template="people/with_person.html",
        context={"person": person},
        cancel=person.get_absolute_url(),
    )


@page(access.may_note)
def correct(request: Request, pk: int) -> HttpResponseBase:
    """Write what is right in place of a note; the note before it stays below."""
    before = get_object_or_404(PersonNote.objects.current(), pk=pk)
    person = _person(request, before.person_id, before.compartment)
    back = reverse("rights:compartment", args=[person.pk, before.compartment])
    closed = queries.gate(request.actor, person.pk, before.compartment)
    if closed:
        return redirect(f"{closed}?{urlencode({'next': request.path})}")
    record_read(by=request.actor, verb="rights.read_notes", kind="people.person", object_ids=[person.pk])

    def save(data: dict[str, Any]) -> str:
        actions.write_note(
            by=request.actor,
            person=person,
            compartment=before.compartment,
            text=data["text"],
            corrects=before,
        )
        return back

    return form_page(
        request,
        CorrectionForm,
        do=save,
        title=_("Correct a note on %(name)s") % {"name": person.label},
        initial={"text": before.text},
        template="people/with_person.html",
        context={"person": person},
        cancel=back,
    )


@page(access.may_watch)
def openings(request: Request) -> HttpResponseBase:
    """Who opened which compartment of whom, when and why."""
    return respond(
        request,
        OpeningsTable,
        Opening.objects.visible_to(request.actor).select_related("party"),
        title=_("Openings of compartments"),
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="rights.export_openings", kind="rights.opening", reason=f"{count}")
