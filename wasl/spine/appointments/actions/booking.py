"""Appointments: booked, moved, taken over from a register."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.base.network.models import Office
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.appointments import access, rules
from wasl.spine.appointments.actions.checks import check_act, check_time
from wasl.spine.appointments.actions.reminding import take_back
from wasl.spine.appointments.enums import Origin, Reason, Status
from wasl.spine.appointments.models import Appointment, Move
from wasl.spine.appointments.queries.staff import works_at
from wasl.spine.cases.actions.checks import check_open, check_role
from wasl.spine.cases.enums import Mode
from wasl.spine.cases.models import Case
from wasl.spine.people.actions import check_visible, programme_for
from wasl.spine.people.models import Party


@transaction.atomic
def book_appointment(
    *,
    by: Actor,
    starts_at: datetime,
    case: Case | None = None,
    party: Party | None = None,
    office: Office | None = None,
    programme: Programme | None = None,
    minutes: int = 30,
    mode: str = Mode.OFFICE,
    subject: str = "",
    user: User | None = None,
    despite_estimate: bool = False,
) -> Appointment:
    """Book a meeting at an instant, with `user` or with whoever is there (None).

    With a `case`, its party at its office; else the `party` at the `office`. Refused unless `by` advises or receives
    there (and sees the party), or is assigned to the case; RuleBroken on a closed case, in the past, out of the hours
    of the office, on a holiday or closure, when `user` does not work there, is absent or is taken at that time. A
    holiday that is only estimated is warned of (code "estimated") unless `despite_estimate`.
    """
    row = _placed(by, case=case, party=party, office=office, programme=programme)
    if case is not None:
        check_open(case)
    _check_how(row.office, mode, user)
    check_time(row.office, starts_at, minutes, user.pk if user else None, despite_estimate=despite_estimate)
    row.user, row.starts_at, row.minutes, row.mode = user, starts_at, minutes, mode
    row.subject = subject.strip()[:200]
    row.save(force_insert=True)
    record(by=by, verb="appointments.book", object=row, organisation=row.organisation_id)
    return row


def _placed(
    by: Actor, *, case: Case | None, party: Party | None, office: Office | None, programme: Programme | None
) -> Appointment:
    """A new row in its place, once `by` may book there."""
    if case is not None:
        check_role(by, case, access.BOOKERS, assigned=True)
        row = Appointment(case=case, party_id=case.party_id, office=case.office)
        row.programme_id = case.programme_id
    else:
        assert party is not None
        assert office is not None
        row = Appointment(party=party, office=office)
        row.programme_id = programme_for(by, office, programme, access.BOOKERS)
        check_visible(by, [party.pk])
    row.organisation_id = row.office.organisation_id
    row.authored_by(by)
    return row


def _check_how(office: Office, mode: str, user: User | None) -> None:
    if mode not in Mode.values:
        raise RuleBroken(_("Choose one of the list."), field="mode", code="mode")
    if user is not None and not works_at(user.pk, office):
        raise RuleBroken(_("This person does not work at that office."), field="user", code="user")


@transaction.atomic
def move_appointment(
    *,
    by: Actor,
    appointment: Appointment,
    starts_at: datetime,
    reason: str,
    minutes: int | None = None,
    user: User | None = None,
    expected: int | None = None,
    despite_estimate: bool = False,
) -> Appointment:
    """Move an appointment to another instant or to somebody else (None: whoever is there); its history stays.

    `expected` is the version that was read: Conflict when somebody moved it since. A reminder that has not gone is
    taken back, and one is put for the new instant. RuleBroken as for a booking, or when it is settled already.
    """
    check_act(by, appointment)
    if not appointment.is_booked:
        raise RuleBroken(_("This appointment is settled already."), code="settled")
    check_reason(reason)
    length = minutes or appointment.minutes
    _check_how(
        appointment.office, appointment.mode, user if user and user.pk != appointment.user_id else None
    )
    check_time(
        appointment.office,
        starts_at,
        length,
        user.pk if user else None,
        but=appointment.pk,
        despite_estimate=despite_estimate,
    )
    before = Move(appointment=appointment, starts_at=appointment.starts_at, minutes=appointment.minutes)
    before.user_id, before.reason = appointment.user_id, reason
    before.authored_by(by)
    appointment.starts_at, appointment.minutes, appointment.user = starts_at, length, user
    held = expected if expected is not None else appointment.version
    appointment.save_current(held, ["starts_at", "minutes", "user"])
    if not Appointment.objects.booked().filter(pk=appointment.pk).exists():
        raise RuleBroken(_("This appointment is settled already."), code="settled")
    before.save(force_insert=True)
    take_back(by, appointment)
    record(
        by=by,
        verb="appointments.move",
        object=appointment,
        reason=reason,
        organisation=appointment.organisation_id,
    )
    return appointment


def check_reason(reason: str) -> None:
    """RuleBroken unless it is one of the reasons that people give."""
    if reason not in Reason.values or reason == Reason.CASE:
        raise RuleBroken(_("Say why."), field="reason", code="reason")


@transaction.atomic
def take_over(
    *,
    by: Actor,
    starts_at: datetime,
    status: str,
    case: Case | None = None,
    party: Party | None = None,
    office: Office | None = None,
    programme: Programme | None = None,
    minutes: int = 30,
    mode: str = Mode.OFFICE,
    subject: str = "",
    user: User | None = None,
) -> Appointment:
    """Keep an appointment of the past with what became of it (done, no_show, cancelled), as a register tells it.

    No hours, holidays or calendars are asked about: it was. Refused as for a booking; RuleBroken when it lies ahead
    or its result is not known.
    """
    row = _placed(by, case=case, party=party, office=office, programme=programme)
    if starts_at >= clock.now():
        raise RuleBroken(_("This time is still to come."), field="starts_at", code="future")
    if status not in Status.values or status == Status.BOOKED:
        raise RuleBroken(_("Say what became of it."), field="status", code="status")
    if rules.minutes_fault(minutes):
        raise RuleBroken(_("Between one minute and eight hours."), field="minutes", code="minutes")
    _check_how(row.office, mode, None)
    row.user, row.starts_at, row.minutes, row.mode = user, starts_at, minutes, mode
    row.subject, row.status, row.origin = subject.strip()[:200], status, Origin.IMPORT
    row.settled_at, row.settled_by_label = clock.now(), by.label[:150]
    row.save(force_insert=True)
    record(by=by, verb="appointments.take_over", object=row, organisation=row.organisation_id)
    return row
