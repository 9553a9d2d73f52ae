"""The list of organisations, and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from wasl.base.network import access, queries
from wasl.base.network.models import Organisation
from wasl.base.network.tables import OrganisationTable
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
    """An organisation with its offices, open and closed, and its guichets."""
    shown = queries.organisation_page(pk)
    if shown is None:
        raise Http404
    actor, today = request.actor, clock.today()
    offices = [
        {
            "office": office,
            "state": queries.office_state(office, today),
            "may_close": office.closed_on is None
            and access.may_manage_office(actor, office.organisation_id, office.pk),
        }
        for office in shown.offices.all()
    ]
    return render(
        request,
        "network/organisation.html",
        {
            "organisation": shown,
            "offices": offices,
            "guichets": shown.guichets.all(),
            "may_manage": access.may_manage(actor, shown.pk),
        },
    )
