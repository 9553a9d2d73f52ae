"""The list of marketing deliverables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.services.marketing import access
from wasl.services.marketing.enums import TONES, Kind, Status
from wasl.services.marketing.models import Deliverable
from wasl.spine.people.queries import parties_matching


def _offices(request: HttpRequest) -> Iterable[tuple[str, str]]:
    rows = Office.objects.covered_by(actor_of(request), access.READERS).order_by("name", "pk")
    return [(str(office.pk), office.name) for office in rows]


def _when(rows: Any, value: str) -> Any:
    late = {"status__in": (Status.ASKED, Status.IN_WORK), "due_on__lt": clock.today()}
    return rows.filter(**late) if value == "overdue" else rows.exclude(**late)


def _due(row: Deliverable) -> tuple[str, str] | str:
    if row.due_on is None or row.status not in (Status.ASKED, Status.IN_WORK):
        return ""
    return ("danger" if row.is_overdue else "neutral", f"{row.due_on:%d/%m/%Y}")


class DeliverablesTable(Table[Deliverable]):
    """What is made for businesses; what is due first comes first."""

    columns = [
        Column("title", _("What"), value=lambda d: d.title, href=lambda d: d.get_absolute_url()),
        Column("kind", _("Work"), value=lambda d: d.get_kind_display()),
        Column(
            "party",
            _("For"),
            value=lambda d: d.case.party.label,
            href=lambda d: d.case.get_absolute_url(),
            sort=("case__party__label", "pk"),
        ),
        Column(
            "due", _("Due by"), value=_due, kind="status", sort=("due_on", "pk"), export=lambda d: d.due_on
        ),
        Column(
            "status", _("Status"), value=lambda d: (TONES[d.status], d.get_status_display()), kind="status"
        ),
        Column("office", _("Office"), value=lambda d: d.case.office.name),
        Column("asked", _("Asked for on"), value=lambda d: d.asked_on, kind="date", sort=("asked_on", "pk")),
        Column("delivered", _("Handed over on"), value=lambda d: d.delivered_on, kind="date", default=False),
    ]
    filters = [
        SearchFilter(
            "q", _("Name"), apply=lambda rows, text: rows.filter(case__party__in=parties_matching(text))
        ),
        ChoiceFilter("kind", _("Work"), choices=Kind.choices, field="kind"),
        ChoiceFilter("status", _("Status"), choices=Status.choices, field="status"),
        ChoiceFilter(
            "when", _("Delay"), choices=[("overdue", _("Overdue")), ("in_time", _("In time"))], apply=_when
        ),
        ChoiceFilter("office", _("Office"), choices=_offices, field="case__office_id"),
        DateFilter("from", _("Asked from"), field="asked_on", lookup="gte"),
        DateFilter("to", _("Asked until"), field="asked_on", lookup="lte"),
    ]
    default_sort = "due"
    caption = _("Marketing deliverables")
    export_name = "marketing"
    empty = Empty(
        title=_("No marketing work here"),
        text=_("Marketing work is asked for on the page of a case file."),
        action=(_("Case files"), "cases:list"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            record_read(
                by=actor_of(self.request), verb="marketing.read", kind="marketing.deliverable", object_ids=ids
            )
        return rows
