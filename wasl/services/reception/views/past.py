"""Visits that were: the list, one of them, its ticket, the figures of a day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from wasl.base.audit.actions import record, record_read
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.forms.dates import read_date
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.reception import access, actions, queries
from wasl.services.reception.forms import DetachForm, WithdrawForm
from wasl.services.reception.models import Visit
from wasl.services.reception.models.visit import VisitQuerySet
from wasl.services.reception.tables import table_for
from wasl.spine.people import access as people_access
from wasl.spine.people.models import Person
from wasl.spine.people.queries import search


def _rows(request: Request) -> VisitQuerySet:
    visits = Visit.objects.visible_to(request.actor)
    return visits.select_related("person__party", "office", "guichet", "organisation")


@require_safe
@page(access.may_read)
def visits(request: Request) -> HttpResponseBase:
    """The visits within the reader's offices; withdrawn ones stay in the list and say so."""
    title = _("Visits")
    context = {"may_export": access.may_export(request.actor)}
    return respond(
        request,
        table_for(request),
        _rows(request),
        template="reception/visits.html",
        title=title,
        context=context,
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="reception.export", kind="reception.visit", reason=str(count))


@require_safe
@page(access.may_read)
def visit(request: Request, pk: int) -> HttpResponseBase:
    """One visit, and who it was when the visitor is known later."""
    found = get_object_or_404(_rows(request), pk=pk)
    record_read(by=request.actor, verb="reception.read", kind="reception.visit", object_ids=[pk])
    text = " ".join(request.GET.get("q", "").split())
    standing = found.status != "withdrawn"
    works_there = access.may_record_at(
        request.actor, organisation=found.organisation_id, office=found.office_id
    )
    may_attach = found.person_id is None and standing and works_there
    people = search(request.actor, text) if text and may_attach else []
    if people:
        ids = [one.person.pk for one in people]
        record_read(by=request.actor, verb="reception.search", kind="people.person", object_ids=ids)
    may_withdraw = standing and access.may_withdraw(
        request.actor, organisation=found.organisation_id, office=found.office_id
    )
    context = {"visit": found, "text": text, "found": people}
    context |= {"may_attach": may_attach, "may_withdraw": may_withdraw}
    context |= {"may_detach": found.person_id is not None and standing and works_there}
    context |= {"may_send": found.status in ("waiting", "called") and works_there}
    context |= {"new_query": urlencode([("visit", pk), ("q", text), ("office", found.office_id)])}
    context |= {"may_register": may_attach and people_access.may_write(request.actor)}
    context |= {"may_print": works_there, "opens_people": people_access.may_read(request.actor)}
    return render(request, "reception/visit.html", context)


@require_POST
@page(access.may_use_desk)
def attach(request: Request, pk: int) -> HttpResponse:
    """This is who it was."""
    found = get_object_or_404(_rows(request), pk=pk)
    chosen = request.POST.get("person", "")
    visible = Person.objects.visible_to(request.actor).select_related("party", "nationality")
    person = get_object_or_404(visible, pk=int(chosen) if chosen.isdecimal() else 0)
    try:
        actions.attach_person(by=request.actor, visit=found, person=person)
    except RuleBroken as broken:
        messages.warning(request, str(broken))
    else:
        messages.success(
            request, _("This visit is now that of %(name)s; it is still one visit.") % {"name": person}
        )
    return redirect(found)


@page(access.may_use_desk)
def detach(request: Request, pk: int) -> HttpResponseBase:
    """It was not this person: the visit is anonymous again."""
    found = get_object_or_404(_rows(request).standing().filter(person__isnull=False), pk=pk)
    check(access.may_record_at(request.actor, organisation=found.organisation_id, office=found.office_id))

    def do(data: dict[str, Any]) -> str:
        actions.detach_person(by=request.actor, visit=found, reason=data["reason"])
        messages.success(request, _("This visit is anonymous again; it is still one visit."))
        return found.get_absolute_url()

    intro = _("The visit stays and counts once; it is no longer a visit of %(name)s.")
    return form_page(
        request,
        DetachForm,
        do=do,
        title=_("It was not this person"),
        submit=_("Take the visit off this person"),
        cancel=found.get_absolute_url(),
        context={"intro": intro % {"name": found.who}},
    )


@page(access.may_withdraw_visits)
def withdraw(request: Request, pk: int) -> HttpResponseBase:
    """Withdraw a visit recorded by mistake."""
    found = get_object_or_404(_rows(request), pk=pk)
    check(access.may_withdraw(request.actor, organisation=found.organisation_id, office=found.office_id))

    def do(data: dict[str, Any]) -> str:
        actions.withdraw_visit(by=request.actor, visit=found, reason=data["reason"])
        return found.get_absolute_url()

    return form_page(
        request,
        WithdrawForm,
        do=do,
        title=_("Withdraw this visit"),
        submit=pgettext("the visit", "Withdraw"),
        cancel=found.get_absolute_url(),
        context={"intro": _("The visit and the figure it counted in are withdrawn; both stay readable.")},
    )


@require_safe
@page(access.may_read)
def day(request: Request) -> HttpResponseBase:
    """The figures of a day at one or all of one's offices."""
    offices = list(Office.objects.covered_by(request.actor, access.READERS).order_by("name", "pk"))
    asked = read_date(request.GET.get("day", ""), today=clock.today())
    on = asked.first if asked else clock.today()
    wanted = request.GET.get("office", "")
    chosen = [office for office in offices if str(office.pk) == wanted] or offices
    summary = queries.day_summary([office.pk for office in chosen], on)
    context = {"summary": summary, "offices": offices, "office": wanted, "day": on}
    return render(request, "reception/day.html", context)
