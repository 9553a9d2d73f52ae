"""Appointments: booked, then held, missed or cancelled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases import access, rules
from wasl.spine.cases.actions.checks import check_open, check_role
from wasl.spine.cases.enums import APPOINTMENTS, AppointmentStatus, Mode
from wasl.spine.cases.models import Appointment, Case


@transaction.atomic
def book_appointment(
    *,
    by: Actor,
    case: Case,
    starts_at: datetime,
    minutes: int = 30,
    mode: str = Mode.OFFICE,
    subject: str = "",
    user: User | None = None,
) -> Appointment:
    """Book a meeting at an instant, with `user` (whoever books it, by default).

    Refused unless `by` advises or receives where the case is, or is assigned to it; RuleBroken on a closed case, in
    the past, on a day the office is closed, or when that user is taken at that time.
    """
    check_role(by, case, access.BOOKERS, assigned=True)
    check_open(case)
    if starts_at < clock.now():
        raise RuleBroken(_("This time is already past."), field="starts_at", code="past")
    if rules.minutes_fault(minutes, rules.LONGEST_APPOINTMENT) or mode not in Mode.values:
        raise RuleBroken(_("Between one minute and eight hours."), field="minutes", code="minutes")
    if not case.office.open_on(starts_at.astimezone(timezone.get_current_timezone()).date()):
        raise RuleBroken(_("The office is not open on that day."), field="starts_at", code="office")
    user_id = user.pk if user else by.id if by.kind == "user" else None
    if user_id is not None and _taken(user_id, starts_at, minutes):
        raise RuleBroken(_("Another appointment stands at that time."), field="starts_at", code="taken")
    row = Appointment(
        case=case, user_id=user_id, starts_at=starts_at, minutes=minutes, mode=mode, subject=subject.strip()
    )
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="cases.book", object=row, organisation=case.organisation_id)
    return row


def _taken(user_id: int, starts_at: datetime, minutes: int) -> bool:
    first, last = rules.neighbours(starts_at, minutes)
    rows = Appointment.objects.filter(
        user_id=user_id, status=AppointmentStatus.BOOKED, starts_at__gt=first, starts_at__lt=last
    )
    return any(rules.overlap(starts_at, minutes, row.starts_at, row.minutes) for row in rows)


@transaction.atomic
def settle_appointment(*, by: Actor, appointment: Appointment, passage: str) -> Appointment:
    """Say what became of an appointment: `done`, `no_show` or `cancel`.

    Only a cancelling may come before its time. RuleBroken when it is settled already or its case is closed.
    """
    check_role(by, appointment.case, access.BOOKERS, assigned=True)
    check_open(appointment.case)
    transition = APPOINTMENTS.passage(appointment.status, passage)
    if passage != "cancel" and appointment.starts_at > clock.now():
        raise RuleBroken(_("This appointment is still to come."), code="future")
    now = clock.now()
    rows = Appointment.objects.filter(pk=appointment.pk, status=appointment.status)
    if not rows.update(status=transition.target, settled_at=now, settled_by_label=by.label[:150]):
        raise RuleBroken(_("This step is no longer possible: the record has moved on."), code="workflow")
    appointment.status, appointment.settled_at = transition.target, now
    record(by=by, verb="cases.appointment", object=appointment, organisation=appointment.case.organisation_id)
    return appointment
