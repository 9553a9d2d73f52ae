"""What must be known of a party before anything else is done."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.web import Request
from wasl.spine.people import slots
from wasl.spine.people.enums import ConsentPurpose, PartyKind
from wasl.spine.people.models import Consent, Party
from wasl.spine.people.queries import renewals


def alerts_of(request: Request, party: Party) -> list[slots.Alert]:
    """The alerts of this room and of those above, those in danger first."""
    found = [alert for fill in slots.alerts for alert in fill(request, party)]
    return sorted(found, key=lambda alert: {"danger": 0, "attention": 1}.get(alert.tone, 2))


def own_alerts(request: Request, party: Party) -> list[slots.Alert]:
    """Consent not recorded; titles and papers that have ended or soon will, to who may see them."""
    if party.kind != PartyKind.PERSON:
        return []
    found = []
    consents = Consent.objects.on(clock.today()).filter(person_id=party.pk, purpose=ConsentPurpose.FILE)
    if not consents.exists():
        text = _("No consent to keep this file is recorded.")
        found.append(slots.Alert("attention", text, reverse("people:consents", args=[party.pk])))
    return [*found, *renewals.alerts(request, party)]
