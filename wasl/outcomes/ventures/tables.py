"""The list of businesses. A line names whoever started it: what is shown is a read, and journalled."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.tables import BooleanFilter, ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.outcomes.ventures import access
from wasl.outcomes.ventures.enums import LegalForm, VentureStatus
from wasl.outcomes.ventures.models import FollowUp
from wasl.spine.people.rules import sort_key

TONES = {
    "active": "success",
    "changed": "success",
    "paused": "attention",
    "closed": "danger",
    "unreachable": "attention",
    "due": "attention",
    "done": "success",
    "dropped": "neutral",
}


def _search(rows: Any, text: str) -> Any:
    return rows.filter(Q(name_key__contains=sort_key(text)) | Q(party__label__icontains=text))


def _due(rows: Any, wanted: bool) -> Any:
    late = Exists(FollowUp.objects.due_by(clock.today()).filter(venture=OuterRef("pk")))
    return rows.filter(late) if wanted else rows.exclude(late)


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    offices = Office.objects.covered_by(actor_of(request), access.READERS)
    return [(office.pk, office.name) for office in offices]


def _programmes(request: HttpRequest) -> Iterable[tuple[int, str]]:
    return [(programme.pk, programme.label) for programme in Programme.objects.visible_to(actor_of(request))]


class VentureTable(Table):
    """Businesses with their form, status and next follow-up."""

    columns = [
        Column(
            "name",
            _("Business"),
            value=lambda v: v.name,
            href=lambda v: v.get_absolute_url(),
            sort=("name_key",),
        ),
        Column("party", _("Started by"), value=lambda v: v.party.label),
        Column("form", _("Legal form"), value=lambda v: v.get_legal_form_display()),
        Column("members", _("Members"), value=lambda v: v.members_now, kind="number", default=False),
        Column("sector", _("Sector"), value=lambda v: v.sector.label if v.sector else "", default=False),
        Column("office", _("Office"), value=lambda v: v.office.name, default=False),
        Column(
            "programme",
            _("Programme"),
            value=lambda v: v.programme.label if v.programme else "",
            default=False,
        ),
        Column(
            "created", _("Created on"), value=lambda v: v.created_on, kind="date", sort=("created_on", "pk")
        ),
        Column("next", _("Next follow-up"), value=lambda v: v.next_due, kind="date"),
        Column(
            "status",
            _("Status"),
            value=lambda v: v.get_status_display(),
            tone=lambda v: TONES[v.status],
            kind="status",
        ),
    ]
    filters = [
        SearchFilter("q", _("Business or person"), apply=_search),
        ChoiceFilter("form", _("Legal form"), choices=LegalForm.choices, field="legal_form"),
        ChoiceFilter("status", _("Status"), choices=VentureStatus.choices, field="status"),
        ChoiceFilter("programme", _("Programme"), choices=_programmes, field="programme_id"),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        BooleanFilter("due", _("Follow-up to do"), apply=_due),
        DateFilter("from", _("Created from"), field="created_on", lookup="gte"),
        DateFilter("to", _("Created until"), field="created_on", lookup="lte"),
    ]
    default_sort = "-created"
    export_name = "businesses"
    caption = _("Businesses")
    empty = Empty(
        title=_("No business yet"),
        text=_(
            "A business is recorded from the page of a person or a group, or when an agreement is signed."
        ),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; whoever they name is in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            record_read(
                by=actor_of(self.request),
                verb="ventures.list",
                kind="people.party",
                object_ids=[row.record.party_id for row in rows],
            )
        return rows
