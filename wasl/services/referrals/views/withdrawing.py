"""The person withdraws: through the staff, or by the reference and the code of the receipt."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from wasl.base.accounts.adapter import client_address
from wasl.kernel.access import check
from wasl.kernel.errors import Refused, RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.services.referrals import access, actions
from wasl.services.referrals.forms import NothingForm, WithdrawForm
from wasl.services.referrals.views.sent import visible


@page(access.may_withdraw)
def withdraw(request: Request, pk: int) -> HttpResponseBase:
    """Note that the person withdraws; no reason is due."""
    found = visible(request, pk)
    check(access.may_withdraw_at(request.actor, **found.place))  # type: ignore[arg-type]

    def save(_data: dict[str, Any]) -> str:
        actions.withdraw(by=request.actor, referral=found)
        return found.get_absolute_url()

    intro = _(
        "The institution reads nothing any more from this moment, and is told that the consent was withdrawn. No"
        " reason is due. This cannot be undone: a new share needs a new consent."
    )
    return form_page(
        request,
        NothingForm,
        do=save,
        title=_("The person withdraws their consent"),
        submit=_("Withdraw the consent"),
        cancel=found.get_absolute_url(),
        context={"intro": intro, "subtitle": found.reference},
    )


@login_not_required
@never_cache
@sensitive_post_parameters("code")
def by_person(request: HttpRequest) -> HttpResponseBase:
    """Withdraw by reference and code; the same answer for an unknown reference, a wrong code, too many tries."""

    def do(data: dict[str, Any]) -> str:
        try:
            actions.withdraw_by_person(
                reference=data["reference"], code=data["code"], source=client_address(request)
            )
        except Refused as refusal:
            raise RuleBroken(refusal.message, code="refused") from None
        return reverse("referrals:withdrawn")

    intro = _(
        "With the reference and the code of your receipt, you end a referral: your data are no longer read."
    )
    return form_page(
        request,
        WithdrawForm,
        do=do,
        atomic=False,
        title=_("Withdraw a consent"),
        submit=_("Withdraw my consent"),
        context={"page_base": "ui/public.html", "intro": intro},
    )


@login_not_required
def done(request: HttpRequest) -> HttpResponseBase:
    """What the person reads afterwards; it says nothing of any referral."""
    return render(request, "referrals/withdrawn.html")
