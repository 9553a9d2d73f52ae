"""What stands at an office: asked before it closes, or before its first day is corrected."""

from __future__ import annotations

from datetime import date

from django.db.models import Min
from django.urls import reverse

from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.appointments import access
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import local


def count(office: Office) -> int:
    """Appointments booked there from now on."""
    return Appointment.objects.booked().filter(office=office, starts_at__gte=clock.now()).count()


def href(actor: Actor, office: Office) -> str:
    """The list of them, for those who read appointments."""
    return f"{reverse('appointments:list')}?office={office.pk}" if access.may_see(actor) else ""


def first_day(office: Office) -> date | None:
    """The day of the first appointment there; None when there was none."""
    earliest = Appointment.objects.filter(office=office).aggregate(at=Min("starts_at"))["at"]
    return local(earliest).date() if earliest else None
