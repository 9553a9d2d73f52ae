"""Buttons of the queue. Whoever comes second to a ticket is told who was first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wasl.base.network.models import Guichet
from wasl.kernel.access import check
from wasl.kernel.errors import Conflict
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.services.reception import access, actions
from wasl.services.reception.forms import GuichetForm
from wasl.services.reception.models import Visit
from wasl.services.reception.queries.desk import guichets_of
from wasl.services.reception.views.places import offices_and_own


def _do(request: Request, pk: int, act: Callable[..., Visit], words: str) -> HttpResponse:
    visit = get_object_or_404(Visit.objects.visible_to(request.actor).select_related("person"), pk=pk)
    try:
        visit = act(by=request.actor, visit=visit)
    except Conflict as told:
        messages.warning(request, str(told))
    else:
        messages.success(request, words % {"number": visit.ticket or "–", "who": visit.who})
    return redirect("reception:desk")


@require_POST
@page(access.may_use_desk)
def call(request: Request, pk: int) -> HttpResponse:
    """Call a ticket."""
    return _do(request, pk, actions.call_ticket, _("Ticket %(number)s is called: %(who)s."))


@require_POST
@page(access.may_use_desk)
def serve(request: Request, pk: int) -> HttpResponse:
    """The visitor is received."""
    return _do(request, pk, actions.serve, _("Ticket %(number)s is served."))


@require_POST
@page(access.may_use_desk)
def leave(request: Request, pk: int) -> HttpResponse:
    """The visitor has left."""
    return _do(request, pk, actions.leave, _("Ticket %(number)s has left."))


@require_POST
@page(access.may_use_desk)
def requeue(request: Request, pk: int) -> HttpResponse:
    """Nobody came: back to the queue."""
    return _do(request, pk, actions.back_to_queue, _("Ticket %(number)s waits again."))


@page(access.may_use_desk)
def send(request: Request, pk: int) -> HttpResponseBase:
    """Send a visitor to another guichet."""
    rows = Visit.objects.visible_to(request.actor).select_related("person", "office", "guichet")
    visit = get_object_or_404(rows, pk=pk)
    check(access.may_record_at(request.actor, organisation=visit.organisation_id, office=visit.office_id))

    def do(data: dict[str, Any]) -> str:
        sent = actions.send_to_guichet(by=request.actor, visit=visit, guichet=data["guichet"])
        place = sent.guichet.label if sent.guichet else _("any desk")
        words = _("Ticket %(number)s waits at %(place)s.")
        messages.success(request, words % {"number": sent.ticket or "–", "place": place})
        return "reception:desk"

    return form_page(
        request,
        GuichetForm,
        do=do,
        title=_("Ticket %(number)s: another guichet") % {"number": visit.ticket or "–"},
        submit=_("Send there"),
        initial={"guichet": visit.guichet_id or ""},
        form_kwargs={"guichets": guichets_of(visit.office, visit.day)},
        cancel=reverse("reception:desk"),
    )


@require_POST
@page(access.may_use_desk)
def call_next(request: Request) -> HttpResponse:
    """Call the first who waits, for one guichet or for any."""
    _offices, office = offices_and_own(request)
    if office is None:
        return redirect("reception:desk")
    wanted = request.POST.get("guichet", "")
    guichets = Guichet.objects.filter(organisation_id=office.organisation_id)
    guichet = guichets.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    visit = actions.call_next(by=request.actor, office=office, guichet=guichet)
    if visit is None:
        messages.info(request, _("Nobody waits."))
    else:
        words = _("Ticket %(number)s is called: %(who)s.") % {"number": visit.ticket or "–", "who": visit.who}
        messages.success(request, words)
    return redirect("reception:desk")
