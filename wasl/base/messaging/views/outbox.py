"""The outbox, one message, and what a person does with it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record, record_read
from wasl.base.messaging import access, actions
from wasl.base.messaging.enums import TO_LOOK_AT, Channel, Status
from wasl.base.messaging.models import Message
from wasl.base.messaging.queries import whatsapp_link
from wasl.base.messaging.tables import OutboxTable, state
from wasl.kernel.errors import Conflict, RuleBroken
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page

PHONES = (Channel.SMS, Channel.WHATSAPP)


@page(access.may_see)
def outbox(request: Request) -> HttpResponseBase:
    """The messages of the reader's offices: to hand over, waiting, gone, not delivered."""
    return respond(
        request,
        OutboxTable,
        Message.objects.visible_to(request.actor).select_related("office"),
        title=_("Messages"),
        on_export=_exported,
    )


def _exported(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="messaging.export", kind="messaging.message", reason=str(count))


def _visible(request: Request, pk: int) -> Message:
    rows = Message.objects.visible_to(request.actor).select_related("office", "organisation")
    return get_object_or_404(rows, pk=pk)


@page(access.may_see)
def message(request: Request, pk: int) -> HttpResponse:
    """One message: how to hand it over, how it ended; its words for those who speak with people."""
    found = _visible(request, pk)
    actor = request.actor
    reads = actor.may(
        access.readers(found.circle), organisation=found.organisation_id, office=found.office_id
    )
    if reads:
        record_read(
            by=actor,
            verb="messaging.read",
            kind="messaging.message",
            object_ids=[found.pk],
            organisation=found.organisation_id,
        )
    tone, label = state(found)
    open_still = found.status in (Status.WAITING, *TO_LOOK_AT)
    phone = reads and found.channel in PHONES and open_still
    context = {
        "message": found,
        "tone": tone,
        "label": label,
        "reads": reads,
        "link": whatsapp_link(found.to, found.body) if phone else "",
        "may_hand_over": reads and open_still,
        "may_cancel": open_still,
        "may_try_again": found.status in TO_LOOK_AT and found.emptied_at is None,
        "is_slip": found.channel == Channel.SLIP,
    }
    return render(request, "messaging/message.html", context)


def _act(request: Request, pk: int, act: Callable[..., None], done: object) -> HttpResponse:
    found = _visible(request, pk)
    try:
        act(by=request.actor, message=found)
    except (Conflict, RuleBroken) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(done))
    return redirect(found)


@page(access.may_read)
@require_POST
def hand_over(request: Request, pk: int) -> HttpResponse:
    """The person was told."""
    return _act(request, pk, actions.hand_over, _("Handed over."))


@page(access.may_tend)
@require_POST
def try_again(request: Request, pk: int) -> HttpResponse:
    """Among those to be sent once more."""
    return _act(request, pk, actions.try_again, _("It will be sent again."))


@page(access.may_tend)
@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    """Taken back."""
    return _act(request, pk, actions.cancel, _("Taken back."))
