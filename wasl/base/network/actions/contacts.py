"""How an organisation is reached for referrals."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.network import access
from wasl.base.network.actions.changes import locked, note, save_changes
from wasl.base.network.models import ContactPoint, Office, Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

PHONE = re.compile(r"\+?[0-9][0-9 ().-]{5,28}")


@transaction.atomic
def create_contact(
    *,
    by: Actor,
    organisation: Organisation,
    name: str,
    phone: str = "",
    email: str = "",
    language: str = "fr",
    office: Office | None = None,
) -> ContactPoint:
    """Register a telephone or a mail of an organisation, to which referrals and their codes go.

    Refused unless `by` keeps the directory of this organisation. RuleBroken for neither telephone nor mail, a
    telephone or a mail that cannot be one, an office of another organisation.
    """
    check(access.may_keep(by, organisation))
    contact = ContactPoint(organisation=organisation)
    values = _values(organisation, name, phone, email, language, office)
    for key, value in values.items():
        setattr(contact, key, value)
    contact.save(force_insert=True)
    note(by, "network.create_contact", contact)
    return contact


@transaction.atomic
def change_contact(
    *,
    by: Actor,
    contact: ContactPoint,
    expected: int,
    name: str,
    phone: str = "",
    email: str = "",
    language: str = "fr",
    office: Office | None = None,
) -> ContactPoint:
    """Change a contact point. `expected` is the version read; Conflict when somebody saved since."""
    check(access.may_keep(by, contact.organisation))
    changed = save_changes(
        contact, _values(contact.organisation, name, phone, email, language, office), expected
    )
    if changed:
        fields = [key.removesuffix("_id") for key in changed]
        note(by, "network.change_contact", contact, fields=fields)
    return contact


@transaction.atomic
def close_contact(*, by: Actor, contact: ContactPoint, closed_on: date | None = None) -> ContactPoint:
    """Write to this contact no more after `closed_on` (today when not given). RuleBroken when it is closed already."""
    check(access.may_keep(by, contact.organisation))
    contact = locked(contact)
    if contact.closed_on is not None:
        raise RuleBroken(_("It is closed already."), field="closed_on", code="closed")
    contact.closed_on = closed_on or clock.today()
    contact.save_current(contact.version, ["closed_on"])
    note(by, "network.close_contact", contact, fields=["closed_on"])
    return contact


def _values(
    organisation: Organisation, name: str, phone: str, email: str, language: str, office: Office | None
) -> dict[str, Any]:
    name, phone, email = name.strip(), phone.strip(), email.strip()
    if not name:
        raise RuleBroken(_("Write its name."), field="name", code="name")
    if not phone and not email:
        raise RuleBroken(_("Write a telephone or a mail."), field="phone", code="unreachable")
    if phone and not PHONE.fullmatch(phone):
        raise RuleBroken(_("This is not a telephone number."), field="phone", code="phone")
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise RuleBroken(_("This is not a mail address."), field="email", code="email") from error
    if office is not None and office.organisation_id != organisation.pk:
        raise RuleBroken(_("This office belongs to another organisation."), field="office", code="office")
    return {
        "name": name,
        "phone": phone,
        "email": email,
        "language": language,
        "office_id": office.pk if office else None,
    }
