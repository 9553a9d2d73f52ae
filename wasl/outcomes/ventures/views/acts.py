"""What an adviser does with a business: record, correct, register, follow up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.ui import words
from wasl.kernel.web import Request, page
from wasl.outcomes.ventures import access, actions, queries
from wasl.outcomes.ventures.forms import (
    CreateForm,
    FollowUpForm,
    RegisterForm,
    StatusForm,
    VentureForm,
    codes,
    initial_of,
)
from wasl.outcomes.ventures.models import FollowUp, Venture
from wasl.spine.people.models import Party


def _warn(request: Request, venture: Venture) -> None:
    """Say what the dated legal parameters doubt about the form, without refusing."""
    count = venture.members.filter(ends_on=None).count()
    fault, text, confirmed = queries.form_fault(venture.legal_form, count, clock.today())
    if fault and not confirmed:
        messages.warning(request, text)


@page(access.may_write)
def create(request: Request, party: int) -> HttpResponseBase:
    """Record the business a person or a group started."""
    starter = get_object_or_404(Party.objects.visible_to(request.actor), pk=party)

    def save(data: dict[str, Any]) -> str:
        made = actions.create_venture(by=request.actor, party=starter, **codes(data))
        _warn(request, made)
        return made.get_absolute_url()

    return form_page(
        request,
        CreateForm,
        do=save,
        title=_("Business of %(party)s") % {"party": starter.label},
        submit=_("Record the business"),
        form_kwargs={"actor": request.actor},
        initial={"name": starter.label if starter.kind == "collective" else "", "on": clock.today()},
        cancel=starter.get_absolute_url(),
        context={
            "intro": _("The members are carried over; follow-ups are due after 3, 6, 12, 24 and 36 months.")
        },
    )


def _venture(request: Request, pk: int) -> Venture:
    return get_object_or_404(Venture.objects.visible_to(request.actor).with_shown(), pk=pk)


@page(access.may_write)
def edit(request: Request, pk: int) -> HttpResponseBase:
    """Correct what is known of a business."""
    venture = _venture(request, pk)

    def save(data: dict[str, Any]) -> str:
        version = data.pop("version")
        changed = actions.update_venture(by=request.actor, venture=venture, expected=version, **codes(data))
        _warn(request, changed)
        return venture.get_absolute_url()

    return form_page(
        request,
        VentureForm,
        do=save,
        title=_("Correct %(name)s") % {"name": venture.name},
        initial=initial_of(venture),
        version=venture.version,
        cancel=venture.get_absolute_url(),
    )


@page(access.may_write)
def register(request: Request, pk: int) -> HttpResponseBase:
    """Record a registration obtained."""
    venture = _venture(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.register_venture(by=request.actor, venture=venture, **data)
        venture.refresh_from_db()
        _warn(request, venture)
        return venture.get_absolute_url()

    return form_page(
        request,
        RegisterForm,
        do=save,
        title=_("Registration of %(name)s") % {"name": venture.name},
        submit=_("Record the registration"),
        initial={"legal_form": venture.legal_form, "registered_on": clock.today()},
        cancel=venture.get_absolute_url(),
    )


@page(access.may_follow)
def status(request: Request, pk: int) -> HttpResponseBase:
    """A change of status between two follow-ups."""
    venture = _venture(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.record_status(by=request.actor, venture=venture, **data)
        return venture.get_absolute_url()

    return form_page(
        request,
        StatusForm,
        do=save,
        title=_("Status of %(name)s") % {"name": venture.name},
        submit=_("Record the status"),
        initial={"status": venture.status, "on": clock.today()},
        cancel=venture.get_absolute_url(),
    )


@page(access.may_follow)
def follow_up(request: Request, pk: int) -> HttpResponseBase:
    """What a follow-up found."""
    rows = FollowUp.objects.visible_to(request.actor).select_related("venture")
    current = get_object_or_404(rows, pk=pk)
    venture = current.venture

    def save(data: dict[str, Any]) -> str:
        data["jobs_created"] = data["jobs_created"] or 0
        actions.record_follow_up(by=request.actor, follow_up=current, **data)
        return venture.get_absolute_url()

    return form_page(
        request,
        FollowUpForm,
        do=save,
        title=ngettext("%(name)s after %(months)s month", "%(name)s after %(months)s months", current.months)
        % {"name": venture.name, "months": current.months},
        submit=_("Record the follow-up"),
        initial={"on": clock.today(), "found": venture.status},
        cancel=venture.get_absolute_url(),
        context={"intro": _("Due on %(day)s.") % {"day": words.day(current.due_on)}},
    )
