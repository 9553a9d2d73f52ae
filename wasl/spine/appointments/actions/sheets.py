"""Appointments of a sheet: those of the past kept as they were, those to come booked; and taken back with the sheet."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.appointments import access, rules
from wasl.spine.appointments.actions.booking import book_appointment, take_over
from wasl.spine.appointments.actions.settling import cancel_row
from wasl.spine.appointments.enums import Origin, Reason, Status
from wasl.spine.appointments.models import Appointment
from wasl.spine.people.models import Party


@transaction.atomic
def take_in(
    *,
    by: Actor,
    party: Party,
    office: Office,
    starts_at: datetime,
    status: str,
    minutes: int,
    mode: str,
    subject: str = "",
    user: User | None = None,
) -> Appointment:
    """Keep an appointment of the past with what became of it, or book one that is to come.

    Refused and RuleBroken as for `take_over` and `book_appointment`; RuleBroken too when it stands already (same
    person, same instant), and when `user` had another one at that time which was not cancelled.
    """
    standing = Appointment.objects.exclude(status=Status.CANCELLED)
    if standing.filter(party=party, starts_at=starts_at).exists():
        raise RuleBroken(_("This appointment stands already."), field="held_on", code="twice")
    if starts_at >= clock.now():
        return book_appointment(
            by=by, party=party, office=office, starts_at=starts_at, minutes=minutes, mode=mode, subject=subject,
            user=user,
        )  # fmt: skip
    if user is not None and status != Status.CANCELLED:
        first, last = rules.neighbours(starts_at, minutes)
        wanted = rules.span(starts_at, minutes)
        rows = standing.filter(user=user, starts_at__gt=first, starts_at__lt=last)
        if any(rules.span(row.starts_at, row.minutes).meets(wanted) for row in rows):
            raise RuleBroken(_("Another appointment stands at that time."), field="user", code="taken")
    return take_over(
        by=by, party=party, office=office, starts_at=starts_at, status=status, minutes=minutes, mode=mode,
        subject=subject, user=user,
    )  # fmt: skip


@transaction.atomic
def take_back_imported(*, by: Actor, appointment: Appointment, reason: str) -> str:
    """Undo an appointment that a sheet had brought; returns why it is kept, in words, "" when it is not.

    One still booked is cancelled as booked by mistake; one taken over from the past is removed. One that was settled
    since, or on which another record rests, is kept.
    """
    organisation, office = appointment.organisation_id, appointment.office_id
    check(access.may_take_back(by, organisation=organisation, office=office))
    if appointment.is_booked:
        cancel_row(by, appointment, Reason.MISTAKE)
        return ""
    if appointment.origin != Origin.IMPORT:
        return str(appointment.get_status_display()) if appointment.status != Status.CANCELLED else ""
    for field in appointment._meta.get_fields(include_hidden=True):
        if isinstance(field, models.ManyToOneRel):
            held = field.related_model._base_manager.filter(**{field.field.name: appointment.pk}).count()
            if held:
                return f"{held} {field.related_model._meta.verbose_name_plural}"
    record(
        by=by,
        verb="appointments.take_back",
        object=appointment,
        organisation=appointment.organisation_id,
        reason=reason,
    )
    appointment.delete()
    return ""
