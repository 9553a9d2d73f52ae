"""The committee: composed, its ranking under the envelope, its decision, its minutes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.ui import words
from wasl.kernel.web import Request, page
from wasl.services.calls import access, actions, letters
from wasl.services.calls.enums import CallStatus
from wasl.services.calls.forms import CommitteeForm, DecideForm, EntryForm
from wasl.services.calls.models import Application, Call, Committee, RankEntry
from wasl.services.calls.queries.ranking import missing_readings, ranking, seat_of, staff_in_role
from wasl.services.calls.views.running import managed_or_404
from wasl.services.calls.views.steps import attempt, number_of, pdf_response


@page(access.may_manage)
def compose(request: Request, pk: int) -> HttpResponseBase:
    """Name the members, the chair and the quorum."""
    call = managed_or_404(request, pk)
    committee = getattr(call, "committee", None)
    initial: dict[str, Any] = {"quorum": 2}
    if committee is not None:
        seats = list(committee.members.all())
        initial = {
            "quorum": committee.quorum,
            "members": [seat.user_id for seat in seats],
            "chair": next((seat.user_id for seat in seats if seat.is_chair), None),
        }

    def save(data: dict[str, Any]) -> str:
        actions.compose_committee(
            by=request.actor,
            call=call,
            members=list(data["members"]),
            chair=data["chair"],
            quorum=data["quorum"],
        )
        return reverse("calls:committee", args=[call.pk])

    return form_page(
        request, CommitteeForm, do=save, title=_("Selection committee"), initial=initial,
        form_kwargs={"users": staff_in_role(Role.COMMITTEE, call)}, context={"subtitle": call.title},
        cancel=call.get_absolute_url(),
    )  # fmt: skip


def committee_or_404(request: Request, pk: int) -> Committee:
    """The committee of this call, when the actor sits on it, coordinates or audits the call."""
    rows = Committee.objects.visible_to(request.actor).select_related(
        "call__programme", "call__office__organisation"
    )
    return get_object_or_404(rows.prefetch_related("members__user"), call_id=pk)


@page(access.may_sit)
def committee(request: Request, pk: int) -> HttpResponseBase:
    """The envelope, the ranking as one may see it, the votes; what one may do next."""
    found = committee_or_404(request, pk)
    call = found.call
    seat = seat_of(found, request.actor)
    shown = ranking(found, request.actor)
    read = [row.entry.application_id for row in shown.rows if not row.hidden]
    if read:
        record_read(by=request.actor, verb="calls.list", kind="calls.application", object_ids=read)
    manages = Call.objects.managed_by(request.actor).filter(pk=call.pk).exists()
    sitting = not found.is_closed and call.status == CallStatus.PUBLISHED
    short = missing_readings(call) if sitting else 0
    waits_closing = sitting and not call.is_over_on(clock.today())
    context = {
        "committee": found,
        "call": call,
        "ranking": shown,
        "seat": seat,
        "votes": [
            (m, m.approved_version == found.ranking_version and bool(shown.rows)) for m in found.members.all()
        ],
        "has_approved": seat is not None and seat.approved_version == found.ranking_version,
        "manages": manages,
        "may_act": sitting and seat is not None,
        "may_draw": sitting and not waits_closing and (manages or (seat is not None and seat.is_chair)),
        "may_decide": sitting and seat is not None and seat.is_chair and shown.is_approved,
        "waits_closing": waits_closing,
        "missing_readings": short,
        "share": f"{float(shown.spent) / float(shown.envelope) * 100:.1f}%",
        "share_words": words.percent(shown.spent, shown.envelope),
    }
    return render(request, "calls/committee.html", context)


@page(access.may_sit)
@require_POST
def draw_up(request: Request, pk: int) -> HttpResponseBase:
    """Draw up the ranking from the marks."""
    found = committee_or_404(request, pk)
    return attempt(
        request, lambda: actions.draw_up_ranking(by=request.actor, committee=found), found.get_absolute_url()
    )


@page(access.has_seat_role)
@require_POST
def move(request: Request, pk: int, application: int) -> HttpResponseBase:
    """One place up or down, or to a rank (`to`); a button each, so that the keyboard and no script suffice."""
    found = committee_or_404(request, pk)
    entry = get_object_or_404(
        RankEntry.objects.select_related("application"), committee=found, application_id=application
    )
    wanted = number_of(request.POST.get("to"))
    step = wanted - entry.position if wanted else -1 if request.POST.get("way") == "up" else 1
    return attempt(
        request,
        lambda: actions.move_in_ranking(
            by=request.actor,
            committee=found,
            application=entry.application,
            step=step,
            seen=number_of(request.POST.get("seen")),
        ),
        f"{found.get_absolute_url()}#rang-{application}",
    )


@page(access.has_seat_role)
def settle(request: Request, pk: int, application: int) -> HttpResponseBase:
    """How much it would get, or why it is set aside."""
    found = committee_or_404(request, pk)
    readable = Application.objects.marks_visible_to(request.actor).filter(call_id=pk)
    entry = get_object_or_404(
        RankEntry.objects.select_related("application"),
        committee=found,
        application__in=readable,
        application_id=application,
    )

    def save(data: dict[str, Any]) -> str:
        actions.settle_entry(by=request.actor, committee=found, application=entry.application, **data)
        return found.get_absolute_url()

    return form_page(
        request, EntryForm, do=save, title=_("Amount or setting aside"),
        initial={"amount": entry.amount, "set_aside": entry.set_aside, "reason": entry.reason},
        context={"subtitle": f"{entry.application.reference} · {entry.application.title}"},
        cancel=found.get_absolute_url(),
    )  # fmt: skip


@page(access.has_seat_role)
@require_POST
def approve(request: Request, pk: int) -> HttpResponseBase:
    """Approve the ranking as it is shown."""
    found = committee_or_404(request, pk)
    return attempt(
        request,
        lambda: actions.approve_ranking(
            by=request.actor, committee=found, seen=number_of(request.POST.get("seen"))
        ),
        found.get_absolute_url(),
        said=_("Your approval is recorded for this ranking."),
    )


@page(access.has_seat_role)
def decide(request: Request, pk: int) -> HttpResponseBase:
    """Close the sitting."""
    found = committee_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.decide(by=request.actor, committee=found, **data)
        return found.get_absolute_url()

    return form_page(
        request, DecideForm, do=save, title=_("Close the sitting"), submit=_("Decide"),
        initial={"held_on": clock.today()}, context={"subtitle": found.call.title},
        cancel=found.get_absolute_url(),
    )  # fmt: skip


@page(access.may_sit)
def minutes(request: Request, pk: int) -> HttpResponseBase:
    """The minutes to sign, once the sitting is closed; for who may read every line of them."""
    found = get_object_or_404(
        Committee.objects.visible_to(request.actor).filter(closed_at__isnull=False), call_id=pk
    )
    readable = Application.objects.marks_visible_to(request.actor)
    hidden = Application.objects.filter(rank_entry__committee=found).exclude(pk__in=readable.values("pk"))
    if hidden.exists():
        return attempt(request, _refuse, found.get_absolute_url())
    record(by=request.actor, verb="calls.minutes", object=found.call)
    return pdf_response(
        letters.minutes(found, language=(get_language() or "fr")[:2]), f"{found.call.code}-pv"
    )


def _refuse() -> None:
    raise RuleBroken(_("The minutes hold an application on which you have a conflict of interest."))
