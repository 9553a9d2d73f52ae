"""Lists: who opened which compartment, which requests wait."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.kernel import clock
from wasl.kernel.tables import BooleanFilter, ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.spine.people.queries import parties_matching
from wasl.spine.rights import rules
from wasl.spine.rights.enums import COMPARTMENTS, Handing, Reason
from wasl.spine.rights.models import AccessRequest, Opening

Rows = QuerySet[Any, Any]
TONES = {"late": "danger", "soon": "attention", "waiting": "info", "answered": "success"}
URGENCY = {
    "late": pgettext_lazy("a request", "Late"),
    "soon": _("Soon due"),
    "waiting": _("To answer"),
    "answered": pgettext_lazy("a request", "Answered"),
}


def _state(row: AccessRequest) -> tuple[str, object]:
    if row.handing == Handing.WITHDRAWN:
        return "neutral", Handing.WITHDRAWN.label
    return TONES[row.urgency], URGENCY[row.urgency]


def _of_party(rows: Rows, text: str) -> Rows:
    return rows.filter(party__in=parties_matching(text))


def _pressing(rows: Rows, value: bool) -> Rows:
    pressing = {"ended_on": None, "due_on__lte": clock.today() + rules.NOTICE}
    return rows.filter(**pressing) if value else rows.exclude(**pressing)


class OpeningsTable(Table[Opening]):
    """Who opened which compartment of whom, when and why."""

    columns = [
        Column("at", _("When"), value=lambda o: o.created_at, kind="datetime", sort=("created_at", "pk")),
        Column("who", _("Who"), value=lambda o: o.created_by_label, sort=("created_by_label", "pk")),
        Column(
            "person",
            _("Person"),
            value=lambda o: o.party.label,
            href=lambda o: o.party.get_absolute_url(),
        ),
        Column("compartment", _("Compartment"), value=lambda o: o.get_compartment_display()),
        Column("reason", _("Reason"), value=lambda o: o.get_reason_display()),
        Column("words", _("In their words"), value=lambda o: o.words),
        Column("until", _("Until"), value=lambda o: o.closes_at, kind="datetime", default=False),
    ]
    filters = [
        SearchFilter("who", _("Who"), field="created_by_label"),
        SearchFilter("q", _("Person"), apply=_of_party),
        ChoiceFilter("compartment", _("Compartment"), choices=COMPARTMENTS),
        ChoiceFilter("reason", _("Reason"), choices=Reason.choices),
        DateFilter("from", _("From"), field="created_at", lookup="gte"),
        DateFilter("to", _("Until"), field="created_at", lookup="lte"),
    ]
    default_sort = "-at"
    export_name = "openings"
    caption = _("Openings of compartments")
    empty = Empty(
        title=_("Nothing was opened"),
        text=_("Each time somebody opens a compartment of a person, it stands here with the reason."),
    )


class RequestsTable(Table[AccessRequest]):
    """Who asked for what is held on them, and by when it is to be answered."""

    columns = [
        Column(
            "person",
            _("Person"),
            value=lambda r: r.party.label,
            href=lambda r: r.get_absolute_url(),
        ),
        Column("asked", _("Asked on"), value=lambda r: r.asked_on, kind="date", sort=("asked_on", "pk")),
        Column("due", _("To answer by"), value=lambda r: r.due_on, kind="date", sort=("due_on", "pk")),
        Column("state", pgettext_lazy("a request", "State"), value=_state, kind="status"),
        Column("means", _("How the request came"), value=lambda r: r.get_means_display(), default=False),
        Column("ended", _("Answered on"), value=lambda r: r.ended_on, kind="date"),
        Column("by", _("Recorded by"), value=lambda r: r.created_by_label, default=False),
    ]
    filters = [
        SearchFilter("q", _("Person"), apply=_of_party),
        BooleanFilter(
            "waiting", _("To answer"), apply=lambda rows, value: rows.filter(ended_on__isnull=value)
        ),
        BooleanFilter("pressing", _("Late or soon due"), apply=_pressing),
        DateFilter("from", _("Asked from"), field="asked_on", lookup="gte"),
        DateFilter("to", _("Asked until"), field="asked_on", lookup="lte"),
    ]
    default_sort = "-asked"
    export_name = "access-requests"
    caption = _("Access requests")
    empty = Empty(
        title=_("Nobody has asked yet"),
        text=_("A person may ask for all that is held on them: record the request from their page."),
    )
