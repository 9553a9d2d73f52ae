"""Lists of case files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record_read
from wasl.base.network.models import Guichet
from wasl.kernel import clock
from wasl.kernel.tables import BulkAction, ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.ui import words
from wasl.kernel.web import actor_of
from wasl.spine.cases import access, actions, rules
from wasl.spine.cases.enums import TONES, BatchAct, Mode, Purpose, ServiceKind, Status
from wasl.spine.cases.forms import offices_of
from wasl.spine.cases.models import Case, PlanItem, ServiceRecord
from wasl.spine.cases.queries.caseload import advising
from wasl.spine.people.queries import parties_matching


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    return offices_of(actor_of(request))


def _guichets(request: HttpRequest) -> Iterable[tuple[int, str]]:
    owners = set(actor_of(request).organisations())
    rows = Guichet.objects.filter(organisation__in=owners).select_related("organisation")
    many = len(owners) > 1
    return [(row.pk, f"{row.label} · {row.organisation}" if many else row.label) for row in rows]


def _advisers(request: HttpRequest) -> Iterable[tuple[str, Any]]:
    """Nobody, then whoever advises an open case that the reader may open."""
    cases = Case.objects.visible_to(actor_of(request)).open()
    held = advising(clock.today()).filter(case__in=cases).order_by()
    users = User.objects.filter(pk__in=held.values("user_id")).order_by("display_name", "pk")
    return [("none", _("Without adviser")), *((str(user.pk), user.display_name) for user in users)]


def _steps(rows: Any, value: str) -> Any:
    late = Q(next_due__lt=clock.today(), status=Status.OPEN)
    return rows.filter(late) if value == "overdue" else rows.exclude(late)


def _silences() -> Iterable[tuple[int, str]]:
    words_of = {
        days: ngettext("for %(days)d day", "for %(days)d days", days) for days in (15, 30, 60, 90, 180)
    }
    return [(days, text % {"days": days}) for days, text in words_of.items()]


def _silent(rows: Any, value: str) -> Any:
    return rows.filter(heard_on__lte=clock.today() - timedelta(days=int(value)), status=Status.OPEN)


def _advised_by(rows: Any, value: str) -> Any:
    if value == "none":
        return rows.filter(unadvised=0)
    held = advising(clock.today()).filter(user_id=int(value), case_id=OuterRef("pk"))
    return rows.filter(Exists(held))


def _days_since(case: Any) -> int | None:
    return None if case.is_closed else (clock.today() - case.heard_on).days


def _names(case: Any) -> str:
    return ", ".join(row.user.display_name for row in case.advising)


def by_form(request: HttpRequest, record: Any) -> None:
    """These acts need more than a choice: the view asks for it on a page of its own before anything is done."""


BULK = [
    BulkAction(BatchAct.HAND_OVER, _("Hand over…"), do=by_form, may=access.may_hand_over),
    BulkAction(BatchAct.ADD_STEP, _("Add a step…"), do=by_form, may=access.may_serve),
    BulkAction(BatchAct.MENTOR, _("Assign a mentor…"), do=by_form, may=access.may_write),
    BulkAction(BatchAct.CLOSE, _("Close…"), do=by_form, may=access.may_write),
]


def _next(case: Case) -> tuple[str, str] | str:
    due: date | None = case.next_due  # type: ignore[attr-defined]
    if due is None or case.is_closed:
        return ""
    late = rules.overdue(due, clock.today())
    return ("danger" if late else "neutral", words.day(due))


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
        Column("met", _("Last met"), value=lambda c: c.last_met, kind="date", sort=("heard_on", "pk")),
        Column("since", _("Days without contact"), value=_days_since, kind="number"),
        Column("goals", _("Open goals"), value=lambda c: c.open_goals or None, kind="number"),
        Column("advisers", _("Adviser"), value=_names, sort=("unadvised", "next_due", "pk")),
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
        ChoiceFilter(
            "silent",
            _("Without contact"),
            choices=_silences,
            apply=_silent,
        ),
        ChoiceFilter("adviser", _("Adviser"), choices=_advisers, apply=_advised_by),
        ChoiceFilter("guichet", _("Guichet"), choices=_guichets, field="guichet_id"),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        ChoiceFilter("status", _("Status"), choices=Status.choices, field="status"),
        DateFilter("from", _("Opened from"), field="opened_on", lookup="gte"),
        DateFilter("to", _("Opened until"), field="opened_on", lookup="lte"),
    ]
    default_sort = "next"
    bulk = BULK
    caption = _("Case files")
    empty = Empty(
        title=_("No case file here"),
        text=_("A case is opened from the page of a person or a collective."),
        action=(_("Search a person"), "people:search"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        return read_rows(self, [record.pk for record in self.page.records])


class ExportableCasesTable(CasesTable):
    """The same list for roles that may take it out of the house."""

    export_name = "cases"


class CoordinatedCasesTable(ExportableCasesTable):
    """For whoever coordinates: the cases that nobody advises come first."""

    default_sort = "advisers"


def _due(item: PlanItem) -> tuple[str, str] | str:
    if item.due_on is None:
        return ""
    return ("danger" if item.is_overdue else "neutral", words.day(item.due_on))


def _when(rows: Any, value: str) -> Any:
    today = clock.today()
    if value == "undated":
        return rows.filter(due_on=None)
    if value == "overdue":
        return rows.filter(due_on__lt=today)
    last = today if value == "today" else today + timedelta(days=6)
    return rows.filter(due_on__gte=today, due_on__lte=last)


def _of_adviser(rows: Any, value: str) -> Any:
    held = advising(clock.today()).filter(case_id=OuterRef("case_id"))
    return (
        rows.exclude(Exists(held))
        if value == "none"
        else rows.filter(Exists(held.filter(user_id=int(value))))
    )


def _finish(request: HttpRequest, item: PlanItem) -> None:
    actions.finish_plan_item(by=actor_of(request), item=item)


class ToDoTable(Table):
    """Steps still to do, what is overdue first."""

    columns = [
        Column("step", _("What is to be done"), value=lambda s: s.title, href=lambda s: s.finish_url),
        Column(
            "due",
            _("Due by"),
            value=_due,
            kind="status",
            sort=("due_on", "pk"),
            export=lambda s: s.due_on,
        ),
        Column(
            "party",
            _("Who"),
            value=lambda s: s.case.party.label,
            href=lambda s: s.case.get_absolute_url(),
            sort=("case__party__label", "pk"),
        ),
        Column("goal", _("Goal"), value=lambda s: s.goal.title if s.goal else ""),
        Column("guichet", _("Guichet"), value=lambda s: s.case.guichet.label, default=False),
        Column("office", _("Office"), value=lambda s: s.case.office.name),
        Column("advisers", _("Adviser"), value=lambda s: _names(s.case)),
    ]
    filters = [
        SearchFilter(
            "q", _("Name"), apply=lambda rows, text: rows.filter(case__party__in=parties_matching(text))
        ),
        ChoiceFilter(
            "when",
            _("Due by"),
            choices=[
                ("overdue", _("Overdue")),
                ("today", _("Today")),
                ("week", _("Within seven days")),
                ("undated", _("Without a date")),
            ],
            apply=_when,
        ),
        ChoiceFilter("adviser", _("Adviser"), choices=_advisers, apply=_of_adviser),
        ChoiceFilter("guichet", _("Guichet"), choices=_guichets, field="case__guichet_id"),
        ChoiceFilter("office", _("Office"), choices=_offices, field="case__office_id"),
    ]
    bulk = [
        BulkAction("finish", _("Done today"), do=_finish, may=access.may_serve),
        BulkAction(BatchAct.DONE, _("Done, with what came of it…"), do=by_form, may=access.may_serve),
    ]
    default_sort = "due"
    caption = _("To do")
    empty = Empty(
        title=_("Nothing to do"),
        text=_("Steps are added to the plan of a case file."),
        action=(_("My cases"), "cases:mine"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; whose cases they are is in the journal before the page leaves."""
        return read_rows(self, [record.case_id for record in self.page.records])


