"""What the home page says about complaints."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.frames import Card
from wasl.kernel.web import actor_of
from wasl.services.complaints.access import may_work
from wasl.services.complaints.models import Complaint


def card(request: HttpRequest) -> Card | None:
    """The complaints to answer among those the reader may know of; first of all the late ones."""
    actor = actor_of(request)
    if not may_work(actor):
        return None
    rows = Complaint.objects.visible_to(actor)
    page = reverse("complaints:list")
    late = rows.late().count()
    if late:
        return Card(_("Late complaints"), _("past the day promised"), f"{page}?late=yes", late, "danger")
    waiting = rows.still_open().count()
    if waiting:
        return Card(_("Complaints"), _("to answer"), f"{page}?open=yes", waiting, "info")
    return None
