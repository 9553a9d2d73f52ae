"""The compartment of residence statuses: read once opened with a reason, added to, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.documents.enums import Compartment
from wasl.kernel import clock
from wasl.kernel.web import Request, page
from wasl.spine.people import access, actions, queries
from wasl.spine.people.forms import ReasonForm, ResidenceCorrectionForm, ResidenceForm
from wasl.spine.people.models import Party, Person, ResidenceStatus
from wasl.spine.people.models.party import followed_by
from wasl.spine.people.queries.gates import gate_of
from wasl.spine.people.queries.residence import history_of
from wasl.spine.people.views.one_person import person_form


def _person(request: Request, pk: int) -> Person:
    """The person, where the role that opens the compartment holds."""
    visible = Party.objects.filter(followed_by(request.actor, readers=access.RESIDENCE))
    return get_object_or_404(Person.objects.with_shown().filter(party__in=visible), pk=pk)


@page(access.may_open_residence)
def residence(request: Request, pk: int) -> HttpResponseBase:
    """The residence statuses, once their compartment is opened with a reason; the role must hold where followed."""
    person = _person(request, pk)
    gate = gate_of(request.actor, pk, Compartment.STATUS)
    if gate and request.method != "POST":
        return redirect(f"{gate}?{urlencode({'next': request.path})}")
    record_read(by=request.actor, verb="people.read_residence", kind="people.person", object_ids=[pk])

    def save(data: dict[str, Any]) -> str:
        actions.record_residence(by=request.actor, person=person, **data)
        return request.path

    # what was being written when the compartment closed is kept all the same, without what stood beside it
    context = {} if gate else _history(person)
    return person_form(
        request, ResidenceForm, person, save, _("Residence status"), "people/residence.html", context=context
    )


def _history(person: Person) -> dict[str, Any]:
    today = clock.today()
    regular = queries.residence_on([person], today)[person.pk]
    return {"history": history_of(person, today), "regular": regular, "why": queries.WHY[regular.why]}


@page(access.may_open_residence)
def correct(request: Request, pk: int, entry: int) -> HttpResponseBase:
    """Write the entry that should have been; the wrong one stays readable and no longer counts."""

    def do(found: ResidenceStatus, data: dict[str, Any]) -> None:
        actions.correct_residence(by=request.actor, entry=found, **data)

    shown = ("status", "valid_from", "valid_to", "evidence", "note")
    return _on_entry(request, pk, entry, ResidenceCorrectionForm, do, _("Correct a residence status"), shown)


@page(access.may_open_residence)
def withdraw(request: Request, pk: int, entry: int) -> HttpResponseBase:
    """Withdraw an entry written by mistake."""

    def do(found: ResidenceStatus, data: dict[str, Any]) -> None:
        actions.withdraw_residence(by=request.actor, entry=found, reason=data["reason"])

    return _on_entry(request, pk, entry, ReasonForm, do, _("Withdraw a residence status"))


def _on_entry(
    request: Request,
    pk: int,
    entry: int,
    form: type[Any],
    do: Callable[[ResidenceStatus, dict[str, Any]], None],
    title: Any,
    shown: tuple[str, ...] = (),
) -> HttpResponseBase:
    """A form on one entry of the history, behind the same gate as the history."""
    person = _person(request, pk)
    found = get_object_or_404(ResidenceStatus.objects.standing(), person=person, pk=entry)
    back = reverse("people:residence", args=[pk])
    gate = gate_of(request.actor, pk, Compartment.STATUS)
    if gate and request.method != "POST":
        return redirect(f"{gate}?{urlencode({'next': request.path})}")
    record_read(by=request.actor, verb="people.read_residence", kind="people.person", object_ids=[pk])

    def save(data: dict[str, Any]) -> str:
        do(found, data)
        return back

    initial = {} if gate else {name: getattr(found, name) for name in shown}
    return person_form(request, form, person, save, title, initial=initial, cancel=back)
