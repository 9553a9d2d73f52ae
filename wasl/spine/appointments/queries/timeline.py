"""What appointments tell in the story of a party."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.spine.appointments.enums import TONES, Status
from wasl.spine.appointments.models import Appointment
from wasl.spine.people.slots import TimelineEntry


def entries(actor: Actor, party_ids: Sequence[int]) -> list[TimelineEntry]:
    """Appointments that were not cancelled, within what the actor may read; one query."""
    rows = Appointment.objects.visible_to(actor).filter(party_id__in=party_ids)
    found = []
    for row in rows.exclude(status=Status.CANCELLED):
        title = _("Appointment: %(status)s") % {"status": row.get_status_display().lower()}
        href = row.get_absolute_url()
        found.append(TimelineEntry(row.starts_at, title, row.subject, href, "calendar", TONES[row.status]))
    return found
