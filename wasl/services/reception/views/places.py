"""At which desk one sits: kept for the session, changed on the desk's own page."""

from __future__ import annotations

from wasl.base.network.models import Office
from wasl.kernel.web import Request
from wasl.services.reception import queries

KEY = "reception_office"


def offices_and_own(request: Request) -> tuple[list[Office], Office | None]:
    """The offices one may work at today, and the one chosen (by `?office=` or before), else the first."""
    offices = queries.offices_of(request.actor)
    wanted = request.GET.get("office") or request.POST.get("office") or request.session.get(KEY)
    office = queries.choose_office(offices, wanted)
    if office is not None and request.session.get(KEY) != office.pk:
        request.session[KEY] = office.pk
    return offices, office
