"""Handing a case over, taking one, reopening one; who follows somebody."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.errors import Refused
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.cases import access, actions
from wasl.spine.cases.forms import HandOverForm, ReopenForm
from wasl.spine.cases.models import Case
from wasl.spine.cases.queries import case_to_act_on, case_to_read
from wasl.spine.cases.queries.followed import followers
from wasl.spine.cases.queries.reach import kept_closed
from wasl.spine.cases.queries.reach import received as received_by
from wasl.spine.people import access as people_access
from wasl.spine.people.models import Party


@page(access.may_hand_over)
def hand_over(request: Request, pk: int) -> HttpResponseBase:
    """Hand the case over to another adviser, office or guichet of the organisation."""
    case = case_to_act_on(request.actor, pk)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.hand_over(by=request.actor, case=case, expected=expected, **data)
        still = Case.objects.visible_to(request.actor).filter(pk=pk).exists()
        return case.get_absolute_url() if still else reverse("cases:mine")

    return form_page(
        request,
        HandOverForm,
        do=save,
        title=_("Hand over the case of %(name)s") % {"name": case.party.label},
        submit=pgettext_lazy("a case file", "Hand over"),
        initial={"on": clock.today()},
        form_kwargs={"organisations": [case.organisation_id]},
        version=case.version,
        cancel=case.get_absolute_url(),
    )


@page(access.may_read)
def received(request: Request) -> HttpResponseBase:
    """The cases handed over to the reader, with what their colleagues wrote, until each is acknowledged."""
    moves = list(received_by(request.actor))
    if moves:
        ids = [move.case_id for move in moves]
        record_read(by=request.actor, verb="cases.list", kind="cases.case", object_ids=ids)
    context = {
        "title": _("Handed over to you"),
        "moves": moves,
        "tab": "received",
        "may_see_tasks": access.may_see_tasks(request.actor),
    }
    return render(request, "cases/received.html", context)


@page(access.may_read)
def acknowledge(request: Request, pk: int) -> HttpResponseBase:
    """Say that a hand-over was read."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    move = get_object_or_404(received_by(request.actor), pk=pk)
    actions.acknowledge(by=request.actor, move=move)
    return redirect(move.case)


@page(access.may_hand_over)
def reopen(request: Request, pk: int) -> HttpResponseBase:
    """Take up a closed case again."""
    case = case_to_read(request.actor, pk)
    if not case.is_closed:
        raise Refused(_("This case is open already."))
    if why := kept_closed(case):
        raise Refused(why)

    def save(data: dict[str, Any]) -> str:
        actions.reopen_case(
            by=request.actor, case=case, reason=data["reason"], on=data["on"], expected=data["version"]
        )
        return case.get_absolute_url()

    return form_page(
        request,
        ReopenForm,
        do=save,
        title=_("Reopen the case of %(name)s") % {"name": case.party.label},
        submit=_("Reopen"),
        initial={"on": clock.today()},
        version=case.version,
        cancel=case.get_absolute_url(),
    )


@page(people_access.may_read)
def followed(request: Request, pk: int) -> HttpResponseBase:
    """Who follows a person or a group, and who did: assignments alone."""
    party = get_object_or_404(Party.objects.visible_to(request.actor), pk=pk)
    record_read(by=request.actor, verb="cases.followed", kind="people.party", object_ids=[pk])
    found = followers(request.actor, party, clock.today())
    return render(
        request,
        "cases/followed.html",
        {
            "title": _("Who follows %(name)s") % {"name": party.label},
            "party": party,
            "now": [one for one in found if one.until is None],
            "before": [one for one in found if one.until is not None],
        },
    )
