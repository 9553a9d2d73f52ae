"""Keeping the directory: services and contact points."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.network import access, actions, forms
from wasl.base.network.actions.offers import TOLD
from wasl.base.network.models import ContactPoint, Organisation, ServiceOffer
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page


@page(access.may_keep_some)
def create_contact(request: Request, pk: int) -> HttpResponseBase:
    """A telephone or a mail to which referrals go."""
    organisation = get_object_or_404(Organisation, pk=pk)
    check(access.may_keep(request.actor, organisation))

    def do(data: dict[str, Any]) -> str:
        actions.create_contact(by=request.actor, organisation=organisation, **data)
        return organisation.get_absolute_url()

    return form_page(
        request,
        forms.ContactForm,
        do=do,
        title=_("Add a contact of %(organisation)s") % {"organisation": organisation.label},
        cancel=organisation.get_absolute_url(),
        form_kwargs={"organisation": organisation},
    )


@page(access.may_keep_some)
def change_contact(request: Request, pk: int) -> HttpResponseBase:
    """Correct a contact point."""
    contact = _contact(request, pk)
    organisation = contact.organisation

    def do(data: dict[str, Any]) -> str:
        actions.change_contact(by=request.actor, contact=contact, expected=data.pop("version"), **data)
        return organisation.get_absolute_url()

    return form_page(
        request,
        forms.ContactForm,
        do=do,
        title=_("Change %(name)s") % {"name": contact.name},
        initial={key: getattr(contact, key) for key in ("name", "phone", "email", "language", "office")},
        cancel=organisation.get_absolute_url(),
        form_kwargs={"organisation": organisation},
        version=contact.version,
    )


@page(access.may_keep_some)
@require_POST
def close_contact(request: Request, pk: int) -> HttpResponseBase:
    """Write to this contact no more."""
    contact = _contact(request, pk)
    actions.close_contact(by=request.actor, contact=contact)
    return _see(contact.organisation.get_absolute_url())


@page(access.may_keep_some)
def create_offer(request: Request, pk: int) -> HttpResponseBase:
    """A service of this organisation, for the directory."""
    organisation = get_object_or_404(Organisation, pk=pk)
    check(access.may_keep(request.actor, organisation))

    def do(data: dict[str, Any]) -> str:
        made = actions.create_offer(by=request.actor, organisation=organisation, **data)
        return made.get_absolute_url()

    return form_page(
        request,
        forms.OfferForm,
        do=do,
        title=_("Add a service of %(organisation)s") % {"organisation": organisation.label},
        cancel=organisation.get_absolute_url(),
        form_kwargs={"organisation": organisation},
    )


@page(access.may_keep_some)
def update_offer(request: Request, pk: int) -> HttpResponseBase:
    """Correct what the directory says of a service."""
    offer = _offer(request, pk)

    def do(data: dict[str, Any]) -> str:
        actions.update_offer(by=request.actor, offer=offer, expected=data.pop("version"), **data)
        return offer.get_absolute_url()

    initial = {key: getattr(offer, key) for key in (*TOLD, "contact")}
    return form_page(
        request,
        forms.OfferForm,
        do=do,
        title=_("Change %(name)s") % {"name": offer.label},
        initial=initial | {"provinces": [place.pk for place in offer.provinces.all()]},
        cancel=offer.get_absolute_url(),
        form_kwargs={"organisation": offer.organisation, "editing": True},
        version=offer.version,
    )


@page(access.may_keep_some)
def close_offer(request: Request, pk: int) -> HttpResponseBase:
    """The last day of a service."""
    offer = _offer(request, pk)

    def do(data: dict[str, Any]) -> str:
        return actions.close_offer(by=request.actor, offer=offer, **data).get_absolute_url()

    return form_page(
        request,
        forms.CloseForm,
        do=do,
        title=_("End the service %(name)s") % {"name": offer.label},
        submit=_("End the service"),
        cancel=offer.get_absolute_url(),
        initial={"closed_on": clock.today()},
        context={"intro": _("After this day nobody is sent there. What was sent before stays.")},
    )


@page(access.may_keep_some)
def reopen_offer(request: Request, pk: int) -> HttpResponseBase:
    """Offer again a service that was closed."""
    offer = _offer(request, pk)

    def do(data: dict[str, Any]) -> str:
        return actions.reopen_offer(by=request.actor, offer=offer, **data).get_absolute_url()

    return form_page(
        request,
        forms.ReasonForm,
        do=do,
        title=_("Offer %(name)s again") % {"name": offer.label},
        submit=_("Offer again"),
        cancel=offer.get_absolute_url(),
    )


@page(access.may_keep_some)
@require_POST
def verify_offer(request: Request, pk: int) -> HttpResponseBase:
    """What is said of this service was checked today."""
    offer = actions.verify_offer(by=request.actor, offer=_offer(request, pk))
    messages.success(request, _("Verified today."))
    return _see(offer.get_absolute_url())


def _contact(request: Request, pk: int) -> ContactPoint:
    contact = get_object_or_404(ContactPoint.objects.select_related("organisation", "office"), pk=pk)
    check(access.may_keep(request.actor, contact.organisation))
    return contact


def _offer(request: Request, pk: int) -> ServiceOffer:
    offer = get_object_or_404(ServiceOffer.objects.select_related("organisation", "contact"), pk=pk)
    check(access.may_keep(request.actor, offer.organisation))
    return offer


def _see(address: str) -> HttpResponse:
    response = HttpResponse(status=303)
    response["Location"] = address
    return response
