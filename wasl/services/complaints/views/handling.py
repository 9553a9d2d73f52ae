"""Who handles a complaint, its kind, from whom it is kept, notes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.services.complaints import access, actions, queries
from wasl.services.complaints.forms import ClassifyForm, NoteForm, UserForm
from wasl.services.complaints.models import Complaint
from wasl.services.complaints.views.lists import visible


def _after(request: Request, found: Complaint) -> str:
    """Its page while the reader may still know of it, else the list."""
    still = Complaint.objects.visible_to(request.actor).filter(pk=found.pk).exists()
    return found.get_absolute_url() if still else "complaints:list"


@page(access.may_handle)
def assign(request: Request, reference: str) -> HttpResponseBase:
    """Give it to somebody who may read it."""
    found = visible(request, reference)

    def do(data: dict[str, Any]) -> str:
        actions.assign(by=request.actor, complaint=found, to=data["user"])
        return _after(request, found)

    return form_page(
        request,
        UserForm,
        do=do,
        title=_("Who handles this complaint?"),
        initial={"user": found.handler_id},
        form_kwargs={"users": queries.able(found), "optional": True},
        context={"subtitle": found.reference},
        cancel=found.get_absolute_url(),
    )


@page(access.may_handle)
def classify(request: Request, reference: str) -> HttpResponseBase:
    """Say what it is about, once it was read."""
    found = visible(request, reference)

    def do(data: dict[str, Any]) -> str:
        actions.classify(by=request.actor, complaint=found, **data)
        return _after(request, found)

    return form_page(
        request,
        ClassifyForm,
        do=do,
        title=_("What is this complaint about?"),
        initial={"kind": found.kind, "about": found.about},
        context={
            "subtitle": found.reference,
            "intro": _("A sensitive one is read by data protection alone: you may not find it again."),
        },
        cancel=found.get_absolute_url(),
    )


@page(access.may_handle)
def keep_from(request: Request, reference: str) -> HttpResponseBase:
    """Say whom it is about."""
    found = visible(request, reference)

    def do(data: dict[str, Any]) -> HttpResponseBase:
        actions.keep_from(by=request.actor, complaint=found, user=data["user"])
        return redirect(_after(request, found))

    return form_page(
        request,
        UserForm,
        do=do,
        title=_("Whom is this complaint about?"),
        submit=_("Keep it from this person"),
        form_kwargs={"users": queries.colleagues(frozenset({found.organisation_id}))},
        context={
            "subtitle": found.reference,
            "intro": _(
                "From now on this person cannot find it, whatever their role. Choose yourself to stand aside."
            ),
        },
        cancel=found.get_absolute_url(),
    )


@page(access.may_work)
def note(request: Request, reference: str) -> HttpResponseBase:
    """A note among those who handle it."""
    found = visible(request, reference)

    def do(data: dict[str, Any]) -> str:
        actions.note(by=request.actor, complaint=found, **data)
        return found.get_absolute_url()

    return form_page(
        request,
        NoteForm,
        do=do,
        title=_("Write a note"),
        context={"subtitle": found.reference},
        cancel=found.get_absolute_url(),
    )
