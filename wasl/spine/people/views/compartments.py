"""What is kept apart on a person: names, residence, consent, ties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record_read
from wasl.base.documents.enums import Compartment
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.people import access, actions, queries
from wasl.spine.people.forms import ConsentForm, NameForm, ResidenceForm, TieForm
from wasl.spine.people.models import Consent, Party, Person
from wasl.spine.people.models.party import followed_by
from wasl.spine.people.queries.gates import gate_of
from wasl.spine.people.views.collectives import choose_person

PAGE = "people/with_person.html"


def visible_person(request: Request, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor).with_shown(), pk=pk)


@page(access.may_write)
def name(request: Request, pk: int) -> HttpResponseBase:
    """Keep a name as a paper writes it."""
    person = visible_person(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.record_name(by=request.actor, person=person, **data)
        return person.get_absolute_url()

    return person_form(request, NameForm, person, save, _("A name as a paper writes it"))


@page(access.may_open_residence)
def residence(request: Request, pk: int) -> HttpResponseBase:
    """The residence statuses, once their compartment is opened with a reason; the role must hold where followed."""
    visible = Party.objects.filter(followed_by(request.actor, readers=access.RESIDENCE))
    person = get_object_or_404(Person.objects.with_shown().filter(party__in=visible), pk=pk)
    gate = gate_of(request.actor, pk, Compartment.STATUS)
    if gate and request.method != "POST":
        return redirect(f"{gate}?{urlencode({'next': request.path})}")
    record_read(by=request.actor, verb="people.read_residence", kind="people.person", object_ids=[pk])

    def save(data: dict[str, Any]) -> str:
        actions.record_residence(by=request.actor, person=person, **data)
        return request.path

    # what was being written when the compartment closed is kept all the same, without what stood beside it
    context = {} if gate else _residence(person)
    return person_form(
        request, ResidenceForm, person, save, _("Residence status"), "people/residence.html", context=context
    )


def _residence(person: Person) -> dict[str, Any]:
    today = clock.today()
    regular = queries.residence_on([person], today)[person.pk]
    rows = person.residence.order_by("-valid_from", "-pk")
    history = [(row, row.valid_to is not None and row.valid_to < today) for row in rows]
    return {"history": history, "regular": regular, "why": queries.WHY[regular.why]}


@page(access.may_record_consent)
def consents(request: Request, pk: int) -> HttpResponseBase:
    """What the person agreed to, purpose by purpose, and what they withdrew."""
    person = visible_person(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.record_consent(by=request.actor, person=person, **data)
        return request.path

    context = {"consents": list(person.consents.order_by("-given_on", "-pk"))}
    initial = {"on": clock.today()}
    return person_form(
        request,
        ConsentForm,
        person,
        save,
        _("Consent"),
        "people/consents.html",
        initial=initial,
        context=context,
    )


@page(access.may_record_consent)
def withdraw(request: Request, pk: int, consent: int) -> HttpResponseBase:
    """The person withdraws a consent today."""
    person = visible_person(request, pk)
    return _withdraw(request, person, consent)


@require_POST
def _withdraw(request: Request, person: Person, consent: int) -> HttpResponseBase:
    row = get_object_or_404(Consent, person=person, pk=consent)
    actions.withdraw_consent(by=request.actor, consent=row)
    return redirect("people:consents", person.pk)


@page(access.may_write)
def tie(request: Request, pk: int) -> HttpResponseBase:
    """Say who lives with the person or is of their family."""
    chosen = request.GET.get("person", "")
    ids = [pk, int(chosen)] if chosen.isdecimal() else [pk]
    both = Person.objects.visible_to(request.actor).with_shown().in_bulk(ids)
    if len(both) != len(set(ids)):
        raise Http404
    person = both[pk]
    if len(ids) == 1:
        return choose_person(
            request, title=_("Who lives with %(name)s or is family?") % {"name": person.label}
        )
    other = both[ids[1]]

    def save(data: dict[str, Any]) -> str:
        actions.tie(by=request.actor, party=person.party, other=other.party, kind=data["kind"])
        return person.get_absolute_url()

    title = _("%(one)s and %(other)s") % {"one": person.label, "other": other.label}
    return person_form(request, TieForm, other, save, title, initial={"kind": "household"})


def person_form(
    request: Request,
    form_class: type[Any],
    person: Person,
    do: Callable[[dict[str, Any]], str],
    title: Any,
    template: str = PAGE,
    *,
    initial: dict[str, Any] | None = None,
    context: dict[str, Any] | None = None,
) -> HttpResponseBase:
    return form_page(
        request,
        form_class,
        do=do,
        title=title,
        template=template,
        initial=initial,
        context={"person": person, **(context or {})},
        cancel=person.get_absolute_url(),
    )
