"""What the home page says about messages."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.messaging.access import may_read, may_see
from wasl.base.messaging.queries import waiting_for_hands
from wasl.kernel.frames import Card
from wasl.kernel.web import actor_of


def card(request: HttpRequest) -> Card | None:
    """What is to be handed over; or, where nothing is, what was not delivered."""
    actor = actor_of(request)
    if not may_see(actor):
        return None
    by_hand, to_look_at = waiting_for_hands(actor)
    page = reverse("messaging:outbox")
    if by_hand and may_read(actor):
        text = _("some others were not delivered") if to_look_at else _("links to open and slips to print")
        return Card(_("Messages to hand over"), text, f"{page}?what=hand", by_hand, "attention")
    if to_look_at:
        text = _("not delivered: try again, or tell the person otherwise")
        return Card(_("Messages not delivered"), text, f"{page}?what=look", to_look_at, "danger")
    return None
