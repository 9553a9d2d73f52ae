"""Reminders: put into the outbox once, taken back when an appointment is moved or cancelled."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from wasl.base.messaging.actions import cancel_about, put
from wasl.base.messaging.enums import Channel
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor
from wasl.spine.appointments import rules
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.reminders import Reach, hours_by_office, reach_of, text_of

ABOUT, PURPOSE = "appointments.appointment", "appointments-reminder"


def take_back(by: Actor, appointment: Appointment) -> int:
    """Take back the reminder of an appointment that has not gone yet."""
    return cancel_about(by=by, about_kind=ABOUT, about_id=appointment.pk, purpose=PURPOSE)


def put_reminders() -> int:
    """Put into the outbox the reminders whose hour has come; returns how many. Does no harm when asked again.

    Each appointment is recalled once, and again when it was moved. Only whoever agreed to be called or written to and
    has a phone or an e-mail of their own is written to, in their language; the text names the office and the time
    alone, for a phone may be shared.
    """
    now = clock.now()
    hours = hours_by_office(clock.today())
    longest = max(hours.values(), default=0)
    longest = max(longest, rules.REMINDED_BEFORE)
    rows = Appointment.objects.booked().exclude(reminded=F("version"))
    rows = rows.between(now, now + timedelta(hours=longest)).select_related("office", "party")
    done = 0
    for row in rows.order_by("starts_at", "pk"):
        due = rules.reminder_due(
            starts_at=row.starts_at,
            hours_before=hours.get(row.office_id, rules.REMINDED_BEFORE),
            agreed_at=row.created_at,
            moved=row.version > 1,
            now=now,
        )
        reach = reach_of(row.party, clock.today()) if due else None
        if reach is not None:
            done += _put(row, reach)
    return done


@transaction.atomic
def _put(row: Appointment, reach: Reach) -> bool:
    """Put one reminder, unless the appointment was settled, moved or recalled meanwhile."""
    standing = (
        Appointment.objects.booked().filter(pk=row.pk, version=row.version).exclude(reminded=row.version)
    )
    if not standing.update(reminded=row.version):
        return False
    with override(reach.language):
        subject = _("Your appointment")
        body = text_of(row)
    put(
        by=SYSTEM,
        key=f"{ABOUT}.{row.pk}.{row.version}",
        purpose=PURPOSE,
        channel=reach.channel,
        organisation_id=row.organisation_id,
        office_id=row.office_id,
        to=reach.to,
        subject=subject if reach.channel == Channel.EMAIL else "",
        body=body,
        language=reach.language,
        about_kind=ABOUT,
        about_id=row.pk,
    )
    return True
