"""What stands at an office: asked before it closes, or before its first day is corrected."""

from __future__ import annotations

from datetime import date

from django.db.models import Min
from django.urls import reverse

from wasl.base.network.models import Office
from wasl.kernel.actors import Actor
from wasl.spine.cases import access
from wasl.spine.cases.models import Case


def count(office: Office) -> int:
    """Open case files of this office."""
    return Case.objects.open().filter(office=office).count()


def href(actor: Actor, office: Office) -> str:
    """The list of them, for those who read case files."""
    return f"{reverse('cases:list')}?office={office.pk}&status=open" if access.may_read(actor) else ""


def first_day(office: Office) -> date | None:
    """The day on which the first case was opened there; None when there was none."""
    earliest: date | None = Case.objects.filter(office=office).aggregate(day=Min("opened_on"))["day"]
    return earliest
