"""The complaints as a list; their words are on their own page alone, and in no export."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.accounts.typed_codes import tidy
from wasl.base.network.models import Office
from wasl.kernel.frames import Text
from wasl.kernel.tables import BooleanFilter, ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.web import actor_of
from wasl.services.complaints.enums import OPEN, Kind, Satisfied, State, Way
from wasl.services.complaints.models import Complaint
from wasl.services.complaints.rules import SENSITIVE

Rows = QuerySet[Any, Any]
TONES = {
    State.RECEIVED: "attention",
    State.ACKNOWLEDGED: "info",
    State.EXAMINED: "info",
    State.ANSWERED: "success",
    State.CLOSED: "neutral",
}


def state(row: Complaint) -> tuple[str, object]:
    """Tone and words of where a complaint stands."""
    if row.is_late:
        return "danger", _("%(state)s, late") % {"state": row.get_state_display()}
    return TONES[State(row.state)], row.get_state_display()


def _reference(row: Complaint) -> SafeString:
    return format_html('<bdi dir="ltr">{}</bdi>', row.reference)


def _kinds(request: HttpRequest) -> list[tuple[str, Text]]:
    """The sensitive kinds are named to those alone who may find some."""
    seen = Complaint.objects.visible_to(actor_of(request)).filter(kind__in=SENSITIVE).exists()
    return [(one.value, one.label) for one in Kind if seen or one not in SENSITIVE]


def _offices(request: HttpRequest) -> list[tuple[str, str]]:
    organisations = actor_of(request).organisations()
    rows = Office.objects.filter(organisation_id__in=organisations).order_by("name", "pk")
    return [(str(office.pk), office.name) for office in rows]


def _late(rows: Any, value: bool) -> Rows:
    late: Rows = rows.late()
    return late if value else rows.exclude(pk__in=late.values("pk"))


def _open(rows: Rows, value: bool) -> Rows:
    return rows.filter(state__in=OPEN) if value else rows.exclude(state__in=OPEN)


class ComplaintsTable(Table[Complaint]):
    """Complaints of the reader's offices, those given to them, those of their circle."""

    columns = [
        Column(
            "reference",
            _("Reference"),
            value=_reference,
            href=lambda c: c.get_absolute_url(),
            export=lambda c: c.reference,
        ),
        Column(
            "received",
            _("Received on"),
            value=lambda c: c.received_on,
            kind="date",
            sort=("received_on", "pk"),
        ),
        Column("kind", _("What about"), value=lambda c: c.get_kind_display(), sort=("kind", "pk")),
        Column("place", _("Where"), value=lambda c: c.place),
        Column("state", pgettext_lazy("a complaint", "State"), value=state, kind="status"),
        Column(
            "answer_by",
            _("To answer by"),
            value=lambda c: c.answer_by if c.is_open else None,
            kind="date",
            sort="answer_by",
        ),
        Column("handler", _("Handled by"), value=lambda c: c.handler.display_name if c.handler else ""),
        Column("way", _("How it came"), value=lambda c: c.get_way_display(), default=False),
        Column("answered", _("Answered on"), value=lambda c: c.answered_on, kind="date", default=False),
        Column(
            "satisfied",
            _("Does the answer help?"),
            value=lambda c: c.get_satisfied_display() if c.satisfied else "",
            default=False,
        ),
    ]
    filters = [
        SearchFilter(
            "q", _("Reference"), apply=lambda rows, text: rows.filter(reference__contains=tidy(text))
        ),
        ChoiceFilter("state", pgettext_lazy("a complaint", "State"), choices=State.choices),
        BooleanFilter("open", _("Not answered yet"), apply=_open),
        BooleanFilter("late", pgettext_lazy("complaints", "Late"), apply=_late),
        ChoiceFilter("kind", _("What about"), choices=_kinds),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        ChoiceFilter("way", _("How it came"), choices=Way.choices),
        ChoiceFilter(
            "satisfied", _("Does the answer help?"), choices=[one for one in Satisfied.choices if one[0]]
        ),
        DateFilter("from", _("Received from"), field="received_on", lookup="gte"),
        DateFilter("to", _("Received until"), field="received_on", lookup="lte"),
    ]
    default_sort = "-received"
    export_name = "complaints"
    caption = _("Complaints")
    empty = Empty(
        title=_("No complaint"),
        text=_("Anybody may give one on the public page, or tell it to you: take it down for them."),
        action=(_("Take one down"), "complaints:take"),
    )
