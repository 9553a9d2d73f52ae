"""The list of pairs, a pair side by side, the decision and its undoing, the search among everybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.matching import access, actions, slots
from wasl.spine.matching.enums import State, Verdict
from wasl.spine.matching.forms import DecisionForm, SearchForm, UndoForm
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.queries import telling
from wasl.spine.matching.tables import (
    STATE_TONES,
    VERDICT_TONES,
    DuplicatesTable,
    ExportableDuplicatesTable,
)
from wasl.spine.matching.tasks import look_for_duplicates
from wasl.spine.matching.words import in_words


@page(access.may_decide)
def duplicates(request: Request) -> HttpResponseBase:
    """The pairs within the reader's scope, those that wait for a decision first."""
    rows = Duplicate.objects.visible_to(request.actor).with_persons().with_waiting()
    return respond(
        request,
        ExportableDuplicatesTable if access.may_export(request.actor) else DuplicatesTable,
        rows,
        template="matching/list.html",
        title=_("Possible duplicates"),
        context={"may_search": access.may_search(request.actor)},
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="matching.export", kind="matching.duplicate", reason=f"{count}")


def _pair(request: Request, pk: int) -> Duplicate:
    rows = Duplicate.objects.visible_to(request.actor).with_persons()
    found: Duplicate = get_object_or_404(rows, pk=pk)
    record_read(
        by=request.actor, verb="matching.read", kind="people.person", object_ids=list(found.party_ids)
    )
    return found


@page(access.may_decide)
def pair(request: Request, pk: int) -> HttpResponseBase:
    """Two persons side by side, and the decision."""
    found = _pair(request, pk)
    page_of = slots.merge_page.get("page")
    merge_href = page_of(request, found) if page_of else ""
    link_of = slots.link_action.get("action")

    def save(data: dict[str, Any]) -> str:
        actions.decide(
            by=request.actor,
            duplicate=found,
            decision=data["decision"],
            reason=data["reason"],
            expected=data["version"],
            later_until=data["later_until"],
        )
        return found.get_absolute_url() if data["decision"] == State.SAME else reverse("matching:list")

    return form_page(
        request,
        DecisionForm,
        do=save,
        title=_("One person or two?"),
        submit=_("Keep this decision"),
        template="matching/pair.html",
        form_kwargs={"may_say_same": not merge_href},
        context={
            "pair": found,
            "merge_href": merge_href,
            "link_action": link_of(request, *found.party_ids) if link_of else None,
            "nobody_merges": page_of is None,
            "state_tone": STATE_TONES[State(found.state)],
            **_told(request, found),
        },
        version=found.version,
        cancel=reverse("matching:list"),
    )


def _told(request: Request, found: Duplicate) -> dict[str, Any]:
    """What agrees, what differs, what is unknown, as of now."""
    comparison = telling.comparison_of(found)
    if comparison is None:
        return {"comparison": None, "lines": []}
    return {
        "comparison": comparison,
        "verdict_tone": VERDICT_TONES.get(Verdict(comparison.verdict), "neutral"),
        "agrees": in_words(comparison.agrees),
        "differs": in_words(comparison.differs),
        "unknown": in_words(comparison.unknown),
        "lines": telling.lines_of(request.actor, found, comparison),
        "together": telling.together(request.actor, found.first.party, found.second.party),
    }


@page(access.may_decide)
def undo(request: Request, pk: int) -> HttpResponseBase:
    """Take a decision back: the pair waits again."""
    found = _pair(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.undo_decision(
            by=request.actor, duplicate=found, expected=data["version"], reason=data["reason"]
        )
        return found.get_absolute_url()

    return form_page(
        request,
        UndoForm,
        do=save,
        title=_("Take the decision back"),
        submit=_("Take it back"),
        context={"intro": _("The pair will wait for a decision again. The journal keeps both.")},
        version=found.version,
        cancel=found.get_absolute_url(),
    )


@page(access.may_search)
def search(request: Request) -> HttpResponseBase:
    """Have everybody of an organisation compared, or a list of its people; the work shows how far it is."""

    def save(data: dict[str, Any]) -> str:
        organisation, numbers = data["organisation"], data["numbers"]
        run = look_for_duplicates.start(
            by=request.actor,
            arguments={"organisation_id": organisation.pk, "ids": numbers or None},
            key="" if numbers else f"matching:{organisation.pk}",
            link=reverse("matching:list"),
        )
        return run.get_absolute_url()

    intro = _(
        "Whoever is registered or corrected is compared at once. This compares everybody: after a list was taken over,"
        " or when the rules have changed. Decisions are kept."
    )
    return form_page(
        request,
        SearchForm,
        do=save,
        title=_("Look for duplicates"),
        submit=_("Start"),
        form_kwargs={"actor": request.actor},
        context={"intro": intro},
        cancel=reverse("matching:list"),
    )
