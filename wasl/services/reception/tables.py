"""The list of visits."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.audit.actions import record_read
from wasl.kernel.tables import BooleanFilter, ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.services.reception import access
from wasl.services.reception.enums import Origin, VisitStatus
from wasl.services.reception.filters import REASONS, guichets, of_the_visitor, offices
from wasl.services.reception.models import Visit
from wasl.services.reception.queries import narrowing
from wasl.spine.people import access as people_access
from wasl.spine.people.queries import search


class VisitTable(Table[Visit]):
    """Visits, the latest first. A line is a visit, not a person."""

    columns = [
        Column("at", _("Arrived"), kind="datetime", value=lambda v: v.known_at, sort=("arrived_at", "pk"),
               href=lambda v: v.get_absolute_url()),
        Column("who", _("Visitor"), value=lambda v: v.who,
               href=lambda v: v.person.get_absolute_url() if v.person else None),
        Column("office", _("Office"), value=lambda v: v.office.name, sort=("office__name", "pk")),
        Column("guichet", _("Guichet"), value=lambda v: v.guichet.label if v.guichet else ""),
        Column("reason", _("Reason"), value=lambda v: v.reason_text),
        Column("ticket", _("Ticket"), kind="number", value=lambda v: v.ticket, default=False),
        Column("status", _("Status"), kind="status", value=lambda v: (v.tone, v.get_status_display())),
        Column("origin", pgettext_lazy("the visit", "Recorded"), value=lambda v: v.get_origin_display(), default=False),
        Column("by", _("By"), value=lambda v: v.created_by_label, default=False),
    ]  # fmt: skip
    filters = [
        DateFilter("from", _("From"), field="day", lookup="gte"),
        DateFilter("to", _("To"), field="day", lookup="lte"),
        ChoiceFilter("office", _("Office"), choices=offices, field="office_id"),
        ChoiceFilter("guichet", _("Guichet"), choices=guichets, apply=narrowing.at_guichet),
        ChoiceFilter("reason", _("Reason"), choices=REASONS, apply=narrowing.for_reason),
        ChoiceFilter("status", _("Status"), choices=VisitStatus.choices, field="status"),
        BooleanFilter(
            "known", _("Known person"), apply=lambda rows, yes: rows.filter(person__isnull=not yes)
        ),
        ChoiceFilter(
            "origin", pgettext_lazy("the visit", "Recorded"), choices=Origin.choices, field="origin"
        ),
        *of_the_visitor(),
    ]
    default_sort = "-at"
    page_size = 50
    empty = Empty(
        title=_("No visit yet"),
        text=_("Whoever comes to the desk is recorded there, with a name or without."),
        action=(_("Go to the desk"), "reception:desk"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            record_read(
                by=actor_of(self.request), verb="reception.read", kind="reception.visit", object_ids=ids
            )
        return rows


def by_person(request: HttpRequest) -> Any:
    """A filter on the persons that a search finds for this actor."""

    def narrow(rows: Any, text: str) -> Any:
        found = search(actor_of(request), text, limit=50)
        return rows.filter(person_id__in=[one.person.pk for one in found])

    return SearchFilter("q", _("Person"), apply=narrow)


class ExportableVisitTable(VisitTable):
    """The same, for those who may take it out."""

    export_name = "visits"


def table_for(request: HttpRequest) -> type[VisitTable]:
    """The table with the search of this actor; an export, and persons that open, for those who may."""
    actor = actor_of(request)
    base = ExportableVisitTable if access.may_export(actor) else VisitTable
    own: dict[str, Any] = {"filters": [by_person(request), *base.filters], "__module__": base.__module__}
    if not people_access.may_read(actor):
        own["columns"] = [replace(one, href=None) if one.code == "who" else one for one in base.columns]
    return type(base.__name__, (base,), own)
