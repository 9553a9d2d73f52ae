"""Applying without an account, and the receipt."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from wasl.base.accounts.adapter import client_address
from wasl.doors.portal.actions import apply_online, count_try
from wasl.doors.portal.forms import ALONE, GROUP, ApplyForm
from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.services.calls import letters
from wasl.services.calls.models import Application, Call

#: a field no person sees; what fills it is a machine
TRAP = "reponse_2"
RECEIPT = "portal_receipt"
SHOWN_FOR = timedelta(minutes=30)


def open_call_or_404(code: str) -> Call:
    return get_object_or_404(Call.objects.open_on(clock.today()).with_place(), code=code)


@login_not_required
def choose(request: HttpRequest, code: str) -> HttpResponseBase:
    """Alone or as a group, where the call takes both."""
    call = open_call_or_404(code)
    ways = [way for way, taken in ((GROUP, call.for_collectives), (ALONE, call.for_persons)) if taken]
    if len(ways) == 1:
        return redirect("portal:apply_as", code=call.code, who=ways[0])
    return render(request, "portal/choose.html", {"call": call, "ways": ways})


@login_not_required
@never_cache
@sensitive_post_parameters()
def apply(request: HttpRequest, code: str, who: str) -> HttpResponseBase:
    """The form of an application; what was typed stays when something is wrong."""
    call = open_call_or_404(code)
    if who not in (GROUP, ALONE) or not (call.for_collectives if who == GROUP else call.for_persons):
        raise Http404
    if request.method == "POST" and request.POST.get(TRAP):
        return redirect("portal:trapped")
    tried: list[str] = []
    answer = _form(request, call, who, tried)
    if "already" in tried:
        count_try(source=client_address(request))
    return answer


def _form(request: HttpRequest, call: Call, who: str, tried: list[str]) -> HttpResponseBase:
    """The form and its answer; `tried` receives the code of what the sending broke."""
    made: list[ApplyForm] = []

    class Form(ApplyForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, call=call, who=who, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        form = made[-1]
        try:
            application, issued = apply_online(
                call=call,
                zone=data["zone"],
                candidates=form.candidates(),
                group_name=data.get("group_name", ""),
                source=client_address(request),
                project=form.project(),
            )
        except RuleBroken as broken:
            tried.append(broken.code)
            raise
        show_receipt(request, application, issued.shown)
        return reverse("portal:receipt")

    zones = list(call.zones.all())
    language = (get_language() or "fr")[:2]
    return form_page(
        request,
        Form,
        do=save,
        title=_("Apply"),
        submit=_("Send the application"),
        initial={
            "language": language if language in call.languages else "fr",
            "legal_form": "undecided",
            "zone": zones[0].pk if len(zones) == 1 else None,
        },
        template="portal/apply.html",
        context={"call": call, "who": who, "trap": TRAP},
    )


@login_not_required
def trapped(request: HttpRequest) -> HttpResponse:
    """What a machine reads; a person who comes here is told where to apply instead."""
    return render(request, "portal/trapped.html", {})


# ------------------------------------------------------------------ the receipt


def show_receipt(request: HttpRequest, application: Application, code: str) -> None:
    """Keep reference and code in this browser's session for half an hour."""
    request.session.cycle_key()
    until = clock.now() + SHOWN_FOR
    request.session[RECEIPT] = {"pk": application.pk, "code": code, "until": until.isoformat()}


def held_receipt(request: HttpRequest) -> tuple[Application, str] | None:
    held = request.session.get(RECEIPT)
    if not held or datetime.fromisoformat(held["until"]) < clock.now():
        request.session.pop(RECEIPT, None)
        return None
    rows = Application.objects.with_call().select_related("call__office")
    found = rows.filter(pk=held["pk"]).first()
    return (found, held["code"]) if found else None


@login_not_required
@never_cache
def receipt(request: HttpRequest) -> HttpResponseBase:
    """Reference and code, to print or write down; in this browser, for half an hour or until put away."""
    held = held_receipt(request)
    if held is None:
        return redirect("portal:find")
    application, code = held
    return render(request, "portal/receipt.html", {"application": application, "code": code})


@login_not_required
@never_cache
def receipt_pdf(request: HttpRequest) -> HttpResponseBase:
    """The same as a document."""
    held = held_receipt(request)
    if held is None:
        return redirect("portal:find")
    application, code = held
    return pdf(
        letters.receipt(application, code=code, language=(get_language() or "fr")[:2]), application.reference
    )


@login_not_required
@require_POST
def put_away(request: HttpRequest) -> HttpResponseBase:
    """The code was noted: this browser forgets it."""
    request.session.pop(RECEIPT, None)
    return redirect("portal:home")


def pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
