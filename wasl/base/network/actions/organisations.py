"""Adding and changing organisations."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.network import access
from wasl.base.network.actions.changes import save_changes
from wasl.base.network.enums import OrganisationKind
from wasl.base.network.models import Organisation, ServiceOffer
from wasl.base.network.searching import search_text
from wasl.base.reference.models import Country
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
def update_organisation(
    *,
    by: Actor,
    organisation: Organisation,
    expected: int,
    name: str,
    name_ar: str = "",
    kinds: Iterable[str] = (),
    country: str | None = None,
    website: str = "",
) -> Organisation:
    """Change what an organisation shows of itself; its code never changes. The services it offers are found by its
    new name.

    `expected` is the version read; Conflict when somebody saved since. Refused unless `by` is its administrator, or
    an administrator elsewhere when it receives nobody here.
    """
    check(access.may_change_organisation(by, organisation))
    if not name.strip():
        raise RuleBroken(_("Write its name."), field="name", code="name")
    kinds = [kind for kind in OrganisationKind.values if kind in set(kinds)]
    if organisation.is_operator != (OrganisationKind.OPERATOR in kinds):
        check(access.may_manage(by, organisation.pk))
    values = {
        "name": name.strip(),
        "name_ar": name_ar.strip(),
        "kind_codes": "," + "".join(f"{kind}," for kind in kinds),
        "country_id": country or None,
        "website": website,
    }
    changed = save_changes(organisation, values, expected)
    if changed:
        fields = [name.removesuffix("_codes").removesuffix("_id") for name in changed]
        record(by=by, verb="network.update_organisation", object=organisation, fields=fields)
    for offer in ServiceOffer.objects.filter(organisation=organisation) if changed else ():
        ServiceOffer.objects.filter(pk=offer.pk).update(search_text=search_text(offer, organisation))
    return organisation
