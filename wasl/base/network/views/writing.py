"""Adding organisations, offices and guichets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from wasl.base.network import access, actions, forms
from wasl.base.network.models import Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.forms import form_page
from wasl.kernel.ui.words import day
from wasl.kernel.web import Request, page


@page(access.may_create_organisation)
def create_organisation(request: Request) -> HttpResponseBase:
    """A partner, a donor or an institution that no pack has brought."""

    def do(data: dict[str, Any]) -> str:
        made = actions.create_organisation(by=request.actor, **data | {"country": data["country"] or None})
        return made.get_absolute_url()

    return form_page(
        request, forms.OrganisationForm, do=do, title=_("Add an organisation"), cancel="network:organisations"
    )


@page(access.may_create_organisation)
def open_office(request: Request, pk: int) -> HttpResponseBase:
    """A new office of this organisation."""
    organisation = get_object_or_404(Organisation, pk=pk)
    check(access.may_manage(request.actor, organisation.pk))

    def do(data: dict[str, Any]) -> str:
        office = actions.open_office(by=request.actor, organisation=organisation, **data)
        open_now = office.open_on(clock.today())
        said = _("%(office)s is open.") if open_now else _("%(office)s opens on %(day)s.")
        messages.success(request, said % {"office": office.name, "day": day(office.opened_on)})
        return organisation.get_absolute_url()

    return form_page(
        request,
        forms.OfficeForm,
        do=do,
        title=_("Open an office of %(organisation)s") % {"organisation": organisation.label},
        submit=_("Open the office"),
        cancel=organisation.get_absolute_url(),
    )


@page(access.may_create_organisation)
def create_guichet(request: Request, pk: int) -> HttpResponseBase:
    """A specialised desk of this organisation."""
    organisation = get_object_or_404(Organisation, pk=pk)
    check(access.may_manage(request.actor, organisation.pk))

    def do(data: dict[str, Any]) -> str:
        actions.create_guichet(by=request.actor, organisation=organisation, **data)
        return organisation.get_absolute_url()

    return form_page(
        request,
        forms.GuichetForm,
        do=do,
        title=_("Add a guichet to %(organisation)s") % {"organisation": organisation.label},
        cancel=organisation.get_absolute_url(),
    )
