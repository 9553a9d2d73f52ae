"""The list of businesses and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.outcomes.ventures import access, queries
from wasl.outcomes.ventures.enums import FollowUpStatus
from wasl.outcomes.ventures.models import Venture
from wasl.outcomes.ventures.tables import TONES, VentureTable
from wasl.spine.people import access as people_access


@page(access.may_read)
def ventures(request: Request) -> HttpResponseBase:
    """Businesses of the reader's offices and programmes."""
    rows = queries.with_next_follow_up(Venture.objects.visible_to(request.actor).with_shown())
    return respond(request, VentureTable, rows, title=_("Businesses"), on_export=_note_export)


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="ventures.export", kind="ventures.venture", reason=f"{count}")


@page(access.may_read)
def venture(request: Request, pk: int) -> HttpResponseBase:
    """A business: members, registrations, status over time, follow-ups done and due."""
    current = get_object_or_404(Venture.objects.visible_to(request.actor).with_shown(), pk=pk)
    today = clock.today()
    members = list(queries.members_on(current, today))
    persons = [member.person_id for member in members]
    record_read(
        by=request.actor, verb="ventures.read", kind="people.person", object_ids=[current.party_id, *persons]
    )
    fault, warning, confirmed = queries.form_fault(current.legal_form, len(members), today)
    context = {
        "venture": current,
        "tone": TONES[current.status],
        "members": members,
        "opens_people": people_access.may_read(request.actor),
        "registrations": current.registrations.select_related("proof"),
        "follow_ups": _follow_ups(current),
        "history": [(change, TONES[change.status]) for change in current.history.order_by("-on", "-pk")],
        "warning": warning if fault else "",
        "warning_confirmed": confirmed,
        "may_write": _may(request, current, access.WRITERS),
        "may_follow": _may(request, current, access.FOLLOWERS),
        "today": today,
    }
    return render(request, "ventures/venture.html", context)


def _may(request: Request, venture: Venture, roles: tuple[Any, ...]) -> bool:
    return access.may_do(
        request.actor,
        roles,
        organisation=venture.organisation_id,
        office=venture.office_id,
        programme=venture.programme_id,
    )


def _follow_ups(venture: Venture) -> list[dict[str, Any]]:
    """Each with its tone; only the first one that is due is offered as the next."""
    rows = list(venture.follow_ups.order_by("months"))
    following = next((row for row in rows if row.status == FollowUpStatus.DUE), None)
    return [
        {
            "row": row,
            "tone": TONES[row.found or row.status],
            "label": row.get_found_display() if row.found else row.get_status_display(),
            "is_next": row is following,
            "is_late": row.status == FollowUpStatus.DUE and row.due_on <= clock.today(),
        }
        for row in rows
    ]
