"""Whom a reminder may be written to, how, in which language, and how long before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wasl.base.messaging.enums import Channel
from wasl.base.network.models import Office
from wasl.kernel.ui import words
from wasl.spine.appointments import rules
from wasl.spine.appointments.models import Appointment, Reminder
from wasl.spine.people.enums import ConsentPurpose, ContactKind, ContactOwner
from wasl.spine.people.models import Contact, Party
from wasl.spine.people.queries.consents import consented
from wasl.spine.people.rules.phones import read_phone

LANGUAGES = {"ara": "ar", "ary": "ar", "arb": "ar", "eng": "en", "fra": "fr"}
OWN = (ContactOwner.SELF, ContactOwner.HOUSEHOLD)


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody is reached: the channel of the outbox, the number or address, the language (fr, ar, en)."""

    channel: str
    to: str
    language: str


def hours_by_office(day: date) -> dict[int, int]:
    """How many hours before, by office that has said it, on that day; one query."""
    rows = Reminder.objects.filter(starts_on__lte=day).order_by("starts_on", "pk")
    return dict(rows.values_list("office_id", "hours_before"))


def hours_of(office: Office, day: date) -> int:
    """How many hours before an appointment it is recalled at this office on that day."""
    rows = Reminder.objects.filter(office=office, starts_on__lte=day).order_by("-starts_on", "-pk")
    found = rows.values_list("hours_before", flat=True).first()
    return rules.REMINDED_BEFORE if found is None else found


def reach_of(party: Party, day: date) -> Reach | None:
    """How a person who agreed to be called or written to is reached; None without consent, phone or e-mail.

    The preferred contact first, then the main phone, any other phone, an e-mail; never an employer's or a neighbour's.
    """
    person = getattr(party, "person", None)
    if person is None or not consented(party, ConsentPurpose.CONTACT, day):
        return None
    language = LANGUAGES.get(person.language_id or "", "fr")
    contacts = list(
        Contact.objects.current().filter(person=person, owner__in=OWN).order_by("-is_preferred", "pk")
    )
    preferred = next((one for one in contacts if one.is_preferred), None)
    phones = [one.e164 for one in contacts if one.kind == ContactKind.PHONE and one.e164]
    mails = [one.value for one in contacts if one.kind == ContactKind.EMAIL]
    if preferred is not None and preferred.kind == ContactKind.EMAIL:
        return Reach(Channel.EMAIL, preferred.value, language)
    main = read_phone(person.phone).e164 if person.phone else ""
    first = preferred.e164 if preferred is not None and preferred.kind == ContactKind.PHONE else ""
    phone = next(filter(None, (first, main, *phones)), "")
    if phone:
        return Reach(Channel.SMS, phone, language)
    mail = next(filter(None, (person.email, *mails)), "")
    return Reach(Channel.EMAIL, mail, language) if mail else None


def text_of(appointment: Appointment) -> str:
    """What is told of an appointment outside the house, in the active language: when and where, never why."""
    text = _("Reminder: you have an appointment on %(moment)s at %(office)s.") % {
        "moment": words.moment(appointment.starts_at),
        "office": ", ".join(filter(None, (appointment.office.name, appointment.office.address))),
    }
    if appointment.office.phone:
        text += " " + _("If you cannot come, call %(phone)s.") % {"phone": appointment.office.phone}
    return text
