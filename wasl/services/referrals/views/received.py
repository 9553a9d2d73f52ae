"""The institution's side, through its own accounts: the referrals it received, and no page of any person."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from wasl.base.audit.actions import record_read
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page
from wasl.services.referrals import access
from wasl.services.referrals.actions.checks import check_readable
from wasl.services.referrals.enums import Way
from wasl.services.referrals.models import Referral
from wasl.services.referrals.queries.sharing import shared_with_receiver
from wasl.services.referrals.tables import ReceivedTable
from wasl.services.referrals.views.answers import answer_page, open_to


def _received(request: Request, pk: int) -> Referral:
    return get_object_or_404(Referral.objects.received_by(request.actor).with_shown(), pk=pk)


@page(access.may_receive)
@never_cache
def referrals(request: Request) -> HttpResponseBase:
    """The referrals that one's institution received."""
    rows = Referral.objects.received_by(request.actor).with_shown()
    return respond(request, ReceivedTable, rows, title=_("Referrals received"))


@page(access.may_receive)
@never_cache
def referral(request: Request, pk: int) -> HttpResponseBase:
    """One referral received: what is shared while it may be read, and the answers."""
    found = _received(request, pk)
    shared = shared_with_receiver(found)
    record_read(
        by=request.actor,
        verb="referrals.received",
        kind="referrals.referral",
        object_ids=[pk],
        organisation=found.organisation_id,
    )
    answers = open_to(found) if shared else []
    context = {
        "referral": found,
        "shared": shared,
        "answers": [
            (reverse("referrals:received_answer", args=[pk, word]), one.title) for word, one in answers
        ],
        "page_base": "ui/page.html",
        "by_link": False,
    }
    return render(request, "referrals/received.html", context)


@page(access.may_receive)
def answer(request: Request, pk: int, passage: str) -> HttpResponseBase:
    """Accept, decline, say what came of it; refused once the referral is over."""
    found = _received(request, pk)
    check_readable(found)
    back = reverse("referrals:received_one", args=[pk])
    return answer_page(request, found, passage, by=request.actor, way=Way.MEMBER, back=back)
