"""Networking events."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record, record_read
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.coaching import access, actions
from wasl.services.coaching.enums import TONES, EventStatus
from wasl.services.coaching.forms import EventForm, HoldForm, ReasonForm
from wasl.services.coaching.models import Event, Participant
from wasl.services.coaching.tables import EventsTable
from wasl.spine.people import access as people_access
from wasl.spine.people.models import Person
from wasl.spine.people.queries import search
from wasl.spine.people.queries.search import Found, told_apart


def _rows(request: Request) -> Any:
    came = Count("participants", filter=Q(participants__came=True))
    rows = Event.objects.visible_to(request.actor).select_related("office")
    return rows.annotate(listed=Count("participants"), arrived=came)


@page(access.may_see_events)
def events(request: Request) -> HttpResponseBase:
    """The networking events of the reader's offices."""
    context = {"may_host": access.may_host(request.actor), **access.tabs(request.actor, "events")}
    return respond(
        request,
        EventsTable,
        _rows(request),
        template="coaching/events.html",
        title=gettext_lazy("Networking events"),
        context=context,
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="coaching.export_events", kind="coaching.event", reason=f"{count}")


@page(access.may_host)
def plan(request: Request) -> HttpResponseBase:
    """Plan an event, or write one that was held."""
    offices = Office.objects.covered_by(request.actor, access.HOSTS).open_on(clock.today())

    def save(data: dict[str, Any]) -> str:
        return actions.plan_event(by=request.actor, **data).get_absolute_url()

    return form_page(
        request,
        EventForm,
        do=save,
        title=gettext_lazy("A networking event"),
        initial={"on": clock.today(), "kind": "meeting"},
        form_kwargs={"offices": offices.order_by("name", "pk")},
        cancel=reverse("coaching:events"),
    )


@page(access.may_see_events)
def event(request: Request, pk: int) -> HttpResponseBase:
    """An event, its list, and who came."""
    found = get_object_or_404(_rows(request), pk=pk)
    rows = list(found.participants.select_related("person__party", "person__nationality"))
    ids = [row.person_id for row in rows]
    record_read(by=request.actor, verb="coaching.read_event", kind="people.person", object_ids=ids)
    hosts = Event.objects.filter(pk=pk, office__in=Office.objects.covered_by(request.actor, access.HOSTS))
    context = {
        "event": found,
        "tone": TONES[found.status],
        "rows": _told_apart(rows),
        "may_act": hosts.exists(),
        "is_planned": found.status == EventStatus.PLANNED,
        "is_held": found.status == EventStatus.HELD,
        "opens_people": people_access.may_read(request.actor),
        "is_today_or_past": found.on <= clock.today(),
    }
    return render(request, "coaching/event.html", context)


def _told_apart(rows: list[Participant]) -> list[tuple[Participant, Found]]:
    """Each person listed with what tells them from a namesake."""
    found = {one.person.pk: one for one in told_apart([(row.person, 0, ()) for row in rows])}
    return [(row, found[row.person_id]) for row in rows]


def _hosted(request: Request, pk: int) -> Event:
    offices = Office.objects.covered_by(request.actor, access.HOSTS)
    return get_object_or_404(Event.objects.filter(office__in=offices).select_related("office"), pk=pk)


@page(access.may_host)
def enrol(request: Request, pk: int) -> HttpResponseBase:
    """Search a person and put them on the list."""
    found = _hosted(request, pk)
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        visible = Person.objects.visible_to(request.actor).select_related("party")
        person = get_object_or_404(visible, pk=int(chosen) if chosen.isdecimal() else 0)
        try:
            actions.enrol(by=request.actor, event=found, person=person)
        except RuleBroken as broken:
            messages.error(request, str(broken))
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": person.label})
        return redirect(found)
    text = " ".join(request.GET.get("q", "").split())
    people = search(request.actor, text) if text else []
    if people:
        ids = [one.person.pk for one in people]
        record_read(by=request.actor, verb="people.search", kind="people.person", object_ids=ids)
    return render(request, "coaching/enrol.html", {"event": found, "text": text, "found": people})


def _participant(request: Request, pk: int) -> Participant:
    offices = Office.objects.covered_by(request.actor, access.HOSTS)
    rows = Participant.objects.filter(event__office__in=offices)
    return get_object_or_404(
        rows.select_related("event__office", "person__party", "person__nationality"), pk=pk
    )


@require_POST
@page(access.may_host)
def drop(request: Request, pk: int) -> HttpResponseBase:
    """Take somebody off the list."""
    found = _participant(request, pk)
    try:
        actions.drop(by=request.actor, participant=found)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect(found.event)


@page(access.may_host)
def hold(request: Request, pk: int) -> HttpResponseBase:
    """Say who came."""
    found = _hosted(request, pk)
    rows = list(found.participants.select_related("person__party", "person__nationality"))

    def save(data: dict[str, Any]) -> str:
        actions.hold_event(
            by=request.actor,
            event=found,
            expected=data["version"],
            came=[int(one) for one in data["came"]],
            partners=data["partners"],
            words=data["words"],
        )
        return found.get_absolute_url()

    return form_page(
        request,
        HoldForm,
        do=save,
        title=_("Who came to %(title)s") % {"title": found.title},
        submit=gettext_lazy("The event was held"),
        initial={"came": [str(row.pk) for row in rows], "partners": 0, "words": found.words},
        form_kwargs={"rows": _told_apart(rows)},
        version=found.version,
        cancel=found.get_absolute_url(),
    )


@page(access.may_host)
def correct(request: Request, pk: int) -> HttpResponseBase:
    """Correct whether somebody came."""
    found = _participant(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.correct_presence(
            by=request.actor, participant=found, came=not found.came, reason=data["reason"]
        )
        return found.event.get_absolute_url()

    words = _("%(name)s did not come") if found.came else _("%(name)s came")
    return form_page(
        request,
        ReasonForm,
        do=save,
        title=words % {"name": found.person.label},
        submit=gettext_lazy("Correct"),
        cancel=found.event.get_absolute_url(),
    )


@page(access.may_host)
def cancel(request: Request, pk: int) -> HttpResponseBase:
    """Cancel a planned event."""
    found = _hosted(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.cancel_event(by=request.actor, event=found, expected=data["version"], words=data["reason"])
        return found.get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Cancel %(title)s") % {"title": found.title},
        submit=gettext_lazy("Cancel the event"),
        version=found.version,
        cancel=found.get_absolute_url(),
    )
