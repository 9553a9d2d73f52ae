"""Buttons of the queue. Whoever comes second to a ticket is told who was first."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wasl.base.network.models import Guichet
from wasl.kernel.errors import Conflict
from wasl.kernel.web import Request, page
from wasl.services.reception import access, actions
from wasl.services.reception.models import Visit
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
