"""The working hours of an office, its closures and reminders, the absences of the staff: kept as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import Membership, User
from wasl.base.audit.actions import record
from wasl.base.network.models import Office, Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.appointments import access, rules
from wasl.spine.appointments.models import Absence, Closure, Hours, OfficeTimetable, Reminder


def _check_office(by: Actor, office: Office) -> None:
    check(access.may_manage(by, organisation=office.organisation_id, office=office.pk))


def _check_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken(_("It cannot end before it began."), field="ends_on", code="order")


@transaction.atomic
def set_timetable(
    *,
    by: Actor,
    office: Office,
    name: str,
    starts_on: date,
    hours: Mapping[int, Sequence[rules.Stretch]],
    ends_on: date | None = None,
    places: int = 1,
) -> OfficeTimetable:
    """Set the working hours of an office from a day on: weekday (Monday 0) → stretches; a weekday left out is of rest.

    Over the days that two cover, the one that began last prevails. Refused to who does not manage the office;
    RuleBroken without any hours, for stretches that overlap, or when one begins on that day already.
    """
    _check_office(by, office)
    _check_order(starts_on, ends_on)
    if not name.strip():
        raise RuleBroken(_("Give it a name."), field="name", code="name")
    if not 1 <= places <= 20:
        raise RuleBroken(_("Between 1 and 20."), field="places", code="places")
    if not any(hours.values()):
        raise RuleBroken(_("Say the hours of one day at least."), code="empty")
    if any(rules.hours_fault(one) for one in hours.values()):
        raise RuleBroken(_("The hours of a day follow one another without overlapping."), code="overlap")
    if OfficeTimetable.objects.filter(office=office, starts_on=starts_on).exists():
        raise RuleBroken(_("Other hours begin on that day already."), field="starts_on", code="twice")
    row = OfficeTimetable(
        office=office, name=name.strip()[:80], starts_on=starts_on, ends_on=ends_on, places=places
    )
    row.authored_by(by)
    row.save(force_insert=True)
    Hours.objects.bulk_create(
        Hours(timetable=row, weekday=day, opens=opens, closes=closes)
        for day, stretches in sorted(hours.items())
        for opens, closes in stretches
    )
    record(by=by, verb="appointments.timetable", object=office, organisation=office.organisation_id)
    return row


@transaction.atomic
def end_timetable(*, by: Actor, timetable: OfficeTimetable, on: date) -> OfficeTimetable:
    """End working hours on the day `on`, their last day. RuleBroken before they began."""
    _check_office(by, timetable.office)
    _check_order(timetable.starts_on, on)
    timetable.ends_on = on
    timetable.save(update_fields=["ends_on"])
    record(by=by, verb="appointments.timetable_end", object=timetable.office)
    return timetable


@transaction.atomic
def close_office(*, by: Actor, office: Office, starts_on: date, ends_on: date, reason: str) -> Closure:
    """Note that an office receives nobody from a day to a day, and why. Appointments booked then stay, to be moved."""
    _check_office(by, office)
    _check_order(starts_on, ends_on)
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="reason")
    row = Closure(office=office, starts_on=starts_on, ends_on=ends_on, reason=reason.strip()[:120])
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="appointments.closure", object=office, organisation=office.organisation_id)
    return row


@transaction.atomic
def remove_closure(*, by: Actor, closure: Closure) -> None:
    """Remove a closure that was noted by mistake or is not to be."""
    _check_office(by, closure.office)
    closure.delete()
    record(by=by, verb="appointments.closure_removed", object=closure.office)


def _check_absence(by: Actor, organisation_id: int, user_id: int) -> None:
    own = by.kind == "user" and by.id == user_id
    check(own or by.may(access.MANAGERS, organisation=organisation_id))


@transaction.atomic
def note_absence(
    *, by: Actor, user: User, organisation: Organisation, starts_on: date, ends_on: date
) -> Absence:
    """Note that somebody of the staff is away from a day to a day; their own, or by who manages the organisation.

    RuleBroken when they do not work there. Appointments booked with them stay, to be moved.
    """
    _check_absence(by, organisation.pk, user.pk)
    _check_order(starts_on, ends_on)
    if not Membership.objects.valid_on(clock.today()).filter(user=user, organisation=organisation).exists():
        raise RuleBroken(_("This person does not work there."), field="user", code="user")
    row = Absence(organisation=organisation, user=user, starts_on=starts_on, ends_on=ends_on)
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="appointments.absence", object=row, organisation=organisation.pk)
    return row


@transaction.atomic
def remove_absence(*, by: Actor, absence: Absence) -> None:
    """Remove an absence that is not to be."""
    _check_absence(by, absence.organisation_id, absence.user_id)
    pk = absence.pk
    absence.delete()
    record(by=by, verb="appointments.absence_removed", kind="appointments.absence", object_ids=[pk])


@transaction.atomic
def set_reminder(*, by: Actor, office: Office, starts_on: date, hours_before: int) -> Reminder:
    """Say how many hours before an appointment it is recalled, from a day on; 0: never."""
    _check_office(by, office)
    if not 0 <= hours_before <= rules.LONGEST_REMINDER:
        raise RuleBroken(_("Between 0 and 336 hours."), field="hours_before", code="hours")
    row, _made = Reminder.objects.update_or_create(
        office=office,
        starts_on=starts_on,
        defaults={"hours_before": hours_before, "created_by_id": by.id, "created_by_label": by.label[:150]},
    )
    record(by=by, verb="appointments.reminder", object=office, organisation=office.organisation_id)
    return row
