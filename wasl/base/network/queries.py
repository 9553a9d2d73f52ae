"""Reads of the network for forms and other rooms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wasl.base.network import rules, slots
from wasl.base.network.models import Guichet, Office, Organisation, ServiceOffer
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

# How far ahead the page of an organisation says what ends.
SOON_DAYS = 60


def require_open(office: Office, on: date) -> None:
    """Goes on if the office receives people on that day, else raises RuleBroken (code office_closed)."""
    if not office.open_on(on):
        raise RuleBroken(
            _("%(office)s does not receive anyone on that date.") % {"office": office.name},
            field="office",
            code="office_closed",
        )


def require_guichet_open(guichet: Guichet, on: date) -> None:
    """Goes on if the guichet takes cases and visits on that day, else raises RuleBroken (code guichet_closed)."""
    if not guichet.open_on(on):
        raise RuleBroken(
            _("%(guichet)s does not receive anyone there on that date.") % {"guichet": guichet.label},
            field="guichet",
            code="guichet_closed",
        )


def offices_for(actor: Actor, roles: Iterable[str], *, on: date) -> list[Office]:
    """Offices open on that day in which the actor holds one of these roles, for a form's choices."""
    offices = Office.objects.covered_by(actor, roles).open_on(on)
    return list(offices.select_related("organisation").order_by("organisation__name", "name", "pk"))


def organisation_page(pk: int) -> Organisation | None:
    """An organisation with its offices, guichets, services and contacts, in ten queries at most."""
    rows = Organisation.objects.select_related("country")
    held = rows.prefetch_related(
        "offices__province", "guichets", "offers__provinces", "contact_points__office"
    )
    return held.filter(pk=pk).first()


def ending_soon(organisation: Organisation, on: date) -> list[tuple[date, str]]:
    """What of this organisation has a last day between `on` and `SOON_DAYS` later: (last day, name), soonest first.

    `organisation` is read by `organisation_page`.
    """
    until = on + timedelta(days=SOON_DAYS)
    rows: list[Office | Guichet | ServiceOffer] = [
        *organisation.offices.all(),
        *organisation.guichets.all(),
        *organisation.offers.all(),
    ]
    found = [(row.closed_on, str(row)) for row in rows if row.closed_on and on <= row.closed_on <= until]
    return sorted(found)


def office_state(office: Office | Guichet, on: date) -> str:
    """open, closed or ahead (not opened yet) on that day."""
    if office.open_on(on):
        return "open"
    return "ahead" if office.opened_on and on < office.opened_on else "closed"


@dataclass(frozen=True, slots=True)
class StillOpen:
    """So many things of one kind that are open at an office today, and where they are listed ("" for nowhere)."""

    label: slots.Text
    count: int
    href: str


def standing(office: Office, actor: Actor) -> list[StillOpen]:
    """What is still open at an office today, room by room; nothing for a room where nothing is."""
    found = [StillOpen(each.label, each.count(office), each.href(actor, office)) for each in slots.standing]
    return [line for line in found if line.count]


def first_day(office: Office) -> date | None:
    """The earliest day on which any room recorded something at this office; None for nothing."""
    days = [each.first_day(office) for each in slots.standing]
    return min((day for day in days if day is not None), default=None)


def verification_of(offer: ServiceOffer, on: date) -> str:
    """never, old or recent on that day, by the setting WASL_DIRECTORY_MONTHS."""
    return rules.verification(verified_on=offer.verified_on, on=on, months=settings.WASL_DIRECTORY_MONTHS)


def directory() -> QuerySet[ServiceOffer]:
    """Every service of the directory, ready for a list: three queries whatever their number."""
    rows = ServiceOffer.objects.select_related("organisation", "contact")
    return rows.prefetch_related("provinces__region")
