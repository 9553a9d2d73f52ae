"""The list of calls, the page of one, its publication and what follows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.calls import access, actions
from wasl.services.calls.actions.drafting import FAULTS
from wasl.services.calls.enums import ApplicationStatus, CallStatus
from wasl.services.calls.forms import AmendForm, ReasonForm
from wasl.services.calls.models import Application, Call
from wasl.services.calls.queries.presenting import counts_by_status
from wasl.services.calls.queries.public import sheet_of
from wasl.services.calls.tables import CALL_TONES, CallsTable
from wasl.services.calls.views.steps import attempt
from wasl.services.calls.workflows import TONES
from wasl.spine.funding.queries import line_in_force


@page(access.may_see_calls)
def calls(request: Request) -> HttpResponseBase:
    """The calls within the reader's scope."""
    return respond(
        request,
        CallsTable,
        Call.objects.visible_to(request.actor).with_place(),
        template="calls/list.html",
        title=_("Calls"),
        context={"may_manage": access.may_manage(request.actor)},
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="calls.export", kind="calls.call", reason=f"{count}")


@page(access.may_see_calls)
def call(request: Request, pk: int) -> HttpResponseBase:
    """What the call says, what has come in, what is to be done next."""
    found = get_object_or_404(Call.objects.visible_to(request.actor).with_place(), pk=pk)
    manages = Call.objects.managed_by(request.actor).filter(pk=pk).exists()
    counts = counts_by_status(Application.objects.visible_to(request.actor).filter(call=found))
    committee = getattr(found, "committee", None)
    faults = actions.faults_of(found) if found.is_draft else []
    today = clock.today()
    context = {
        "call": found,
        "tone": CALL_TONES[CallStatus(found.status)],
        "budget_line": line_in_force(found.programme_id, found.budget_line_code, today),
        "sheet": sheet_of(found),
        "rules": found.rules.select_related("zone__zone", "zone__organisation"),
        "criteria": found.criteria.all(),
        "weights": sum(criterion.weight for criterion in found.criteria.all()),
        "manages": manages,
        "faults": [FAULTS[code] for code in faults],
        "counts": [
            {"label": ApplicationStatus(code).label, "code": code, "n": n, "tone": TONES[code]}
            for code, n in sorted(counts.items(), key=lambda pair: list(TONES).index(pair[0]))
        ],
        "received": sum(counts.values()),
        "committee": committee,
        "may_sit": committee is not None and _sits(request, committee, manages),
        "may_file": access.may_file(request.actor) and found.status == CallStatus.PUBLISHED,
        "is_open": found.takes_applications_on(today),
        "may_close": manages and found.takes_applications_on(today) and today == found.closes_on,
        "versions": found.versions.order_by("-number"),
        "keeps_reception": access.keeps_reception(request.actor),
        "may_see_applications": access.may_see_applications(request.actor),
    }
    return render(request, "calls/call.html", context)


def _sits(request: Request, committee: Any, manages: bool) -> bool:
    return manages or committee.members.filter(user_id=request.actor.id).exists()


def managed_or_404(request: Request, pk: int) -> Call:
    return get_object_or_404(Call.objects.managed_by(request.actor).with_place(), pk=pk)


@page(access.may_manage)
@require_POST
def publish(request: Request, pk: int) -> HttpResponseBase:
    """Publish a draft."""
    found = managed_or_404(request, pk)
    return attempt(
        request,
        lambda: actions.publish_call(by=request.actor, call=found),
        found.get_absolute_url(),
        said=_("The call is published."),
    )


@page(access.may_manage)
@require_POST
def announce(request: Request, pk: int) -> HttpResponseBase:
    """Publish the results."""
    found = managed_or_404(request, pk)
    return attempt(
        request,
        lambda: actions.announce_results(by=request.actor, call=found),
        found.get_absolute_url(),
        said=_("The results are published; the letters can be printed."),
    )


@page(access.may_manage)
def amend(request: Request, pk: int) -> HttpResponseBase:
    """Put off the closing day of a published call."""
    found = managed_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.amend_call(by=request.actor, call=found, note=data["note"], closes_on=data["closes_on"])
        return found.get_absolute_url()

    return form_page(
        request, AmendForm, do=save, title=_("Put off the closing day"), initial={"closes_on": found.closes_on},
        context={"subtitle": found.title}, cancel=found.get_absolute_url(),
    )  # fmt: skip


@page(access.may_manage)
def close(request: Request, pk: int) -> HttpResponseBase:
    """Close the reception of applications before the end of the last day."""
    found = managed_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.close_reception(by=request.actor, call=found, note=data["reason"])
        return found.get_absolute_url()

    intro = _(
        "Nobody can apply any more, neither at the desk nor on the public page, and the committee may rank. The "
        "reason is published with the call."
    )
    return form_page(
        request, ReasonForm, do=save, title=_("Close the reception of applications"),
        submit=_("Close the reception"), context={"subtitle": found.title, "intro": intro},
        cancel=found.get_absolute_url(),
    )  # fmt: skip


@page(access.may_manage)
def cancel(request: Request, pk: int) -> HttpResponseBase:
    """Cancel a call that nobody decided."""
    found = managed_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.cancel_call(by=request.actor, call=found, reason=data["reason"])
        return found.get_absolute_url()

    return form_page(
        request, ReasonForm, do=save, title=_("Cancel the call"), submit=_("Cancel the call for good"),
        context={"subtitle": found.title}, cancel=found.get_absolute_url(),
    )  # fmt: skip


@page(access.may_see_calls)
def preview(request: Request, pk: int) -> HttpResponseBase:
    """The public page as it will be, for a draft too."""
    found = get_object_or_404(Call.objects.visible_to(request.actor).with_place(), pk=pk)
    context = {"call": found, "sheet": sheet_of(found), "preview": True, "apply_address": ""}
    return render(request, "calls/public_call.html", context)
