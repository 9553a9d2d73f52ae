"""The partner's side: what was proposed, as it goes along, and the answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from wasl.base.audit.actions import record_read
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page
from wasl.services.transfers import access, actions, rules
from wasl.services.transfers.forms import AcceptForm, DeclineForm
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.queries.sharing import seen_by_receiver
from wasl.services.transfers.tables import ReceivedTable
from wasl.services.transfers.views.sent import note_export
from wasl.spine.cases.models import Case


def _received(request: Request, pk: int) -> Transfer:
    return get_object_or_404(Transfer.objects.received_by(request.actor).with_shown(), pk=pk)


@page(access.may_read)
@never_cache
def transfers(request: Request) -> HttpResponseBase:
    """The transfers proposed to one's places."""
    rows = Transfer.objects.received_by(request.actor).with_shown()
    return respond(
        request,
        ReceivedTable,
        rows,
        template="transfers/list.html",
        title=_("Transfers received"),
        on_export=note_export,
        context={"tab": "received"},
    )


@page(access.may_read)
@never_cache
def transfer(request: Request, pk: int) -> HttpResponseBase:
    """One transfer received: what goes along, and the answer."""
    found = _received(request, pk)
    record_read(
        by=request.actor,
        verb="transfers.received",
        kind="transfers.transfer",
        object_ids=[pk],
        organisation=found.organisation_id,
    )
    reached = found.new_case_id and Case.objects.visible_to(request.actor).filter(pk=found.new_case_id)
    context = {
        "transfer": found,
        "sections": seen_by_receiver(found),
        "may_answer": rules.may_pass("accept", found.status),
        "new_case": reached.first() if reached else None,
    }
    return render(request, "transfers/received.html", context)


@page(access.may_read)
@never_cache
def accept(request: Request, pk: int) -> HttpResponseBase:
    """Take the case over: office, guichet, adviser."""
    found = _received(request, pk)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        done = actions.accept(by=request.actor, transfer=found, expected=expected, **data)
        messages.success(request, _("The case is open here; it is closed at the partner’s."))
        assert done.new_case is not None
        reached = Case.objects.visible_to(request.actor).filter(pk=done.new_case.pk).exists()
        return done.new_case.get_absolute_url() if reached else found.received_url

    intro = _(
        "The case is opened here today with the plan that goes along, and closed at the partner’s; your office follows"
        " the person, the partner no longer does after today. What was done and counted there stays there."
    )
    return form_page(
        request,
        AcceptForm,
        do=save,
        title=_("Take the case over"),
        submit=_("Accept the transfer"),
        initial={"office": found.office_id},
        form_kwargs={"transfer": found, "actor": request.actor},
        version=found.version,
        cancel=found.received_url,
        context={"intro": intro, "subtitle": found.reference},
    )


@page(access.may_read)
@never_cache
def decline(request: Request, pk: int) -> HttpResponseBase:
    """Say why the case is not taken over."""
    found = _received(request, pk)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.decline(by=request.actor, transfer=found, expected=expected, **data)
        return found.received_url

    return form_page(
        request,
        DeclineForm,
        do=save,
        title=_("Decline the transfer"),
        submit=_("Decline"),
        version=found.version,
        cancel=found.received_url,
        context={
            "subtitle": found.reference,
            "intro": _("You read nothing of it any more afterwards; the case goes on at the partner’s."),
        },
    )
