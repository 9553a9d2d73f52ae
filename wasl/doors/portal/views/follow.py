"""Find my file: a reference and a code open one application, in this browser, for half an hour."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from wasl.base.accounts.access_session import close_access, current_access, open_access
from wasl.base.accounts.actions import redeem
from wasl.base.accounts.adapter import client_address
from wasl.doors.portal import queries
from wasl.doors.portal.forms import FindForm
from wasl.doors.portal.views.apply import pdf
from wasl.kernel.errors import Refused, RuleBroken
from wasl.kernel.forms import form_page
from wasl.services.calls import letters
from wasl.services.calls.actions.steps import PURPOSE

STEPS = {
    "received": _("Received"),
    "examined": _("Conditions checked"),
    "preselected": _("First round"),
    "answered": _("Answer"),
}


@login_not_required
@never_cache
@sensitive_post_parameters("code")
def find(request: HttpRequest) -> HttpResponseBase:
    """Ask for reference and code; the answer is the same for an unknown reference, a wrong code, too many tries."""

    def do(data: dict[str, Any]) -> str:
        try:
            grant = redeem(
                purpose=PURPOSE,
                reference=data["reference"],
                secret=data["code"],
                source=client_address(request),
            )
        except Refused as refusal:
            raise RuleBroken(refusal.message, code="refused") from None
        open_access(request, grant)
        return reverse("portal:file")

    return form_page(
        request,
        FindForm,
        do=do,
        atomic=False,
        title=_("Find my file"),
        submit=_("Open my file"),
        template="portal/find.html",
    )


@login_not_required
@never_cache
def file(request: HttpRequest) -> HttpResponseBase:
    """Where the application stands, what is missing, the answer with its reasons once it is published."""
    application = _held(request)
    if application is None:
        return redirect("portal:find")
    shown = queries.followed(application)
    steps = [(code, STEPS[code]) for code, _done in shown.steps]
    done = [code for code, is_done in shown.steps if is_done]
    ahead = [code for code, is_done in shown.steps if not is_done]
    context = {
        "file": shown,
        "application": application,
        "steps": steps,
        "current": ahead[0] if ahead and not shown.has_letter else done[-1],
    }
    return render(request, "portal/file.html", context)


def _held(request: HttpRequest) -> Any:
    grant = current_access(request, PURPOSE)
    return queries.application_of(grant) if grant is not None else None


@login_not_required
@never_cache
def letter(request: HttpRequest) -> HttpResponseBase:
    """The decision letter, in the language of the page."""
    application = _held(request)
    if application is None:
        return redirect("portal:find")
    if not letters.has_letter(application):
        raise Http404
    content = letters.decision_letter(application, language=(get_language() or "fr")[:2])
    return pdf(content, application.reference)


@login_not_required
@require_POST
def close(request: HttpRequest) -> HttpResponseBase:
    """Forget the file in this browser."""
    close_access(request, PURPOSE)
    return redirect("portal:home")
