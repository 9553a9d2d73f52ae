"""The list of labour-law matters: nothing of what stands behind the gate."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.services.labour import access
from wasl.services.labour.enums import TONES, Kind, Result, Status
from wasl.services.labour.models import LabourMatter, MatterStep
from wasl.spine.people.queries import parties_matching


def _offices(request: HttpRequest) -> Iterable[tuple[str, str]]:
    rows = Office.objects.covered_by(actor_of(request), access.READERS).order_by("name", "pk")
    return [(str(office.pk), office.name) for office in rows]


def _steps(rows: Any, value: str) -> Any:
    late = MatterStep.objects.filter(matter_id=OuterRef("pk"), done_on=None, due_on__lt=clock.today())
    return rows.filter(Exists(late), status=Status.OPEN) if value == "overdue" else rows.exclude(Exists(late))


def _next(matter: LabourMatter) -> tuple[str, str] | str:
    due = matter.next_due  # type: ignore[attr-defined]
    if due is None or not matter.is_open:
        return ""
    return ("danger" if due < clock.today() else "neutral", f"{due:%d/%m/%Y}")


class MattersTable(Table[LabourMatter]):
    """Labour-law matters; what is overdue comes first."""

    columns = [
        Column("reference", _("Reference"), value=lambda m: m.reference, href=lambda m: m.get_absolute_url()),
        Column("party", _("Who"), value=lambda m: m.case.party.label, sort=("case__party__label", "pk")),
        Column("kind", _("About"), value=lambda m: m.get_kind_display()),
        Column(
            "next",
            _("Next step due"),
            value=_next,
            kind="status",
            sort=("next_due", "pk"),
            export=lambda m: m.next_due,
        ),
        Column("office", _("Office"), value=lambda m: m.case.office.name),
        Column("opened", _("Opened on"), value=lambda m: m.opened_on, kind="date", sort=("opened_on", "pk")),
        Column(
            "status", _("Status"), value=lambda m: (TONES[m.status], m.get_status_display()), kind="status"
        ),
        Column("result", _("Result"), value=lambda m: m.get_result_display()),
        Column("concluded", _("Concluded on"), value=lambda m: m.concluded_on, kind="date", default=False),
    ]
    filters = [
        SearchFilter(
            "q", _("Name"), apply=lambda rows, text: rows.filter(case__party__in=parties_matching(text))
        ),
        ChoiceFilter("kind", _("About"), choices=Kind.choices, field="kind"),
        ChoiceFilter("status", _("Status"), choices=Status.choices, field="status"),
        ChoiceFilter("result", _("Result"), choices=Result.choices, field="result"),
        ChoiceFilter(
            "steps",
            _("Steps"),
            choices=[("overdue", _("Overdue")), ("in_time", _("Nothing overdue"))],
            apply=_steps,
        ),
        ChoiceFilter("office", _("Office"), choices=_offices, field="case__office_id"),
        DateFilter("from", _("Opened from"), field="opened_on", lookup="gte"),
        DateFilter("to", _("Opened until"), field="opened_on", lookup="lte"),
    ]
    default_sort = "next"
    caption = _("Labour-law matters")
    export_name = "labour-law"
    empty = Empty(
        title=_("No labour-law matter here"),
        text=_("A matter is opened from the page of a case file."),
        action=(_("My cases"), "cases:mine"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            record_read(
                by=actor_of(self.request), verb="labour.read", kind="labour.labourmatter", object_ids=ids
            )
        return rows
