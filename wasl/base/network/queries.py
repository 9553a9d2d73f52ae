"""Reads of the network for forms and other rooms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from wasl.base.network.models import Office, Organisation
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken


def require_open(office: Office, on: date) -> None:
    """Goes on if the office receives people on that day, else raises RuleBroken (code office_closed)."""
    if not office.open_on(on):
        raise RuleBroken(
            _("%(office)s does not receive anyone on that date.") % {"office": office.name},
            field="office",
            code="office_closed",
        )


def offices_for(actor: Actor, roles: Iterable[str], *, on: date) -> list[Office]:
    """Offices open on that day in which the actor holds one of these roles, for a form's choices."""
    offices = Office.objects.covered_by(actor, roles).open_on(on)
    return list(offices.select_related("organisation").order_by("organisation__name", "name", "pk"))


def organisation_page(pk: int) -> Organisation | None:
    """An organisation with its offices (open first) and guichets, in three queries."""
    rows = Organisation.objects.select_related("country")
    return rows.prefetch_related("offices__province", "guichets").filter(pk=pk).first()


def office_state(office: Office, on: date) -> str:
    """open, closed or ahead (not opened yet) on that day."""
    if office.open_on(on):
        return "open"
    return "ahead" if office.opened_on and on < office.opened_on else "closed"
