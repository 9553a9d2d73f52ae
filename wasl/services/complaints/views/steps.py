"""The steps of a complaint, each a page of its own or one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.kernel.errors import Conflict, RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.frames import Text
from wasl.kernel.web import Request, page
from wasl.services.complaints import access, actions
from wasl.services.complaints.enums import AnswerBy
from wasl.services.complaints.forms import LANGUAGES, AgainForm, AnswerForm, CloseForm
from wasl.services.complaints.models import Complaint
from wasl.services.complaints.views.lists import visible

Act = Callable[..., None]


def _at_once(request: Request, reference: str, act: Act, done: Text) -> HttpResponse:
    found = visible(request, reference)
    try:
        act(by=request.actor, complaint=found)
    except (Conflict, RuleBroken) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(done))
    return redirect(found)


def _by_form(
    request: Request,
    found: Complaint,
    form: type[forms.Form],
    act: Act,
    title: Text,
    submit: Text,
    intro: Text = "",
) -> HttpResponseBase:
    def do(data: dict[str, Any]) -> str:
        act(by=request.actor, complaint=found, **data)
        return found.get_absolute_url()

    return form_page(
        request,
        form,
        do=do,
        title=title,
        submit=submit,
        cancel=found.get_absolute_url(),
        context={"subtitle": found.reference, "intro": intro},
    )


@page(access.may_work)
@require_POST
def acknowledge(request: Request, reference: str) -> HttpResponse:
    """It was read."""
    return _at_once(request, reference, actions.acknowledge, _("Acknowledged."))


@page(access.may_work)
@require_POST
def examine(request: Request, reference: str) -> HttpResponse:
    """It is being examined."""
    return _at_once(request, reference, actions.examine, _("Under examination."))


@page(access.may_work)
def answer(request: Request, reference: str) -> HttpResponseBase:
    """The answer, in the language of whoever complained."""
    found = visible(request, reference)
    language = dict(LANGUAGES)[found.language]
    if not found.answer_way:
        how = _("Read with reference and code alone.")
    elif found.circle:
        how = _("In this way it is only told that there is an answer: %(way)s.")
    else:
        how = _("Also sent: %(way)s.")
    told = str(how) % {"way": AnswerBy(found.answer_way).label}
    intro = _("Write in this language: %(language)s.") % {"language": language}
    return _by_form(
        request, found, AnswerForm, actions.answer, _("Answer the complaint"), _("Answer"), f"{intro} {told}"
    )


@page(access.may_work)
def close(request: Request, reference: str) -> HttpResponseBase:
    """Nothing more is to be done."""
    found = visible(request, reference)
    return _by_form(request, found, CloseForm, actions.close, _("Close the complaint"), _("Close"))


@page(access.may_work)
def reopen(request: Request, reference: str) -> HttpResponseBase:
    """Something is still to be done."""
    found = visible(request, reference)
    return _by_form(
        request, found, AgainForm, actions.reopen, _("Open the complaint again"), _("Open it again")
    )
