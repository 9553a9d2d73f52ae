"""Lists of case files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Guichet
from wasl.kernel import clock
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.spine.cases import rules
from wasl.spine.cases.enums import TONES, Status
from wasl.spine.cases.forms import offices_of
from wasl.spine.cases.models import Case, PlanItem
from wasl.spine.people.queries import parties_matching


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    return offices_of(actor_of(request))


def _guichets(request: HttpRequest) -> Iterable[tuple[int, str]]:
    owners = set(actor_of(request).organisations())
    rows = Guichet.objects.filter(organisation__in=owners).select_related("organisation")
    many = len(owners) > 1
    return [(row.pk, f"{row.label} · {row.organisation}" if many else row.label) for row in rows]


def _steps(rows: Any, value: str) -> Any:
    late = PlanItem.objects.filter(case_id=OuterRef("pk"), done_on=None, due_on__lt=clock.today())
    return rows.filter(Exists(late), status=Status.OPEN) if value == "overdue" else rows.exclude(Exists(late))


def _next(case: Case) -> tuple[str, str] | str:
    due: date | None = case.next_due  # type: ignore[attr-defined]
    if due is None or case.is_closed:
        return ""
    late = rules.overdue(due, clock.today())
    return ("danger" if late else "neutral", f"{due:%d/%m/%Y}")


class CasesTable(Table):
    """Case files; what is overdue comes first."""

    columns = [
        Column(
            "party",
            _("Who"),
            value=lambda c: c.party.label,
            href=lambda c: c.get_absolute_url(),
            sort=("party__label", "pk"),
        ),
        Column(
            "next",
            _("Next step due"),
            value=_next,
            kind="status",
            sort=("next_due", "pk"),
            export=lambda c: c.next_due,
        ),
        Column("guichet", _("Guichet"), value=lambda c: c.guichet.label),
        Column("office", _("Office"), value=lambda c: c.office.name),
        Column("programme", _("Programme"), value=lambda c: c.programme or "", default=False),
        Column("opened", _("Opened on"), value=lambda c: c.opened_on, kind="date", sort=("opened_on", "pk")),
        Column(
            "status", _("Status"), value=lambda c: (TONES[c.status], c.get_status_display()), kind="status"
        ),
        Column("closed", _("Closed on"), value=lambda c: c.closed_on, kind="date", default=False),
        Column("reason", _("Why closed"), value=lambda c: c.get_closing_reason_display(), default=False),
    ]
    filters = [
        SearchFilter("q", _("Name"), apply=lambda rows, text: rows.filter(party__in=parties_matching(text))),
        ChoiceFilter(
            "steps",
            _("Steps"),
            choices=[("overdue", _("Overdue")), ("in_time", _("Nothing overdue"))],
            apply=_steps,
        ),
        ChoiceFilter("guichet", _("Guichet"), choices=_guichets, field="guichet_id"),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        ChoiceFilter("status", _("Status"), choices=Status.choices, field="status"),
        DateFilter("from", _("Opened from"), field="opened_on", lookup="gte"),
        DateFilter("to", _("Opened until"), field="opened_on", lookup="lte"),
    ]
    default_sort = "next"
    caption = _("Case files")
    empty = Empty(
        title=_("No case file here"),
        text=_("A case is opened from the page of a person or a collective."),
        action=(_("Search a person"), "people:search"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            record_read(by=actor_of(self.request), verb="cases.list", kind="cases.case", object_ids=ids)
        return rows


class ExportableCasesTable(CasesTable):
    """The same list for roles that may take it out of the house."""

    export_name = "cases"
