"""The directory: services that institutions and partners offer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.network import access
from wasl.base.network.actions.changes import close_on, locked, need_reason, note, reopen
from wasl.base.network.enums import OfferKind
from wasl.base.network.models import ContactPoint, Organisation, ServiceOffer
from wasl.base.network.searching import search_text
from wasl.base.reference.models import Province
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

# What is told of an offer beside its territory; all may be given to `create_offer` and `update_offer`.
TOLD = (
    "kind",
    "name_fr",
    "name_ar",
    "name_en",
    "conditions_fr",
    "conditions_ar",
    "conditions_en",
    "everywhere",
    "answer_days",
    "opened_on",
    "source",
)


@transaction.atomic
def create_offer(
    *,
    by: Actor,
    organisation: Organisation,
    code: str,
    provinces: Iterable[Province | str] = (),
    contact: ContactPoint | None = None,
    verified_on: date | None = None,
    **told: Any,
) -> ServiceOffer:
    """Write a service of an organisation into the directory; `told` holds any of `TOLD` ("kind" and "name_fr" at
    least). `provinces` (or their codes) are where it is given, unless `everywhere`.

    Refused unless `by` keeps the directory of this organisation. RuleBroken: code taken, no territory, contact of
    another organisation, an answer awaited less than 1 day or more than 365.
    """
    check(access.may_keep(by, organisation))
    if ServiceOffer.objects.filter(code=code).exists():
        raise RuleBroken(_("A service already has this code."), field="code", code="code_taken")
    offer = ServiceOffer(organisation=organisation, code=code, verified_on=verified_on)
    places = _places(provinces)
    for key, value in _values(offer, organisation, places, contact, told).items():
        setattr(offer, key, value)
    offer.search_text = search_text(offer, organisation)
    offer.save(force_insert=True)
    offer.provinces.set(places)
    note(by, "network.create_offer", offer)
    return offer


@transaction.atomic
def update_offer(
    *,
    by: Actor,
    offer: ServiceOffer,
    expected: int,
    provinces: Iterable[Province | str] = (),
    contact: ContactPoint | None = None,
    **told: Any,
) -> ServiceOffer:
    """Change what the directory says of a service; any of `TOLD` not given stays. Its code never changes.

    `expected` is the version read; Conflict when somebody saved since. RuleBroken as for `create_offer`.
    """
    organisation = offer.organisation
    check(access.may_keep(by, organisation))
    places = _places(provinces)
    values = _values(offer, organisation, places, contact, told)
    changed = [key for key, value in values.items() if getattr(offer, key) != value]
    moved = set(offer.provinces.all()) != set(places)
    if not changed and not moved:
        return offer
    for key, value in values.items():
        setattr(offer, key, value)
    offer.search_text = search_text(offer, organisation)
    offer.save_current(expected, [*changed, "search_text"])
    offer.provinces.set(places)
    fields = [key.removesuffix("_id") for key in changed] + ["provinces"] * moved
    note(by, "network.update_offer", offer, fields=fields)
    return offer


@transaction.atomic
def close_offer(
    *, by: Actor, offer: ServiceOffer, closed_on: date | None = None, reason: str
) -> ServiceOffer:
    """Let a service end; `closed_on` (today when not given) is the last day on which people are sent there."""
    check(access.may_keep(by, offer.organisation))
    need_reason(reason)
    offer = locked(offer)
    close_on(offer, closed_on or clock.today())
    offer.save_current(offer.version, ["closed_on"])
    note(by, "network.close_offer", offer, reason=reason, fields=["closed_on"])
    return offer


@transaction.atomic
def reopen_offer(*, by: Actor, offer: ServiceOffer, reason: str) -> ServiceOffer:
    """Offer again a service that was closed."""
    check(access.may_keep(by, offer.organisation))
    need_reason(reason)
    offer = locked(offer)
    reopen(offer)
    offer.save_current(offer.version, ["closed_on"])
    note(by, "network.reopen_offer", offer, reason=reason, fields=["closed_on"])
    return offer


@transaction.atomic
def verify_offer(*, by: Actor, offer: ServiceOffer) -> ServiceOffer:
    """Say that what the directory tells of a service was checked today, with the organisation itself."""
    check(access.may_keep(by, offer.organisation))
    offer = locked(offer)
    offer.verified_on = clock.today()
    offer.save_current(offer.version, ["verified_on"])
    note(by, "network.verify_offer", offer, fields=["verified_on"])
    return offer


def _places(provinces: Iterable[Province | str]) -> list[Province]:
    codes = {place.pk if isinstance(place, Province) else place for place in provinces}
    found = list(Province.objects.filter(pk__in=codes))
    if len(found) < len(codes):
        raise RuleBroken(_("There is no such province."), field="provinces", code="unknown")
    return found


def _values(
    offer: ServiceOffer,
    organisation: Organisation,
    places: list[Province],
    contact: ContactPoint | None,
    told: dict[str, Any],
) -> dict[str, Any]:
    """The values of the row, checked; what is not told stays as it is."""
    values = {key: told.pop(key, getattr(offer, key)) for key in TOLD}
    if told:
        raise TypeError(f"an offer does not tell {', '.join(told)}")
    values |= {key: value.strip() for key, value in values.items() if isinstance(value, str)}
    if values["kind"] not in OfferKind.values:
        raise RuleBroken(_("Choose what kind of service it is."), field="kind", code="kind")
    if not values["name_fr"]:
        raise RuleBroken(_("Write its name."), field="name_fr", code="name")
    if not values["everywhere"] and not places:
        raise RuleBroken(
            _("Say where it is given: everywhere, or in which provinces."),
            field="provinces",
            code="territory",
        )
    if not 1 <= values["answer_days"] <= 365:
        raise RuleBroken(_("From 1 to 365 days."), field="answer_days", code="answer_days")
    if values["opened_on"] and offer.closed_on and offer.closed_on < values["opened_on"]:
        raise RuleBroken(_("The last day comes before the first."), field="opened_on", code="dates")
    if contact is not None and contact.organisation_id != organisation.pk:
        raise RuleBroken(_("This contact belongs to another organisation."), field="contact", code="contact")
    return values | {"contact_id": contact.pk if contact else None}
