"""The list of organisations, and the page of one."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from wasl.base.network import access, queries, slots
from wasl.base.network.models import Organisation
from wasl.base.network.tables import OrganisationTable, opening_status, verification_status
from wasl.kernel import clock
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page


@page(access.may_see)
def organisations(request: Request) -> HttpResponseBase:
    """Who works with whom."""
    return respond(
        request,
        OrganisationTable,
        Organisation.objects.prefetch_related("offices"),
        template="network/organisations.html",
        title=_("Network"),
        context={"may_create": access.may_create_organisation(request.actor)},
    )


@page(access.may_see)
def organisation(request: Request, pk: int) -> HttpResponseBase:
    """An organisation: offices and guichets with their dates, services, contacts, what ends soon, its people."""
    shown = queries.organisation_page(pk)
    if shown is None:
        raise Http404
    actor, today = request.actor, clock.today()
    ending = queries.ending_soon(shown, today)
    for more in slots.ending:
        ending += more(request, shown, today + timedelta(days=queries.SOON_DAYS))
    offices = [
        {
            "office": office,
            "state": queries.office_state(office, today),
            "may_manage": access.may_manage_office(actor, office.organisation_id, office.pk),
        }
        for office in shown.offices.all()
    ]
    sections = [filled(request, shown) for filled in slots.sections]
    return render(
        request,
        "network/organisation.html",
        {
            "organisation": shown,
            "offices": offices,
            "guichets": [
                {"guichet": row, "state": queries.office_state(row, today)} for row in shown.guichets.all()
            ],
            "offers": [
                {"offer": row, "opening": opening_status(row), "verification": verification_status(row)}
                for row in shown.offers.all()
            ],
            "contacts": [{"contact": row, "open": row.holds_on(today)} for row in shown.contact_points.all()],
            "ending": sorted(ending),
            "sections": [section for section in sections if section is not None],
            "may_manage": access.may_manage(actor, shown.pk),
            "may_change": access.may_change_organisation(actor, shown),
            "may_keep": access.may_keep(actor, shown),
            "may_see_contacts": access.may_see_contacts(actor),
        },
    )
