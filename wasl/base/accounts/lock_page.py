"""The lock page: asked for at its own address, and answered in the place of any other while a session is locked."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from wasl.base.accounts import session_lock
from wasl.base.accounts.models import User
from wasl.base.accounts.signing_in import UnlockForm
from wasl.kernel.installation.state import is_demo

LOCKED = 423


def asked_by_script(request: HttpRequest) -> bool:
    """Whether a page that stays open asks, rather than the address bar."""
    return request.headers.get("HX-Request") == "true"


def user_of(request: HttpRequest) -> User:
    """The user who is signed in."""
    assert isinstance(request.user, User)
    return request.user


def next_of(request: HttpRequest) -> str:
    """Where to go back to; a page of ours, else home."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("home")


def unlock_form(request: HttpRequest, *, typed: bool) -> UnlockForm:
    """The form of the lock page for this user, filled with what was `typed` or empty."""
    user = user_of(request)
    return UnlockForm(
        request.POST if typed else None,
        in_demo=is_demo() and user.is_demo,
        second_factor=is_mfa_enabled(user),
    )


def shown(request: HttpRequest, form: UnlockForm, *, next_page: str, kept: str, status: int) -> HttpResponse:
    """The lock page, or its form alone for a page that stays open; `kept` is what `session_lock.keep` sealed."""
    part = "accounts/parts/unlock.html" if asked_by_script(request) else "accounts/locked.html"
    context = {"form": form, "user": user_of(request), "next_page": next_page, "kept": kept}
    return render(request, part, context, status=status)


def locked_page(request: HttpRequest) -> HttpResponse:
    """The answer of every address of a locked session: the lock page in its place, with what was typed kept."""
    if asked_by_script(request):
        answer = HttpResponse(status=204)
        answer["HX-Trigger"] = "wasl-locked"
        return answer
    here = request.get_full_path() if request.method == "GET" else ""
    form = unlock_form(request, typed=False)
    return shown(request, form, next_page=here, kept=session_lock.keep(request), status=LOCKED)
