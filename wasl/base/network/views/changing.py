"""Changing organisations, offices and guichets; closing them, and opening again what was closed by mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from wasl.base.network import access, actions, forms, queries
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.forms import form_page
from wasl.kernel.frames import Text
from wasl.kernel.web import Request, page

NOBODY_AFTER = _("After this day nobody can be received there. What was recorded stays and keeps counting.")


@page(access.may_create_organisation)
def organisation(request: Request, pk: int) -> HttpResponseBase:
    """What an organisation shows of itself."""
    shown = get_object_or_404(Organisation, pk=pk)
    check(access.may_change_organisation(request.actor, shown))

    def do(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.update_organisation(by=request.actor, organisation=shown, expected=expected, **data)
        return shown.get_absolute_url()

    initial = {key: getattr(shown, key) for key in ("name", "name_ar", "kinds", "website")}
    return form_page(
        request,
        forms.EditOrganisationForm,
        do=do,
        title=_("Change %(name)s") % {"name": shown.label},
        initial=initial | {"country": shown.country_id or ""},
        cancel=shown.get_absolute_url(),
        version=shown.version,
    )


@page(access.may_create_organisation)
def office(request: Request, pk: int) -> HttpResponseBase:
    """The name, address and telephone of an office; its first day while nothing lies before it."""
    shown = _office(request, pk)

    def do(data: dict[str, Any]) -> str:
        actions.update_office(by=request.actor, office=shown, expected=data.pop("version"), **data)
        return shown.organisation.get_absolute_url()

    return form_page(
        request,
        forms.EditOfficeForm,
        do=do,
        title=_("Change %(name)s") % {"name": shown.name},
        initial={key: getattr(shown, key) for key in ("name", "address", "phone", "opened_on")},
        cancel=shown.organisation.get_absolute_url(),
        version=shown.version,
    )


@page(access.may_create_organisation)
def close_office(request: Request, pk: int) -> HttpResponseBase:
    """The last day of an office; what is still open there is shown first."""
    shown = _office(request, pk)
    still_open = queries.standing(shown, request.actor)

    def do(data: dict[str, Any]) -> str:
        actions.close_office(by=request.actor, office=shown, **data)
        messages.success(request, _("%(office)s is closed.") % {"office": shown.name})
        return shown.organisation.get_absolute_url()

    return form_page(
        request,
        forms.CloseOfficeForm,
        do=do,
        title=_("Close %(office)s") % {"office": shown.name},
        submit=_("Close the office"),
        template="network/close_office.html",
        cancel=shown.organisation.get_absolute_url(),
        initial={"closed_on": clock.today()},
        form_kwargs={"still_open": bool(still_open)},
        context={"intro": NOBODY_AFTER, "still_open": still_open},
    )


@page(access.may_create_organisation)
def reopen_office(request: Request, pk: int) -> HttpResponseBase:
    """Open again an office closed by mistake."""
    shown = _office(request, pk)

    def do(data: dict[str, Any]) -> None:
        actions.reopen_office(by=request.actor, office=shown, **data)

    return _reason_page(request, do, shown.name, shown.organisation)


@page(access.may_create_organisation)
def guichet(request: Request, pk: int) -> HttpResponseBase:
    """The names of a guichet, its place in the lists, its first day."""
    shown = _guichet(request, pk)

    def do(data: dict[str, Any]) -> str:
        actions.update_guichet(by=request.actor, guichet=shown, expected=data.pop("version"), **data)
        return shown.organisation.get_absolute_url()

    fields = ("name_fr", "name_ar", "name_en", "position", "opened_on")
    return form_page(
        request,
        forms.EditGuichetForm,
        do=do,
        title=_("Change %(name)s") % {"name": shown.label},
        initial={key: getattr(shown, key) for key in fields},
        cancel=shown.organisation.get_absolute_url(),
        version=shown.version,
    )


@page(access.may_create_organisation)
def close_guichet(request: Request, pk: int) -> HttpResponseBase:
    """The last day of a guichet."""
    shown = _guichet(request, pk)

    def do(data: dict[str, Any]) -> str:
        actions.close_guichet(by=request.actor, guichet=shown, **data)
        return shown.organisation.get_absolute_url()

    return form_page(
        request,
        forms.CloseForm,
        do=do,
        title=_("Close %(office)s") % {"office": shown.label},
        submit=_("Close the guichet"),
        cancel=shown.organisation.get_absolute_url(),
        initial={"closed_on": clock.today()},
        context={
            "intro": _(
                "After this day it takes no case and no visit. The cases open there go on until closed."
            )
        },
    )


@page(access.may_create_organisation)
def reopen_guichet(request: Request, pk: int) -> HttpResponseBase:
    """Open again a guichet closed by mistake."""
    shown = _guichet(request, pk)

    def do(data: dict[str, Any]) -> None:
        actions.reopen_guichet(by=request.actor, guichet=shown, **data)

    return _reason_page(request, do, shown.label, shown.organisation)


def _office(request: Request, pk: int) -> Office:
    shown = get_object_or_404(Office.objects.select_related("organisation"), pk=pk)
    check(access.may_manage_office(request.actor, shown.organisation_id, shown.pk))
    return shown


def _guichet(request: Request, pk: int) -> Guichet:
    shown = get_object_or_404(Guichet.objects.select_related("organisation"), pk=pk)
    check(access.may_manage(request.actor, shown.organisation_id))
    return shown


def _reason_page(
    request: Request, do: Callable[[dict[str, Any]], None], name: Text, organisation: Organisation
) -> HttpResponseBase:
    def done(data: dict[str, Any]) -> str:
        do(data)
        return organisation.get_absolute_url()

    return form_page(
        request,
        forms.ReasonForm,
        do=done,
        title=_("Open %(name)s again") % {"name": name},
        submit=_("Open again"),
        cancel=organisation.get_absolute_url(),
        context={"intro": _("For what was closed by mistake: it counts as never closed. The reason stays.")},
    )
