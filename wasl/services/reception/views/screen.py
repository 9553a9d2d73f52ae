"""The screen of the waiting room: numbers, no names; opened by a link, without anybody signed in at it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wasl.base.accounts.actions import standing_link
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.web import Request, page
from wasl.services.reception import access
from wasl.services.reception.actions import screen as actions
from wasl.services.reception.queries.screen import PURPOSE, links_of, screen_of
from wasl.services.reception.views.places import offices_and_own


@login_not_required
@never_cache
@require_safe
def screen(request: HttpRequest, reference: str, secret: str) -> HttpResponseBase:
    """The tickets called and those that wait at one office; nothing for a link that was never made or is void."""
    grant = standing_link(purpose=PURPOSE, reference=reference, secret=secret)
    office = Office.objects.open_on(clock.today()).filter(pk=int(grant.object_id)).first() if grant else None
    if office is None:
        raise Http404
    part = request.headers.get("HX-Request") == "true"
    template = "reception/parts/screen.html" if part else "reception/screen.html"
    return render(request, template, {"office": office, "screen": screen_of(office), "now": clock.now()})


@require_safe
@page(access.may_use_desk)
def screens(request: Request) -> HttpResponseBase:
    """Whether the office has a screen, and how to put one up."""
    _offices, office = offices_and_own(request)
    if office is None:
        return render(request, "reception/no_office.html")
    return render(request, "reception/screens.html", {"office": office, "links": list(links_of(office))})


@never_cache
@require_POST
@page(access.may_use_desk)
def make_screen(request: Request) -> HttpResponseBase:
    """A new link, shown this once."""
    office = _office(request)
    issued = actions.make_screen_link(by=request.actor, office=office)
    path = reverse("reception:screen", args=[issued.grant.reference, issued.secret])
    return render(
        request, "reception/screen_link.html", {"office": office, "address": request.build_absolute_uri(path)}
    )


@require_POST
@page(access.may_use_desk)
def end_screen(request: Request) -> HttpResponse:
    """The screen goes dark."""
    actions.end_screen_links(by=request.actor, office=_office(request))
    messages.success(request, _("The screen of this office is closed: its link opens nothing any more."))
    return redirect("reception:screens")


def _office(request: Request) -> Office:
    """The office named by the form, which must be one of one's own; without a name, the desk one sits at."""
    offices, own = offices_and_own(request)
    wanted = request.POST.get("office", "")
    found = next((one for one in offices if str(one.pk) == wanted), None) if wanted else own
    if found is None:
        raise Http404
    return found
