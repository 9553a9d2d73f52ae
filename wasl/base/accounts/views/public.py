"""Pages before sign-in: a password by printed code, a link that opens one thing, the demo's buttons."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from wasl.base.accounts import actions
from wasl.base.accounts.access_session import open_access
from wasl.base.accounts.adapter import client_address
from wasl.base.accounts.forms import PasswordByCodeForm
from wasl.base.accounts.models import User
from wasl.base.accounts.slots import doors
from wasl.base.audit.actions import record
from wasl.kernel.actors import Actor
from wasl.kernel.errors import Refused, RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.installation.state import is_demo


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again", "code")
def first_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Choose a first or a new password with the printed code."""

    def do(data: dict[str, Any]) -> str:
        try:
            actions.set_password_by_code(
                username=data["username"],
                code=data["code"],
                password=data["password"],
                source=client_address(request),
            )
        except Refused as refusal:
            raise RuleBroken(refusal.message, code="refused") from None
        messages.success(request, _("Your password is set. Sign in with it."))
        return "account_login"

    return form_page(
        request,
        PasswordByCodeForm,
        do=do,
        atomic=False,
        title=_("Choose a password with your printed code"),
        submit=_("Choose this password"),
        context={"page_base": "ui/public.html"},
    )


@login_not_required
@never_cache
def open_link(request: HttpRequest, purpose: str, reference: str, secret: str) -> HttpResponseBase:
    """Exchange a link for a short session: the page shows a button, the button redeems (so no preview uses it up)."""
    door = doors.get(purpose)
    if door is None:
        raise Http404
    if request.method != "POST":
        return render(request, "accounts/open_link.html", {"door": door, "refused": ""})
    try:
        grant = actions.redeem(
            purpose=purpose, reference=reference, secret=secret, source=client_address(request)
        )
    except Refused as refusal:
        return render(request, "accounts/open_link.html", {"door": door, "refused": str(refusal)}, status=403)
    open_access(request, grant)
    return _see(door.landing(grant))


def _see(address: str) -> HttpResponse:
    response = HttpResponse(status=303)
    response["Location"] = address
    return response


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in by one button, on a database marked demo and as one of its demo accounts; nowhere else."""
    if not is_demo():
        raise Http404
    user = get_object_or_404(User, username=request.POST.get("user", ""), is_demo=True, is_active=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    record(by=Actor(id=user.pk, label=user.display_name), verb="accounts.demo_sign_in", object=user)
    return redirect("home")
