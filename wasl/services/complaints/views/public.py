"""Giving a complaint without an account, its receipt, and reading the answer with reference and code."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from wasl.base.accounts.access_session import close_access, current_access, open_access
from wasl.base.accounts.actions import IssuedAccess, redeem
from wasl.base.accounts.adapter import client_address
from wasl.base.accounts.models import AccessGrant
from wasl.kernel import clock
from wasl.kernel.errors import Refused, RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.web import begin_session
from wasl.services.complaints import actions, queries
from wasl.services.complaints.actions.giving import LANGUAGES, PURPOSE
from wasl.services.complaints.enums import RemarkKind, State
from wasl.services.complaints.forms import AgainForm, FindForm, GiveForm, RateForm
from wasl.services.complaints.models import Complaint
from wasl.services.complaints.tables import TONES

RECEIPT = "complaints_receipt"
SHOWN_FOR = timedelta(minutes=30)


@login_not_required
@never_cache
@sensitive_post_parameters()
def give(request: HttpRequest) -> HttpResponseBase:
    """Say what went wrong, or well; nobody has to say who they are."""
    made: list[GiveForm] = []
    begin_session(request)

    class Form(GiveForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, places=queries.places(), **kwargs)
            made.append(self)

    def save(_data: dict[str, Any]) -> str:
        language = (get_language() or "fr")[:2]
        complaint, issued = actions.give_online(
            source=client_address(request),
            language=language if language in LANGUAGES else "fr",
            **made[-1].said(),
        )
        show_receipt(request, complaint, issued)
        return reverse("complaints:receipt")

    return form_page(
        request,
        Form,
        do=save,
        title=_("Complaints and ideas"),
        submit=_("Send"),
        template="complaints/give.html",
        initial={"place": request.GET.get("bureau", "")},
    )


def show_receipt(request: HttpRequest, complaint: Complaint, issued: IssuedAccess) -> None:
    """Keep reference and code in this browser's session for half an hour."""
    until = clock.now() + SHOWN_FOR
    shown = {"reference": complaint.reference, "code": issued.shown, "until": until.isoformat()}
    request.session[RECEIPT] = shown


@login_not_required
@never_cache
def receipt(request: HttpRequest) -> HttpResponseBase:
    """Reference and code, to write down; in this browser, for half an hour or until put away."""
    held = request.session.get(RECEIPT)
    if not held or datetime.fromisoformat(held["until"]) < clock.now():
        request.session.pop(RECEIPT, None)
        return redirect("complaints:find")
    return render(request, "complaints/receipt.html", {"reference": held["reference"], "code": held["code"]})


@login_not_required
@require_POST
def put_away(request: HttpRequest) -> HttpResponseBase:
    """They were noted: this browser forgets them."""
    request.session.pop(RECEIPT, None)
    return redirect("complaints:list" if request.user.is_authenticated else "complaints:give")


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
        return reverse("complaints:followed")

    return form_page(
        request,
        FindForm,
        do=do,
        atomic=False,
        title=_("Read the answer"),
        submit=_("Open"),
        template="complaints/find.html",
    )


def _held(request: HttpRequest) -> tuple[AccessGrant, Complaint] | None:
    grant = current_access(request, PURPOSE)
    found = queries.complaint_of(grant) if grant is not None else None
    return (grant, found) if grant is not None and found is not None else None


@login_not_required
@never_cache
def followed(request: HttpRequest) -> HttpResponseBase:
    """Where one's own complaint stands, and the answers; no name of the staff, no note."""
    held = _held(request)
    if held is None:
        return redirect("complaints:find")
    complaint = held[1]
    remarks = [one for one in complaint.remarks.all() if one.kind != RemarkKind.NOTE]
    ended = complaint.state in (State.ANSWERED, State.CLOSED)
    context = {
        "complaint": complaint,
        "tone": TONES[State(complaint.state)],
        "remarks": remarks,
        "may_rate": ended and complaint.answered_on is not None and not complaint.satisfied,
        "may_reopen": ended,
        "rate_form": RateForm(),
    }
    return render(request, "complaints/followed.html", context)


@login_not_required
@never_cache
def rate(request: HttpRequest) -> HttpResponseBase:
    """Say whether the answer helps."""
    held = _held(request)
    if held is None:
        return redirect("complaints:find")
    grant, complaint = held

    def do(data: dict[str, Any]) -> str:
        actions.rate(grant=grant, complaint=complaint, **data)
        return reverse("complaints:followed")

    return form_page(request, RateForm, do=do, title=_("Your opinion of the answer"), **_public())


@login_not_required
@never_cache
@sensitive_post_parameters()
def reopen_own(request: HttpRequest) -> HttpResponseBase:
    """Say what is still wrong."""
    held = _held(request)
    if held is None:
        return redirect("complaints:find")
    grant, complaint = held

    def do(data: dict[str, Any]) -> str:
        actions.reopen_own(grant=grant, complaint=complaint, **data)
        return reverse("complaints:followed")

    return form_page(request, AgainForm, do=do, title=_("It is not settled"), **_public())


def _public() -> dict[str, Any]:
    return {
        "submit": _("Send"),
        "cancel": reverse("complaints:followed"),
        "context": {"page_base": "ui/visitor_page.html"},
    }


@login_not_required
@require_POST
def close_own(request: HttpRequest) -> HttpResponseBase:
    """Forget it in this browser."""
    close_access(request, PURPOSE)
    return redirect("complaints:find")
