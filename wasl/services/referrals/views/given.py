"""The institution's side, through a link: the link leads to a page that asks for a code, the code opens one referral.

The link redeemed at `accounts:open_link` puts its grant in the session of the browser for half an hour; the code puts
a second one beside it. What is shown needs both, on the same referral, at each page. Without, the answer is the page
that asks for the code, the same whether the referral is unknown, expired, declined or withdrawn.
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from wasl.base.accounts.access_session import close_access, current_access, open_access
from wasl.base.accounts.actions.secrets import NO_ENTRY, bearer
from wasl.base.accounts.adapter import client_address
from wasl.base.accounts.models import AccessGrant
from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.errors import Refused, RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request
from wasl.services.referrals import actions
from wasl.services.referrals.enums import Way
from wasl.services.referrals.forms import CodeForm
from wasl.services.referrals.models import Referral
from wasl.services.referrals.purposes import CODE, LINK
from wasl.services.referrals.queries.sharing import shared_with_receiver
from wasl.services.referrals.views.answers import answer_page, open_to

BASE = "ui/public.html"


def _held(request: HttpRequest) -> tuple[Referral, AccessGrant] | None:
    """The referral that link and code open together in this browser, while it may be read."""
    link, code = current_access(request, LINK), current_access(request, CODE)
    if link is None or code is None or link.object_id != code.object_id:
        return None
    referral = Referral.objects.with_shown().filter(pk=code.object_id).first()
    if referral is None or not referral.readable_on(clock.today()):
        return None
    return referral, code


@login_not_required
@never_cache
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code; it says nothing of the referral."""

    def do(data: dict[str, Any]) -> str:
        link = current_access(request, LINK)
        if link is None:
            raise RuleBroken(NO_ENTRY, code="refused")
        try:
            opened = actions.open_with_code(grant=link, code=data["code"], source=client_address(request))
        except Refused as refusal:
            raise RuleBroken(refusal.message, code="refused") from None
        open_access(request, opened)
        return reverse("referrals:given")

    return form_page(
        request,
        CodeForm,
        do=do,
        atomic=False,
        title=_("A referral to your institution"),
        submit=_("Open the referral"),
        template="referrals/code.html",
        context={"page_base": BASE},
    )


@login_not_required
@never_cache
@require_POST
def new_code(request: HttpRequest) -> HttpResponseBase:
    """Send a code to the registered phone or mail of the institution; the answer is the same with no link at all."""
    link = current_access(request, LINK)
    if link is not None:
        actions.send_code(grant=link)
    messages.success(
        request,
        _("If your link still opens something, a code is on its way to the contact of your institution."),
    )
    return redirect("referrals:code")


@login_not_required
@never_cache
def referral(request: HttpRequest) -> HttpResponseBase:
    """The one referral that the link and the code open: what is shared, and the answers."""
    held = _held(request)
    if held is None:
        return redirect("referrals:code")
    found, grant = held
    record_read(
        by=bearer(grant),
        verb="referrals.received",
        kind="referrals.referral",
        object_ids=[found.pk],
        organisation=found.organisation_id,
    )
    context = {
        "referral": found,
        "shared": shared_with_receiver(found),
        "answers": [
            (reverse("referrals:given_answer", args=[word]), one.title) for word, one in open_to(found)
        ],
        "page_base": BASE,
        "by_link": True,
    }
    return render(request, "referrals/received.html", context)


@login_not_required
@never_cache
def answer(request: HttpRequest, passage: str) -> HttpResponseBase:
    """Accept, decline, say what came of it."""
    held = _held(request)
    if held is None:
        return redirect("referrals:code")
    found, grant = held
    return answer_page(
        cast(Request, request),
        found,
        passage,
        by=bearer(grant),
        way=Way.LINK,
        back=reverse("referrals:given"),
        base=BASE,
        opened=found.pk,
    )


@login_not_required
@require_POST
def close(request: HttpRequest) -> HttpResponseBase:
    """Forget the referral in this browser."""
    for purpose in (LINK, CODE):
        close_access(request, purpose)
    return redirect("portal:home")
