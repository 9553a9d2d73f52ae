"""Collectives and their members."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.people import access, actions, queries
from wasl.spine.people.forms import CollectiveForm, LeaveForm, MemberForm
from wasl.spine.people.models import Collective, CollectiveMember, Person
from wasl.spine.people.tables import CollectivesTable
from wasl.spine.people.views.persons import page_of


@page(access.may_read)
def collectives(request: Request) -> HttpResponseBase:
    """The collectives followed within the reader's scope."""
    rows = Collective.objects.visible_to(request.actor).select_related("party").with_counts(clock.today())
    return respond(
        request,
        CollectivesTable,
        rows,
        template="people/collectives.html",
        title=_("Collectives"),
        context={"may_write": access.may_write_collectives(request.actor)},
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="people.export", kind="people.collective", reason=f"{count}")


@page(access.may_write_collectives)
def create(request: Request) -> HttpResponseBase:
    """Form a collective; its members are chosen on its page."""
    made: list[CollectiveForm] = []

    class Form(CollectiveForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, actor=request.actor, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        office = made[-1].office()
        check(office is not None)
        assert office is not None
        collective = actions.create_collective(
            by=request.actor, office=office, name=data["name"], programme=data.get("programme")
        )
        return collective.get_absolute_url()

    return form_page(
        request,
        Form,
        do=save,
        title=_("Form a collective"),
        submit=_("Form the collective"),
        cancel=reverse("people:collectives"),
    )


@page(access.may_read)
def collective(request: Request, pk: int) -> HttpResponseBase:
    """Who is in it, what needs doing, what happened."""
    found = get_object_or_404(Collective.objects.visible_to(request.actor).select_related("party"), pk=pk)
    members = [person.pk for person in queries.members_on(found.party, clock.today())]
    record_read(by=request.actor, verb="people.read", kind="people.person", object_ids=[pk, *members])
    return render(request, "people/collective.html", {"collective": found, **page_of(request, found.party)})


@page(access.may_write_collectives)
def add_member(request: Request, pk: int) -> HttpResponseBase:
    """Search somebody, choose them, say their role."""
    found = get_object_or_404(Collective.objects.visible_to(request.actor).select_related("party"), pk=pk)
    chosen = request.GET.get("person", "")
    if not chosen.isdecimal():
        return choose_person(request, title=_("Add a member to %(name)s") % {"name": found.name})
    person = get_object_or_404(Person.objects.visible_to(request.actor).with_shown(), pk=chosen)

    def save(data: dict[str, Any]) -> str:
        actions.add_member(
            by=request.actor, collective=found, person=person, role=data["role"], on=data["on"]
        )
        return found.get_absolute_url()

    return form_page(
        request,
        MemberForm,
        do=save,
        title=_("Add %(name)s to the collective") % {"name": person.label},
        submit=_("Add"),
        initial={"role": "member", "on": clock.today()},
        context={"person": person},
        template="people/with_person.html",
        cancel=found.get_absolute_url(),
    )


def choose_person(request: Request, *, title: Any) -> HttpResponseBase:
    """A page that searches a person and comes back to the same address with `?person=`."""
    text = request.GET.get("q", "").strip()
    found = queries.search(request.actor, text) if text else []
    if found:
        ids = [one.person.pk for one in found]
        record_read(by=request.actor, verb="people.search", kind="people.person", object_ids=ids)
    if request.headers.get("HX-Request") == "true":
        return render(request, "people/parts/found.html", {"text": text, "found": found, "choose": True})
    context = {"title": title, "text": text, "found": found}
    return render(request, "people/choose.html", context)


@page(access.may_write_collectives)
def remove_member(request: Request, pk: int, person: int) -> HttpResponseBase:
    """End a membership on a day; the past stays."""
    found = get_object_or_404(Collective.objects.visible_to(request.actor).select_related("party"), pk=pk)
    rows = CollectiveMember.objects.filter(collective=found, ends_on=None).select_related("person__party")
    member = get_object_or_404(rows, person_id=person)

    def save(data: dict[str, Any]) -> str:
        actions.remove_member(by=request.actor, collective=found, person=member.person, on=data["on"])
        return found.get_absolute_url()

    return form_page(
        request,
        LeaveForm,
        do=save,
        title=_("%(name)s leaves the collective") % {"name": member.person.label},
        submit=_("End the membership"),
        initial={"on": clock.today()},
        cancel=found.get_absolute_url(),
    )
