"""A shared computer: the session is locked, opened again by its user, or left to a colleague."""

from __future__ import annotations

from allauth.core import ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from django.contrib.auth import logout
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wasl.base.accounts import session_lock
from wasl.base.accounts.access import may_sign_in
from wasl.base.accounts.lock_page import asked_by_script, next_of, shown, unlock_form, user_of
from wasl.base.accounts.signing_in import NEXT_USER, UnlockForm
from wasl.base.audit.actions import record
from wasl.kernel.web import Request, page


@require_POST
@page(may_sign_in)
def lock(request: Request) -> HttpResponseBase:
    """Lock this session; a page that nobody touches does it by itself."""
    session_lock.lock(request, idle=bool(request.POST.get("idle")))
    if asked_by_script(request):
        return shown(request, unlock_form(request, typed=False), next_page="", kept="", status=200)
    return redirect(f"{reverse('accounts:unlock')}?{urlencode({'next': next_of(request)})}")


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
@page(may_sign_in)
def unlock(request: Request) -> HttpResponseBase:
    """Give the password again, as the same user, and the second factor where one is turned on."""
    next_page, sealed = next_of(request), request.POST.get("kept", "")
    if not session_lock.is_locked(request):
        return _opened() if asked_by_script(request) else redirect(next_page)
    form = unlock_form(request, typed=request.method == "POST")
    if request.method != "POST":
        return shown(request, form, next_page=next_page, kept="", status=200)
    if not form.is_valid() or not _is_same_user(request, form):
        return shown(request, form, next_page=next_page, kept=sealed, status=200)
    session_lock.unlock(request)
    if asked_by_script(request):
        return _opened()
    found = session_lock.kept(request, sealed)
    if found is None:
        return redirect(next_page)
    address, fields = found
    return render(request, "accounts/send_again.html", {"address": address, "typed": fields})


def _opened() -> HttpResponseBase:
    """Tells the page that was put away to come back as it was left."""
    answer = HttpResponse(status=204)
    answer["HX-Trigger"] = "wasl-unlocked"
    return answer


def _is_same_user(request: Request, form: UnlockForm) -> bool:
    """Whether the password, and the code where one is needed, are this user's; what failed is said and noted."""
    user = user_of(request)
    if "password" not in form.fields:
        return True
    if not ratelimit.consume(request, action="reauthenticate", user=user):
        form.add_error(None, _("Too many tries. Wait a minute."))
        return False
    right = user.check_password(form.cleaned_data["password"])
    if right and "code" in form.fields:
        right = AuthenticateForm({"code": form.cleaned_data["code"]}, user=user).is_valid()
    if not right:
        record(by=request.actor, verb="accounts.unlock_failed", object=user)
        form.add_error(None, _("This does not open the session. It is that of the person named here."))
    return right


@require_safe
@page(may_sign_in)
def present(request: Request) -> HttpResponseBase:
    """Somebody types into a page: the session stays open."""
    return HttpResponse(status=204)


@never_cache
@require_http_methods(["GET", "POST"])
@page(may_sign_in)
def switch(request: Request) -> HttpResponseBase:
    """Leave the computer to a colleague: this session ends, the sign-in page asks the other's password."""
    others = session_lock.users_here(request)
    if request.method != "POST":
        return render(
            request, "accounts/switch.html", {"others": others, "locked": session_lock.is_locked(request)}
        )
    wanted = request.POST.get("user", "")
    chosen = next((user for user in others if str(user.pk) == wanted), None)
    if wanted and chosen is None:
        raise Http404
    record(by=request.actor, verb="accounts.switch", object=user_of(request))
    logout(request)
    if chosen is not None:
        request.session[NEXT_USER] = chosen.username
    return redirect("account_login")