def read_rows(table: Table, case_ids: list[int]) -> list[Row]:
    """The rows of a page that shows these cases, once the journal knows."""
    if case_ids:
        ids = sorted(set(case_ids))
        record_read(by=actor_of(table.request), verb="cases.list", kind="cases.case", object_ids=ids)
    return [table.row(record) for record in table.page.records]


class ExportableToDoTable(ToDoTable):
    export_name = "steps"


class ReadToDoTable(ExportableToDoTable):
    """For whoever coordinates and finishes no step: a line opens its case."""

    columns = [
        replace(ToDoTable.columns[0], href=lambda s: s.case.get_absolute_url()),
        *ToDoTable.columns[1:],
    ]


def _service_status(service: ServiceRecord) -> tuple[str, Any] | str:
    if service.withdrawn_at is None:
        return ("info", _("Corrected")) if service.corrects_id else ""
    return ("neutral", _("Withdrawn"))


class ServicesTable(Table):
    """Services given, the latest first."""

    columns = [
        Column("on", _("On"), value=lambda s: s.on, kind="date", sort=("on", "pk")),
        Column(
            "party",
            _("Who"),
            value=lambda s: s.case.party.label,
            href=lambda s: s.case.get_absolute_url(),
            sort=("case__party__label", "pk"),
        ),
        Column("kind", _("Service"), value=lambda s: s.get_kind_display()),
        Column("purpose", _("What for"), value=lambda s: s.get_purpose_display()),
        Column("minutes", _("Minutes"), value=lambda s: s.minutes, kind="number", sort=("minutes", "pk")),
        Column("mode", _("How"), value=lambda s: s.get_mode_display()),
        Column("by", _("Recorded by"), value=lambda s: s.created_by_label),
        Column("guichet", _("Guichet"), value=lambda s: s.guichet.label, default=False),
        Column("office", _("Office"), value=lambda s: s.office.name),
        Column("status", _("Status"), value=_service_status, kind="status"),
        Column("reason", _("Why withdrawn"), value=lambda s: s.withdrawal_reason, default=False),
    ]
    filters = [
        SearchFilter(
            "q", _("Name"), apply=lambda rows, text: rows.filter(case__party__in=parties_matching(text))
        ),
        DateFilter("from", _("From"), field="on", lookup="gte"),
        DateFilter("to", _("Until"), field="on", lookup="lte"),
        ChoiceFilter("kind", _("Service"), choices=ServiceKind.choices, field="kind"),
        ChoiceFilter("purpose", _("What for"), choices=Purpose.choices, field="purpose"),
        ChoiceFilter("mode", _("How"), choices=Mode.choices, field="mode"),
        ChoiceFilter("guichet", _("Guichet"), choices=_guichets, field="guichet_id"),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        ChoiceFilter(
            "status",
            _("Status"),
            choices=[("standing", _("Standing")), ("withdrawn", _("Withdrawn"))],
            apply=lambda rows, value: rows.filter(withdrawn_at__isnull=value == "standing"),
        ),
    ]
    default_sort = "-on"
    caption = _("Services")
    empty = Empty(title=_("No service yet"), text=_("Services are recorded in a case file."))

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; whose cases they are is in the journal before the page leaves."""
        return read_rows(self, [record.case_id for record in self.page.records])


class ExportableServicesTable(ServicesTable):
    export_name = "services"
