"""Ways to reach a person, and the languages to do it in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access
from wasl.spine.people.actions.changes import changed
from wasl.spine.people.actions.followings import check_visible
from wasl.spine.people.actions.keys import refresh_keys
from wasl.spine.people.actions.persons import update_person
from wasl.spine.people.enums import ContactKind, ContactOwner, Reading, Speaking
from wasl.spine.people.models import Contact, Person, SpokenLanguage
from wasl.spine.people.rules.phones import read_phone

if TYPE_CHECKING:
    from wasl.base.reference.models import Language

FIELDS = ("kind", "value", "owner", "name", "is_shared", "on_whatsapp", "is_preferred", "hours")
DIALLED = (ContactKind.PHONE, ContactKind.EMERGENCY)


@transaction.atomic
def record_contact(
    *,
    by: Actor,
    person: Person,
    kind: str,
    value: str,
    owner: str = ContactOwner.SELF,
    name: str = "",
    is_shared: bool = False,
    on_whatsapp: bool = False,
    is_preferred: bool = False,
    hours: str = "",
) -> Contact:
    """Keep one more way to reach a person, as it was given; the same value of a kind is kept once.

    A phone is also kept in international form; one that cannot exist is kept all the same. A preferred contact takes
    the place of the former one. Refused unless `by` writes where the person is followed; RuleBroken for an empty value,
    an e-mail that is none, an emergency contact without a name.
    """
    check_visible(by, [person.pk], access.WRITERS)
    contact = Contact.objects.current().filter(person=person, kind=kind, value=_tidy(value)).first()
    if contact is not None:
        return contact
    contact = Contact(person=person)
    contact.authored_by(by)
    given = (kind, value, owner, name, is_shared, on_whatsapp, is_preferred, hours)
    _fill(contact, dict(zip(FIELDS, given, strict=True)))
    _make_room(contact)
    contact.save(force_insert=True)
    record(by=by, verb="people.contact", object=person, fields=[f"contact.{kind}"])
    _told(by, contact)
    return contact


@transaction.atomic
def change_contact(*, by: Actor, contact: Contact, expected: int, **changes: Any) -> Contact:
    """Correct a contact: any of `FIELDS`. `expected` is the version read; Conflict when somebody saved since."""
    check_visible(by, [contact.person_id], access.WRITERS)
    before = {name: getattr(contact, name) for name in FIELDS}
    _fill(contact, before | changes)
    twin = Contact.objects.current().filter(person=contact.person_id, kind=contact.kind, value=contact.value)
    if twin.exclude(pk=contact.pk).exists():
        raise RuleBroken(_("This contact stands on the file already."), field="value", code="twice")
    names = [name for name in FIELDS if getattr(contact, name) != before[name]]
    if names:
        _make_room(contact)
        contact.save_current(expected, [*names, "e164"])
        record(by=by, verb="people.change_contact", object=contact.person, fields=names)
        _told(by, contact)
    return contact


@transaction.atomic
def end_contact(*, by: Actor, contact: Contact, on: date | None = None) -> Contact:
    """Say that a contact is no longer in use from the day `on` (today by default); nobody is found by it any more."""
    check_visible(by, [contact.person_id], access.WRITERS)
    if contact.ended_on is None:
        contact.ended_on, contact.is_preferred = on or clock.today(), False
        contact.save_current(contact.version, ["ended_on", "is_preferred"])
        record(by=by, verb="people.end_contact", object=contact.person, fields=[f"contact.{contact.kind}"])
        _told(by, contact)
    return contact


def _fill(contact: Contact, given: dict[str, Any]) -> None:
    for name in ("value", "name", "hours"):
        given[name] = _tidy(given[name])
    if given["kind"] not in ContactKind.values or given["owner"] not in ContactOwner.values:
        raise RuleBroken(_("Unknown kind of contact."), field="kind", code="kind")
    if not given["value"]:
        raise RuleBroken(_("Write the number or the address."), field="value", code="value")
    if given["kind"] == ContactKind.EMERGENCY and not given["name"]:
        raise RuleBroken(_("Say who is to be called."), field="name", code="name")
    if given["kind"] == ContactKind.EMAIL:
        try:
            validate_email(given["value"])
        except ValidationError as error:
            raise RuleBroken(_("This is no e-mail address."), field="value", code="email") from error
    for name in FIELDS:
        setattr(contact, name, given[name])
    contact.e164 = read_phone(contact.value).e164 if contact.kind in DIALLED else ""
    contact.is_preferred = contact.is_preferred and contact.kind != ContactKind.EMERGENCY


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _make_room(contact: Contact) -> None:
    """One preferred contact at a time."""
    if contact.is_preferred:
        others = Contact.objects.current().filter(person=contact.person_id, is_preferred=True)
        others.exclude(pk=contact.pk).update(is_preferred=False)


def _told(by: Actor, contact: Contact) -> None:
    if contact.kind == ContactKind.PHONE:
        refresh_keys([contact.person_id])
        changed(by, [contact.person_id])


@transaction.atomic
def record_language(
    *,
    by: Actor,
    person: Person,
    language: Language | str,
    speaking: str,
    reading: str = Reading.NONE,
    needs_interpreter: bool = False,
    is_preferred: bool = False,
) -> SpokenLanguage:
    """Keep how well a person speaks and reads a language; said again, it is brought up to date.

    `is_preferred`: letters and calls are in this language from now on.
    """
    check_visible(by, [person.pk], access.WRITERS)
    if speaking not in Speaking.values or reading not in Reading.values:
        raise RuleBroken(_("Say how well."), field="speaking", code="level")
    code = language if isinstance(language, str) else language.pk
    row = SpokenLanguage.objects.filter(person=person, language_id=code).first()
    if row is None:
        row = SpokenLanguage(person=person, language_id=code)
        row.authored_by(by)
    row.speaking, row.reading, row.needs_interpreter = speaking, reading, needs_interpreter
    row.save()
    record(by=by, verb="people.language", object=person, fields=["languages"])
    if is_preferred and person.language_id != code:
        update_person(by=by, person=person, expected=person.version, language=code)
    return row


@transaction.atomic
def remove_language(*, by: Actor, row: SpokenLanguage) -> None:
    """Take off a language that was written by mistake."""
    check_visible(by, [row.person_id], access.WRITERS)
    person = row.person
    row.delete()
    record(by=by, verb="people.remove_language", object=person, fields=["languages"])
