"""Links: listed, opened, decided by the data-protection officer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import BooleanField, Case, Value, When
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.links import access, actions, queries
from wasl.spine.links.enums import LinkState
from wasl.spine.links.forms import JoinForm, ReasonForm
from wasl.spine.links.models import Link
from wasl.spine.links.tables import LinksTable
from wasl.spine.people.models import Person


@page(access.may_decide)
def links(request: Request) -> HttpResponseBase:
    """The links of one's persons."""
    waits = Case(
        When(pk__in=queries.to_decide(request.actor).values("pk"), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows = Link.objects.visible_to(request.actor).with_sides(request.actor).alias(waits=waits)
    return respond(
        request, LinksTable, rows, template="links/list.html", title=_("Links"), on_export=_note_export
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="links.export", kind="links.link", reason=str(count))


@page(access.may_decide)
def link(request: Request, pk: int) -> HttpResponseBase:
    """One link: one's own person, and of the other side what agrees and the organisation."""
    rows = Link.objects.visible_to(request.actor).with_sides(request.actor)
    found = get_object_or_404(rows, pk=pk)
    sides = queries.sides_of(found)
    shown = [side.person.pk for side in sides if side.person]
    record_read(by=request.actor, verb="links.read", kind="people.person", object_ids=shown)
    proposed = found.state == LinkState.PROPOSED
    context = {
        "link": found,
        "sides": sides,
        "agreement": found.agreement.status(clock.today()) if found.agreement else None,
        "reason": queries.own_reason(found),
        "own_proposal": any(side.code == "one" and side.person for side in sides),
        "idle": queries.idle(found, clock.today()),
        "waits": proposed and any(side.person and side.decided_at is None for side in sides),
        "proposed": proposed,
        "confirmed": found.state == LinkState.CONFIRMED,
    }
    return render(request, "links/link.html", context)


@page(access.may_decide)
def join(request: Request, one: int, other: int) -> HttpResponseBase:
    """Link two records of one's organisation that may not be merged, with a reason."""
    if queries.organisation_of_both(request.actor, one, other) is None:
        raise Http404
    record_read(by=request.actor, verb="links.compare", kind="people.person", object_ids=[one, other])
    persons = Person.objects.with_shown().in_bulk([one, other])

    def do(data: dict[str, Any]) -> str:
        made = actions.join(by=request.actor, one=one, other=other, reason=data["reason"])
        return made.get_absolute_url()

    return form_page(
        request,
        JoinForm,
        do=do,
        title=_("Link without merging"),
        submit=_("Link without merging"),
        template="links/join.html",
        context={"persons": [persons[one], persons[other]]},
        cancel=persons[one].get_absolute_url(),
    )


@page(access.may_decide)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponseBase:
    """Confirm for one's own side."""
    found = get_object_or_404(Link.objects.visible_to(request.actor), pk=pk)
    try:
        actions.confirm(by=request.actor, link=found)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect(found)


@page(access.may_decide)
def refuse(request: Request, pk: int) -> HttpResponseBase:
    """Refuse a proposed link, with a reason."""
    return _close(request, pk, actions.refuse, _("Refuse the link"))


@page(access.may_decide)
def end(request: Request, pk: int) -> HttpResponseBase:
    """End a confirmed link, with a reason."""
    return _close(request, pk, actions.end, _("End the link"))


def _close(request: Request, pk: int, act: Any, title: str | Promise) -> HttpResponseBase:
    found = get_object_or_404(Link.objects.visible_to(request.actor), pk=pk)

    def do(data: dict[str, Any]) -> str:
        act(by=request.actor, link=found, reason=data["reason"])
        return found.get_absolute_url()

    return form_page(request, ReasonForm, do=do, title=title, submit=title, cancel=found.get_absolute_url())
