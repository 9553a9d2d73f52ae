"""What became of an appointment."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.appointments.actions.booking import check_reason
from wasl.spine.appointments.actions.checks import check_act
from wasl.spine.appointments.actions.reminding import take_back
from wasl.spine.appointments.enums import WORKFLOW, Passage
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import local


@transaction.atomic
def settle_appointment(*, by: Actor, appointment: Appointment, passage: str) -> Appointment:
    """Say that somebody came (`done`, from the morning of the day on) or did not (`no_show`, once it was time).

    Refused as for a booking; RuleBroken when it is settled already, still to come, or its case is closed.
    """
    check_act(by, appointment)
    early = appointment.starts_at > clock.now()
    if passage == Passage.DONE:
        early = local(appointment.starts_at).date() > clock.today()
    if passage != Passage.CANCEL and early:
        raise RuleBroken(_("This appointment is still to come."), code="future")
    if passage == Passage.CANCEL:
        raise RuleBroken(_("Say why."), field="reason", code="reason")
    _pass(by, appointment, passage)
    record(
        by=by,
        verb="appointments.settle",
        object=appointment,
        reason=appointment.status,
        organisation=appointment.organisation_id,
    )
    return appointment


@transaction.atomic
def cancel_appointment(*, by: Actor, appointment: Appointment, reason: str) -> Appointment:
    """Cancel a booked appointment with its reason; a reminder that has not gone is taken back.

    Refused as for a booking; RuleBroken without a reason, when it is settled already or its case is closed.
    """
    check_act(by, appointment)
    return cancel_row(by, appointment, reason)


def cancel_row(by: Actor, appointment: Appointment, reason: str) -> Appointment:
    """Cancel it; whoever calls has checked who may."""
    check_reason(reason)
    _pass(by, appointment, Passage.CANCEL, reason)
    take_back(by, appointment)
    record(
        by=by,
        verb="appointments.cancel",
        object=appointment,
        reason=reason,
        organisation=appointment.organisation_id,
    )
    return appointment


def _pass(by: Actor, appointment: Appointment, passage: str, reason: str = "") -> None:
    transition = WORKFLOW.passage(appointment.status, passage)
    now = clock.now()
    rows = Appointment.objects.filter(
        pk=appointment.pk, status=appointment.status, version=appointment.version
    )
    done = rows.update(
        status=transition.target, reason=reason, settled_at=now, settled_by_label=by.label[:150]
    )
    if not done:
        raise RuleBroken(_("This step is no longer possible: the record has moved on."), code="workflow")
    appointment.status, appointment.reason, appointment.settled_at = transition.target, reason, now
