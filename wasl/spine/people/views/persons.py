"""Finding, registering, showing and correcting persons."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel.access import check
from wasl.kernel.errors import beside
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.people import access, actions, queries, rules, slots
from wasl.spine.people.forms import BESIDE, NewPersonForm, PersonForm, details
from wasl.spine.people.models import Party, Person
from wasl.spine.people.tables import ExportablePeopleTable, PeopleTable

LONGEST_QUESTION = 200
MOST_SHOWN = 10


@page(access.may_read)
def people(request: Request) -> HttpResponseBase:
    """The people followed within the reader's scope."""
    table = ExportablePeopleTable if access.may_export(request.actor) else PeopleTable
    rows = Person.objects.visible_to(request.actor).with_shown().with_followings()
    may_write = access.may_write(request.actor)
    return respond(
        request,
        table,
        rows,
        template="people/list.html",
        title=_("People"),
        context={"may_write": may_write},
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="people.export", kind="people.person", reason=f"{count}")


@page(access.may_read)
def search(request: Request) -> HttpResponseBase:
    """One field that searches as one types, and leads to registering when nobody fits."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    found = queries.search(request.actor, text, limit=MOST_SHOWN) if text else []
    asked = rules.read_question(text)
    if found:
        ids = [one.person.pk for one in found]
        record_read(by=request.actor, verb="people.search", kind="people.person", object_ids=ids)
    context = {
        "text": text,
        "buttons": queries.search_buttons_of(request),
        "found": found,
        "cut": len(found) == MOST_SHOWN,
        "too_little": asked.is_empty and asked.born is not None,
        "may_write": access.may_write(request.actor),
        "create_url": reverse("people:create") + "?" + urlencode({"q": text}),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "people/parts/found.html" if part else "people/search.html", context)


@page(access.may_write)
def create(request: Request) -> HttpResponseBase:
    """Register a person; somebody alike already known stops it once, to be chosen or told apart."""
    made: list[NewPersonForm] = []
    alike: list[queries.Found] = []

    def save(data: dict[str, Any]) -> str:
        form = made[-1]
        office = form.office()
        check(office is not None)
        assert office is not None
        try:
            with beside(BESIDE):
                person = actions.create_person_after_search(
                    by=request.actor,
                    office=office,
                    programme=data.get("programme"),
                    reason_new=data["reason_new"],
                    consents=["file"] if data["consent"] else [],
                    **details(data),
                )
        except actions.CandidatesFound as stopped:
            alike.extend(stopped.found)
            form.ask_reason()
            raise
        return person.get_absolute_url()

    question = request.GET.get("q", "")[:LONGEST_QUESTION]
    family, given = rules.split_name(_name_asked(question))
    return form_page(
        request,
        NewPersonForm,
        do=save,
        template="people/create.html",
        title=_("Register a person"),
        submit=_("Register"),
        initial={"family_name": family, "given_names": given, "birth": _birth_asked(question)},
        form_kwargs={"actor": request.actor, "made": made},
        context={"alike": alike, "buttons": queries.search_buttons_of(request)},
        cancel=reverse("people:search"),
    )


def _name_asked(text: str) -> str:
    words = [part for part in text.split() if not any(char.isdigit() for char in part)]
    # What was typed in haste is written as a name; whoever wrote capitals meant them.
    return " ".join(word.title() if word.islower() else word for word in words)


def _birth_asked(text: str) -> tuple[date | None, str]:
    asked = rules.read_question(text)
    if asked.birth is not None:
        return asked.birth, "day"
    return (date(asked.born, 1, 1), "year") if asked.born is not None else (None, "none")


@page(access.may_read)
def person(request: Request, pk: int) -> HttpResponseBase:
    """Who it is, what needs doing, what happened. The address of a record merged leads to the one it is part of."""
    found = Person.objects.visible_to(request.actor).with_shown().filter(pk=pk).first()
    if found is None:
        stands = queries.standing([pk])[pk]
        kept = get_object_or_404(Person.objects.visible_to(request.actor).exclude(pk=pk), pk=stands)
        return redirect(f"{kept.get_absolute_url()}?fusionnee={pk}")
    record_read(by=request.actor, verb="people.read", kind="people.person", object_ids=[pk])
    context = {"person": found, "may_write": access.may_write(request.actor), **page_of(request, found.party)}
    return render(request, "people/person.html", context)


def page_of(request: Request, party: Party) -> dict[str, Any]:
    """What every page of a party shows: alerts, sections, buttons, the timeline."""
    buttons = [fill(request, party) for fill in slots.page_actions]
    return {
        "party": party,
        "alerts": queries.alerts_of(request, party),
        "sections": queries.sections_of(request, party),
        "buttons": [button for button in buttons if button is not None],
        "timeline": queries.timeline_of(request.actor, party),
    }


@page(access.may_write)
def edit(request: Request, pk: int) -> HttpResponseBase:
    """Correct what is known of a person; who saved first is shown to who saves second."""
    found = get_object_or_404(Person.objects.visible_to(request.actor).with_shown(), pk=pk)
    record_read(by=request.actor, verb="people.read", kind="people.person", object_ids=[pk])
    initial = {name: getattr(found, name) for name in PersonForm.base_fields if name != "birth"}
    initial["birth"] = (found.birth_date, found.birth_precision)

    def save(data: dict[str, Any]) -> str:
        with beside(BESIDE):
            actions.update_person(by=request.actor, person=found, expected=data["version"], **details(data))
        return found.get_absolute_url()

    return form_page(
        request,
        PersonForm,
        do=save,
        title=_("Correct %(name)s") % {"name": found.label},
        initial=initial,
        version=found.version,
        cancel=found.get_absolute_url(),
    )
