"""What stands at an office: asked before it closes, or before its first day is corrected."""

from __future__ import annotations

from datetime import date

from django.db.models import Min
from django.urls import reverse

from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.reception import access
from wasl.services.reception.models import Visit


def count(office: Office) -> int:
    """Visits that wait or are called there today."""
    return Visit.objects.in_queue().filter(office=office, day=clock.today()).count()


def href(actor: Actor, office: Office) -> str:
    """The visits of the office, for those who read visits."""
    return f"{reverse('reception:visits')}?office={office.pk}" if access.may_read(actor) else ""


def first_day(office: Office) -> date | None:
    """The day of the first visit there, withdrawn ones left out; None when there was none."""
    earliest: date | None = Visit.objects.standing().filter(office=office).aggregate(day=Min("day"))["day"]
    return earliest
