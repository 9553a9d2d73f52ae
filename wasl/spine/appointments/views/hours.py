"""The working hours of offices, their closures, reminders, and the absences of the staff."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wasl.base.accounts.models import Membership, User
from wasl.base.network.models import Office, Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.appointments import access, actions, rules
from wasl.spine.appointments.forms import (
    AbsenceForm,
    ClosureForm,
    EndForm,
    ReminderForm,
    TimetableForm,
    usual_week,
)
from wasl.spine.appointments.models import Absence, Closure, OfficeTimetable, Reminder
from wasl.spine.appointments.queries.reminders import hours_of

SEEN = (*access.READERS, *access.ASSIGNED, *access.MANAGERS)


def _offices(actor: Actor) -> QuerySet[Office]:
    return Office.objects.covered_by(actor, SEEN).select_related("organisation")


@require_safe
@page(access.may_see_hours)
def offices(request: Request) -> HttpResponseBase:
    """The offices whose hours the reader may see."""
    rows = list(_offices(request.actor).prefetch_related("timetables__hours"))
    return render(request, "appointments/offices.html", {"title": _("Working hours"), "rows": rows})


@require_safe
@page(access.may_see_hours)
def office(request: Request, pk: int) -> HttpResponseBase:
    """The hours of an office, its closures, the public holidays of the year, its reminders."""
    found = get_object_or_404(_offices(request.actor), pk=pk)
    today = clock.today()
    timetables = list(OfficeTimetable.objects.filter(office=found).prefetch_related("hours"))
    prevailing = rules.prevailing([one.as_rule for one in timetables], today)
    language = (get_language() or "fr")[:2]
    holidays = [*rules.holidays_of(today.year, language).items()]
    holidays += [*rules.holidays_of(today.year + 1, language).items()]
    context = {
        "title": _("Working hours of %(office)s") % {"office": found.name},
        "office": found,
        "timetables": timetables,
        "in_force": prevailing.starts_on if prevailing else None,
        "closures": list(Closure.objects.filter(office=found, ends_on__gte=today)),
        "holidays": [(day, one) for day, one in sorted(holidays) if day >= today][:20],
        "reminders": list(Reminder.objects.filter(office=found)),
        "hours_before": hours_of(found, today),
        "may_manage": access.may_manage(request.actor, organisation=found.organisation_id, office=found.pk),
    }
    return render(request, "appointments/office.html", context)


def _managed(request: Request, pk: int) -> Office:
    return get_object_or_404(Office.objects.covered_by(request.actor, access.MANAGERS), pk=pk)


def _page(found: Office) -> str:
    return reverse("appointments:office", args=[found.pk])


@page(access.may_set_hours)
def timetable(request: Request, pk: int) -> HttpResponseBase:
    """New hours from a day on."""
    found = _managed(request, pk)
    made: list[TimetableForm] = []

    class Form(TimetableForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        actions.set_timetable(
            by=request.actor,
            office=found,
            name=data["name"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            places=data["places"],
            hours=made[-1].hours(),
        )
        return _page(found)

    intro = _(
        "Leave a day empty when the office receives nobody. Over the same days, the hours begun last prevail."
    )
    return form_page(
        request,
        Form,
        do=save,
        title=_("New working hours of %(office)s") % {"office": found.name},
        initial={"starts_on": clock.today(), "places": 1, **usual_week()},
        context={"intro": intro},
        cancel=_page(found),
    )


@page(access.may_set_hours)
def timetable_end(request: Request, pk: int) -> HttpResponseBase:
    """The last day of working hours."""
    offices = Office.objects.covered_by(request.actor, access.MANAGERS)
    found = get_object_or_404(
        OfficeTimetable.objects.filter(office__in=offices).select_related("office"), pk=pk
    )

    def save(data: dict[str, Any]) -> str:
        actions.end_timetable(by=request.actor, timetable=found, on=data["ends_on"])
        return _page(found.office)

    return form_page(
        request,
        EndForm,
        do=save,
        title=_("Last day of “%(name)s”") % {"name": found.name},
        initial={"ends_on": found.ends_on or clock.today()},
        cancel=_page(found.office),
    )


@page(access.may_set_hours)
def closure(request: Request, pk: int) -> HttpResponseBase:
    """Days on which the office receives nobody."""
    found = _managed(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.close_office(by=request.actor, office=found, **data)
        return _page(found)

    return form_page(
        request,
        ClosureForm,
        do=save,
        title=_("A closure of %(office)s") % {"office": found.name},
        cancel=_page(found),
    )


@page(access.may_set_hours)
def closure_remove(request: Request, pk: int) -> HttpResponseBase:
    """Remove a closure."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    offices = Office.objects.covered_by(request.actor, access.MANAGERS)
    found = get_object_or_404(Closure.objects.filter(office__in=offices).select_related("office"), pk=pk)
    actions.remove_closure(by=request.actor, closure=found)
    messages.success(request, _("The closure is removed."))
    return redirect(_page(found.office))


@page(access.may_set_hours)
def reminder(request: Request, pk: int) -> HttpResponseBase:
    """How long before an appointment it is recalled."""
    found = _managed(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.set_reminder(by=request.actor, office=found, **data)
        return _page(found)

    intro = _(
        "Only persons who agreed to be called or written to are reminded, on their own telephone or e-mail. "
        "The text names the office and the hour, never what the appointment is about."
    )
    return form_page(
        request,
        ReminderForm,
        do=save,
        title=_("Reminders of %(office)s") % {"office": found.name},
        initial={"starts_on": clock.today(), "hours_before": hours_of(found, clock.today())},
        context={"intro": intro},
        cancel=_page(found),
    )


@page(access.may_be_absent)
def absences(request: Request) -> HttpResponseBase:
    """One's own coming absences and those of the staff one manages; note another."""
    people = _people(request.actor)

    def save(data: dict[str, Any]) -> str:
        user = data["user"]
        organisation = _organisation(request.actor, user)
        check(organisation is not None)
        assert organisation is not None
        actions.note_absence(
            by=request.actor,
            user=user,
            organisation=organisation,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
        )
        return reverse("appointments:absences")

    rows = Absence.objects.visible_to(request.actor).filter(ends_on__gte=clock.today()).select_related("user")
    return form_page(
        request,
        AbsenceForm,
        do=save,
        title=_("Absences"),
        submit=_("Note the absence"),
        template="appointments/absences.html",
        initial={"user": request.actor.id},
        form_kwargs={"people": people},
        context={"rows": list(rows)},
    )


def _members(actor: Actor) -> QuerySet[Membership]:
    """The roles, held today, of whoever's absence the actor may note."""
    held = Membership.objects.valid_on(clock.today())
    mine = Q(user_id=actor.id or 0)
    if actor.has(*access.MANAGERS):
        mine |= Q(organisation__in=actor.organisations(*access.MANAGERS))
    return held.filter(mine)


def _people(actor: Actor) -> QuerySet[User]:
    rows = _members(actor).values("user_id")
    return User.objects.filter(pk__in=rows, is_active=True).order_by("display_name", "pk")


def _organisation(actor: Actor, user: User) -> Organisation | None:
    row = _members(actor).filter(user=user).select_related("organisation").order_by("pk").first()
    return row.organisation if row else None


@page(access.may_be_absent)
def absence_remove(request: Request, pk: int) -> HttpResponseBase:
    """Remove an absence."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = get_object_or_404(Absence.objects.visible_to(request.actor), pk=pk)
    actions.remove_absence(by=request.actor, absence=found)
    messages.success(request, _("The absence is removed."))
    return redirect("appointments:absences")
