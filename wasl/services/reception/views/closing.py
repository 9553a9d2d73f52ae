"""Closing a day, and the days that were closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Guichet, Office
from wasl.base.reference.enums import CountryGroup
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.errors import Conflict
from wasl.kernel.forms import form_page
from wasl.kernel.forms.dates import DAY, read_date
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page
from wasl.services.reception import access, actions, queries
from wasl.services.reception.books import ClosingTable
from wasl.services.reception.enums import Reason
from wasl.services.reception.models import DayClosing, Visit
from wasl.services.reception.sheets import CloseForm, ReopenForm
from wasl.services.reception.views.places import offices_and_own
from wasl.spine.people.enums import Sex


def asked_day(request: Request) -> str:
    """The day as it was typed, in the form or in the address."""
    return request.POST.get("day", "") or request.GET.get("day", "")


def office_and_day(request: Request) -> tuple[list[Office], Office | None, date]:
    """The offices one works at, the one chosen, and the day of the address (today unless it names one before)."""
    offices, office = offices_and_own(request)
    asked = read_date(asked_day(request), today=clock.today())
    day = asked.first if asked and asked.precision == DAY else clock.today()
    return offices, office, min(day, clock.today())


@page(access.may_use_desk)
def closing(request: Request) -> HttpResponseBase:
    """Who is still there, what the day counts, and its close."""
    offices, office, day = office_and_day(request)
    if office is None:
        return render(request, "reception/no_office.html")
    open_visits = queries.still_open(office, day)
    ids = [visit.person_id for visit in open_visits if visit.person_id]
    if ids:
        record_read(by=request.actor, verb="reception.read", kind="people.person", object_ids=ids)

    def do(data: dict[str, Any]) -> str:
        done = actions.close_day(by=request.actor, office=office, day=day, note=data["note"])
        messages.success(request, _("The day is closed. You signed for what it counts."))
        return done.get_absolute_url()

    counts = queries.day_counts([office.pk], day)
    return form_page(
        request,
        CloseForm,
        do=do,
        title=_("Close the day"),
        submit=_("Close the day and sign"),
        template="reception/closing.html",
        context={
            "offices": offices,
            "office": office,
            "day": day,
            "open_visits": open_visits,
            "closed": queries.closing_of(office, day),
            "counts": counts,
            "parts": _parts(counts.lines),
        },
    )


@require_POST
@page(access.may_use_desk)
def settle(request: Request, pk: int) -> HttpResponse:
    """Somebody who still waited was received, or left."""
    visit = get_object_or_404(Visit.objects.visible_to(request.actor).select_related("office"), pk=pk)
    served = request.POST.get("as") == "served"
    try:
        actions.settle_ticket(by=request.actor, visit=visit, served=served)
    except Conflict as told:
        messages.warning(request, str(told))
    asked = urlencode({"office": str(visit.office_id), "day": f"{visit.day:%d/%m/%Y}"})
    return redirect(f"{reverse('reception:closing')}?{asked}")


@require_safe
@page(access.may_read)
def closings(request: Request) -> HttpResponseBase:
    """Closed days, what each counted, and what changed since."""
    rows = DayClosing.objects.visible_to(request.actor).select_related("office")
    context = {"may_close": access.may_use_desk(request.actor)}
    template = "reception/closings.html"
    return respond(request, ClosingTable, rows, template=template, title=_("Closed days"), context=context)


def _visible(request: Request, pk: int) -> DayClosing:
    rows = DayClosing.objects.visible_to(request.actor).select_related("office", "organisation")
    return get_object_or_404(rows, pk=pk)


@require_safe
@page(access.may_read)
def closed_day(request: Request, pk: int) -> HttpResponseBase:
    """What a day counted when it was closed, who signed, and what it counts now."""
    found = _visible(request, pk)
    record_read(by=request.actor, verb="reception.closings", kind="reception.dayclosing", object_ids=[pk])
    frozen = (found.visits, found.people, found.anonymous)
    now = queries.counts_now([found])[found.pk]
    standing = found.is_standing
    may = access.may_reopen(request.actor, organisation=found.organisation_id, office=found.office_id)
    labels = (_("Visits"), _("Known people"), _("Anonymous visits"))
    shown = f"{found.day:%d/%m/%Y}"
    asked = {"counted": "yes", "office": str(found.office_id), "from": shown, "to": shown}
    context = {
        "closing": found,
        "parts": _parts(found.lines),
        "compared": list(zip(labels, frozen, now, strict=True)),
        "changed": frozen != now,
        "may_reopen": standing and may,
        "visits_url": f"{reverse('reception:visits')}?{urlencode(asked)}",
    }
    return render(request, "reception/closed_day.html", context)


@page(access.may_reopen_days)
def reopen(request: Request, pk: int) -> HttpResponseBase:
    """Open a closed day again, with a reason."""
    found = _visible(request, pk)
    check(access.may_reopen(request.actor, organisation=found.organisation_id, office=found.office_id))

    def do(data: dict[str, Any]) -> str:
        actions.reopen_day(by=request.actor, closing=found, reason=data["reason"])
        messages.success(request, _("The day is open again. Close it once more when it is complete."))
        return found.get_absolute_url()

    return form_page(
        request,
        ReopenForm,
        do=do,
        title=_("Open this day again"),
        submit=_("Open again"),
        cancel=found.get_absolute_url(),
        context={
            "intro": _("Visits may be recorded and withdrawn on it again. What was signed stays readable.")
        },
    )


def _parts(lines: dict[str, Any]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Visits by reason, guichet, sex and origin, with their words."""
    guichets = Guichet.objects.filter(pk__in=[int(code) for code, _n in lines.get("guichet", ()) if code])
    not_said = _("Not said")
    words: dict[str, tuple[str, dict[str, Any], str]] = {
        "reason": (_("Visits by reason"), dict(Reason.choices), not_said),
        "guichet": (_("Visits by guichet"), {str(one.pk): one.label for one in guichets}, _("Any desk")),
        "sex": (_("Visits by sex"), dict(Sex.choices), not_said),
        "group": (_("Visits by origin"), dict(CountryGroup.choices), not_said),
    }
    return [
        (title, [(str(labels.get(code, other)), count) for code, count in lines.get(name, ())])
        for name, (title, labels, other) in words.items()
    ]
