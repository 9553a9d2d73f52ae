"""Home after sign-in, the choice of language, the gallery of components."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from wasl.base.accounts.actions.users import update_user
from wasl.base.accounts.models import User
from wasl.base.reference.models import Country
from wasl.config.gallery import CountryTable, examples
from wasl.kernel import clock, frames
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page


@page(lambda actor: actor.id is not None)
def home(request: Request) -> HttpResponse:
    """What needs doing now, one card for each room that has something to say to this actor."""
    found = [card for card in (make(request) for make in frames.home_cards) if card is not None]
    return render(request, "home.html", {"cards": found, "today": clock.today()})


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language (on the account when signed in, in a cookie for all) and go back to the page."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    language = request.POST.get("language", "")
    if translation.check_for_language(language) and language in dict(settings.LANGUAGES):
        if isinstance(request.user, User):
            update_user(by=actor_of(request), user=request.user, language=language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@page(lambda actor: actor.id is not None)
def gallery(request: Request) -> HttpResponseBase:
    """Every component with example data, for whoever builds or checks a page."""
    return respond(request, CountryTable, Country.objects.all(), template="gallery.html", context=examples())
