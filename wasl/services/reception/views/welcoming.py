"""The desk: one field that finds or begins a person, and the queue beside it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.errors import beside
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.services.reception import access, actions, queries
from wasl.services.reception.forms import AnonymousForm, VisitorForm, WelcomeForm
from wasl.services.reception.models import Visit
from wasl.services.reception.queries.desk import guichets_of
from wasl.services.reception.views.places import offices_and_own
from wasl.spine.links import access as links_access
from wasl.spine.people import actions as people
from wasl.spine.people.enums import Precision, Sex
from wasl.spine.people.forms import BESIDE
from wasl.spine.people.models import Person
from wasl.spine.people.queries import search, search_buttons_of
from wasl.spine.people.queries.search import Found
from wasl.spine.people.rules import split_name


@require_safe
@page(access.may_use_desk)
def desk(request: Request) -> HttpResponseBase:
    """Search, welcome, and see who waits."""
    offices, office = offices_and_own(request)
    if office is None:
        return render(request, "reception/no_office.html")
    text = " ".join(request.GET.get("q", "").split())
    found = search(request.actor, text) if text else []
    if found:
        ids = [one.person.pk for one in found]
        record_read(by=request.actor, verb="reception.search", kind="people.person", object_ids=ids)
    context = {"text": text, "found": found, "office": office, "new_query": urlencode({"q": text})}
    if request.headers.get("HX-Request") == "true":
        return render(request, "reception/parts/found.html", context)
    queue_context = _queue_context(request, office)
    may_ask = links_access.may_ask(request.actor)
    context |= {**queue_context, "offices": offices, "may_ask_elsewhere": may_ask}
    return render(request, "reception/desk.html", context)


@require_safe
@page(access.may_use_desk)
def queue(request: Request) -> HttpResponseBase:
    """The queue alone, asked again by the desk every few seconds."""
    _offices, office = offices_and_own(request)
    if office is None:
        return HttpResponse("")
    return render(request, "reception/parts/renewed.html", _queue_context(request, office))


def _queue_context(request: Request, office: Office) -> dict[str, Any]:
    queue = queries.queue_of(office)
    expected = queries.expected_on(request.actor, office, clock.today())
    parties = [one.party.pk for one in expected]
    if shown := list(dict.fromkeys([*queue.person_ids, *parties])):
        record_read(by=request.actor, verb="reception.read", kind="people.person", object_ids=shown)
    return {"queue": queue, "office": office, "expected": expected}


def _details(data: dict[str, Any]) -> dict[str, Any]:
    """What every form of the desk says of the visit itself."""
    return {"reasons": data["reasons"], "guichet": data["guichet"]}


@page(access.may_use_desk)
def welcome(request: Request, pk: int) -> HttpResponseBase:
    """A known person is there: one button, or one key, per reason records the visit."""
    person = get_object_or_404(Person.objects.visible_to(request.actor).with_shown(), pk=pk)
    _offices, office = offices_and_own(request)
    if office is None:
        return redirect("reception:desk")
    record_read(by=request.actor, verb="people.read", kind="people.person", object_ids=[pk])

    expected, came = queries.expected_again(request.actor, person, office, clock.today())

    def do(data: dict[str, Any]) -> str:
        visit = actions.record_visit(by=request.actor, office=office, person=person, **_details(data))
        return _ticket_given(request, visit)

    return form_page(
        request,
        WelcomeForm,
        do=do,
        title=_("Welcome %(name)s") % {"name": person.label},
        template="reception/welcome.html",
        form_kwargs={"guichets": guichets_of(office, clock.today())},
        context={"person": person, "office": office, "expected": expected, "came": came},
        cancel=reverse("reception:desk"),
    )


def _ticket_given(request: Request, visit: Visit) -> str:
    """Say which ticket the visitor has, and go back to the desk."""
    slip = format_html(
        '<a href="{}">{}</a>', reverse("reception:ticket", args=[visit.pk]), _("Print the ticket")
    )
    place = visit.guichet.label if visit.guichet else _("any desk")
    words = _("Ticket %(number)s · %(who)s · %(place)s.") % {
        "number": visit.ticket,
        "who": visit.who,
        "place": place,
    }
    messages.success(request, format_html("{} {}", words, slip))
    return reverse("reception:desk")


@page(access.may_use_desk)
def newcomer(request: Request) -> HttpResponseBase:
    """Somebody new: searched first, then registered and welcomed in one go."""
    _offices, office = offices_and_own(request)
    if office is None:
        return redirect("reception:desk")
    made: list[VisitorForm] = []
    alike: list[Found] = []
    visit = _visit_to_name(request)

    def do(data: dict[str, Any]) -> str:
        birth, precision = data["birth"] or (None, Precision.NONE)
        try:
            with beside(BESIDE):
                person = people.create_person_after_search(
                    by=request.actor,
                    office=office,
                    reason_new=data["reason_new"],
                    family_name=data["family_name"],
                    given_names=data["given_names"],
                    sex=data["sex"],
                    birth_date=birth,
                    birth_precision=precision,
                    nationality=data["nationality"],
                    phone=data["phone"],
                    programme=data.get("programme"),
                    consents=["file"] if data["consent"] else [],
                )
        except people.CandidatesFound as stopped:
            alike.extend(stopped.found)
            made[-1].ask_reason()
            raise
        if visit is not None:
            actions.attach_person(by=request.actor, visit=visit, person=person)
            messages.success(request, _("Registered; this visit is theirs and still counts once."))
            return visit.get_absolute_url()
        seen = actions.record_visit(by=request.actor, office=office, person=person, **_details(data))
        return _ticket_given(request, seen)

    asked = " ".join(w for w in request.GET.get("q", "").split() if not any(c.isdigit() for c in w))
    family, given = split_name(asked)
    return form_page(
        request,
        VisitorForm,
        do=do,
        title=_("Somebody new"),
        submit=_("Register and give them this visit") if visit else _("Register and give a ticket"),
        template="reception/newcomer.html",
        initial={"family_name": family, "given_names": given, "sex": visit.sex if visit else Sex.UNKNOWN},
        form_kwargs={
            "actor": request.actor,
            "made": made,
            "of_visit": visit is not None,
            "guichets": guichets_of(office, clock.today()),
        },
        context={"alike": alike, "office": office, "visit": visit, "buttons": search_buttons_of(request)},
        cancel=visit.get_absolute_url() if visit else reverse("reception:desk"),
    )


def _visit_to_name(request: Request) -> Visit | None:
    """The anonymous visit (`?visit=`) of whoever is registered now; None when it is a visit of its own."""
    wanted = request.GET.get("visit", "")
    if not wanted:
        return None
    rows = Visit.objects.visible_to(request.actor).standing().filter(person=None)
    return get_object_or_404(
        rows.select_related("office", "guichet"), pk=int(wanted) if wanted.isdecimal() else 0
    )


@page(access.may_use_desk)
def anonymous(request: Request) -> HttpResponseBase:
    """Somebody who gives no name."""
    _offices, office = offices_and_own(request)
    if office is None:
        return redirect("reception:desk")

    def do(data: dict[str, Any]) -> str:
        seen = {name: data[name] for name in ("sex", "age_band", "nationality_group", "activity")}
        visit = actions.record_visit(by=request.actor, office=office, anonymous=seen, **_details(data))
        return _ticket_given(request, visit)

    return form_page(
        request,
        AnonymousForm,
        do=do,
        title=_("Anonymous visit"),
        submit=_("Record and give a ticket"),
        template="reception/anonymous.html",
        form_kwargs={"guichets": guichets_of(office, clock.today())},
        context={"office": office},
        cancel=reverse("reception:desk"),
    )
