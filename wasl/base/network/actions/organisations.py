"""Writes of the network."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.network import access, rules
from wasl.base.network.enums import GuichetKind
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.reference.models import Country, Province
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken


@transaction.atomic
def create_organisation(
    *,
    by: Actor,
    code: str,
    name: str,
    kinds: Iterable[str] = (),
    name_ar: str = "",
    country: Country | str | None = "MA",
    website: str = "",
) -> Organisation:
    """Adds an organisation. `country` is a Country or its ISO code. RuleBroken when the code is taken."""
    check(access.may_create_organisation(by))
    if Organisation.objects.filter(code=code).exists():
        raise RuleBroken(_("An organisation already has this code."), field="code", code="code_taken")
    organisation = Organisation(code=code, name=name, name_ar=name_ar, website=website)
    organisation.country_id = country.pk if isinstance(country, Country) else country
    organisation.kinds = kinds
    organisation.save(force_insert=True)
    record(by=by, verb="network.create_organisation", object=organisation)
    return organisation


@transaction.atomic
def open_office(
    *,
    by: Actor,
    organisation: Organisation,
    code: str,
    name: str,
    province: Province | str,
    opened_on: date | None = None,
    address: str = "",
    phone: str = "",
) -> Office:
    """Opens an office in a province (a Province or its code) from `opened_on` (None: before the records)."""
    check(access.may_manage(by, organisation.pk))
    if Office.objects.filter(code=code).exists():
        raise RuleBroken(_("An office already has this code."), field="code", code="code_taken")
    office = Office.objects.create(
        organisation=organisation,
        code=code,
        name=name,
        province_id=province.pk if isinstance(province, Province) else province,
        opened_on=opened_on,
        address=address,
        phone=phone,
    )
    record(by=by, verb="network.open_office", object=office)
    return office


@transaction.atomic
def close_office(*, by: Actor, office: Office, closed_on: date | None = None, reason: str = "") -> Office:
    """Closes an office; `closed_on` (today when not given) is the last day on which it receives people.

    RuleBroken when it is closed already or would close before it opened.
    """
    check(access.may_manage_office(by, office.organisation_id, office.pk))
    day = closed_on or clock.today()
    office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    if office.closed_on is not None:
        raise RuleBroken(_("This office is closed already."), field="closed_on", code="closed")
    if not rules.may_close(opened_on=office.opened_on, closed_on=office.closed_on, on=day):
        raise RuleBroken(_("An office cannot close before it opened."), field="closed_on", code="dates")
    office.closed_on, office.closing_reason = day, reason
    office.save(update_fields=["closed_on", "closing_reason"])
    record(by=by, verb="network.close_office", object=office, reason=reason, fields=["closed_on"])
    return office


@transaction.atomic
def create_guichet(
    *,
    by: Actor,
    organisation: Organisation,
    kind: str,
    name_fr: str,
    name_ar: str = "",
    name_en: str = "",
    code: str = "",
    opened_on: date | None = None,
) -> Guichet:
    """Adds a guichet to an organisation; its code is its kind unless given. RuleBroken when the code is taken."""
    check(access.may_manage(by, organisation.pk))
    code = code or GuichetKind(kind).value
    held = list(Guichet.objects.filter(organisation=organisation).values_list("code", flat=True))
    if code in held:
        raise RuleBroken(_("This organisation already has this guichet."), field="code", code="code_taken")
    guichet = Guichet.objects.create(
        organisation=organisation,
        code=code,
        kind=kind,
        name_fr=name_fr,
        name_ar=name_ar,
        name_en=name_en,
        opened_on=opened_on,
        position=len(held) + 1,
    )
    record(by=by, verb="network.create_guichet", object=guichet)
    return guichet
