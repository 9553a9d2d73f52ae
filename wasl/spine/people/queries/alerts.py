"""What must be known of a party before anything else is done."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.web import Request
from wasl.spine.people import access, slots
from wasl.spine.people.enums import ConsentPurpose, PartyKind
from wasl.spine.people.models import Consent, Party, Person
from wasl.spine.people.queries.residence import residence_on

WARNED_BEFORE = timedelta(days=90)


def alerts_of(request: Request, party: Party) -> list[slots.Alert]:
    """The alerts of this room and of those above, those in danger first."""
    found = [alert for fill in slots.alerts for alert in fill(request, party)]
    return sorted(found, key=lambda alert: {"danger": 0, "attention": 1}.get(alert.tone, 2))


def own_alerts(request: Request, party: Party) -> list[slots.Alert]:
    """Consent not recorded; for those who open the compartment, a residence permit that has ended or soon will."""
    if party.kind != PartyKind.PERSON:
        return []
    found = []
    consents = Consent.objects.on(clock.today()).filter(person_id=party.pk, purpose=ConsentPurpose.FILE)
    if not consents.exists():
        text = _("No consent to keep this file is recorded.")
        found.append(slots.Alert("attention", text, reverse("people:consents", args=[party.pk])))
    if access.may_open_residence(request.actor):
        found += _residence(party)
    return found


def _residence(party: Party) -> list[slots.Alert]:
    person = Person.objects.get(pk=party.pk)
    regular = residence_on([person], clock.today())[person.pk]
    href = reverse("people:residence", args=[party.pk])
    held = regular.held
    if held is None or held.valid_to is None:
        return []
    day = date_format(held.valid_to, "SHORT_DATE_FORMAT")
    if regular.why == "expired":
        return [slots.Alert("danger", _("Residence permit ended on %(day)s.") % {"day": day}, href)]
    if held.valid_to - clock.today() <= WARNED_BEFORE:
        return [slots.Alert("attention", _("Residence permit ends on %(day)s.") % {"day": day}, href)]
    return []
