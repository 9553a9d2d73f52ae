"""Procedures followed, and changes of law, as lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.base.procedures.enums import Changed, Nature
from wasl.base.procedures.models import LawChange, Procedure
from wasl.base.procedures.rules import ParameterValue
from wasl.base.procedures.tables import value_text
from wasl.kernel import clock
from wasl.kernel.tables import BulkAction, ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.ui import words
from wasl.kernel.web import actor_of
from wasl.spine.checklists import access, actions
from wasl.spine.checklists.enums import RUN_TONES, RunStatus
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.checklists.queries.law import labels_of, runs_waiting, waiting_runs
from wasl.spine.people.queries import parties_matching


def _procedures() -> Iterable[tuple[str, str]]:
    rows = Procedure.objects.on(clock.today())
    return [(row.code, row.title) for row in rows]


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    actor = actor_of(request)
    rows = Office.objects.covered_by(actor, (*access.READERS, *access.ASSIGNED))
    return [(row.pk, row.name) for row in rows]


def _in_office(rows: Any, office: str) -> Any:
    return rows.filter(Q(case__office=office) | Q(case=None, office=office))


def _late(rows: Any, value: str) -> Any:
    late = ChecklistRun.objects.overdue().values("pk")
    return rows.filter(pk__in=late) if value == "overdue" else rows.exclude(pk__in=late)


def _touched(rows: Any, value: str) -> Any:
    found = waiting_runs(ChecklistRun.objects.all()).values("pk")
    return rows.filter(pk__in=found) if value == "touched" else rows.exclude(pk__in=found)


def _progress(run: Any) -> str:
    return gettext("%(done)s of %(counted)s") % {
        "done": words.number(run.steps_done),
        "counted": words.number(run.steps_counted),
    }


def _papers(run: Any) -> str:
    if not run.is_open or not run.papers_missing:
        return ""
    return ngettext("%(count)s to bring", "%(count)s to bring", run.papers_missing) % {
        "count": words.number(run.papers_missing)
    }


def _expected(run: Any) -> tuple[str, str] | str:
    if run.next_expected is None or not run.is_open:
        return ""
    tone = "danger" if run.next_expected < clock.today() else "neutral"
    return tone, words.day(run.next_expected)


class RunsTable(Table[ChecklistRun]):
    """Procedures followed; those whose answer was expected first come first."""

    columns = [
        Column(
            "party",
            _("Who"),
            value=lambda run: format_html("<bdi>{}</bdi>", run.party.label),
            href=lambda run: run.get_absolute_url(),
            sort=("party__label", "pk"),
            export=lambda run: run.party.label,
        ),
        Column(
            "procedure",
            _("Procedure"),
            value=lambda run: run.procedure.title,
            sort=("procedure__position", "pk"),
        ),
        Column("progress", _("Steps done"), value=_progress),
        Column("papers", _("Papers"), value=_papers),
        Column(
            "expected",
            _("Answer expected"),
            value=_expected,
            kind="status",
            sort=("next_expected", "pk"),
            export=lambda run: run.next_expected if run.is_open else None,
        ),
        Column(
            "status",
            _("Status"),
            value=lambda run: (RUN_TONES[run.status], run.get_status_display()),
            kind="status",
        ),
        Column(
            "office",
            _("Office"),
            value=lambda run: format_html("<bdi>{}</bdi>", run.where.name),
            export=lambda run: run.where.name,
        ),
        Column(
            "started",
            _("Started on"),
            value=lambda run: run.started_on,
            kind="date",
            sort=("started_on", "pk"),
        ),
        Column("ended", _("Ended on"), value=lambda run: run.ended_on, kind="date", default=False),
        Column("reason", _("Reason"), value=lambda run: run.get_end_reason_display(), default=False),
        Column(
            "version",
            pgettext_lazy("of a procedure", "Version"),
            value=lambda run: run.procedure.version,
            kind="number",
            default=False,
        ),
    ]
    filters = [
        SearchFilter("q", _("Name"), apply=lambda rows, text: rows.filter(party__in=parties_matching(text))),
        ChoiceFilter("procedure", _("Procedure"), choices=_procedures, field="procedure_code"),
        ChoiceFilter(
            "delay",
            _("Delay"),
            choices=[("overdue", _("Overdue")), ("in_time", _("Nothing overdue"))],
            apply=_late,
        ),
        ChoiceFilter(
            "law",
            _("Law"),
            choices=[("touched", _("Touched by a change of law")), ("quiet", _("Not touched"))],
            apply=_touched,
        ),
        ChoiceFilter("office", _("Office"), choices=_offices, apply=_in_office),
        ChoiceFilter("status", _("Status"), choices=RunStatus.choices, field="status"),
        DateFilter("from", _("Started from"), field="started_on", lookup="gte"),
        DateFilter("to", _("Started until"), field="started_on", lookup="lte"),
    ]
    default_sort = "expected"
    caption = _("Procedures followed")
    empty = Empty(
        title=_("No procedure is followed here"),
        text=_("One is started from the page of a case, of a person or of a group."),
        action=(_("Search a person"), "people:search"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            record_read(
                by=actor_of(self.request),
                verb="checklists.list",
                kind="checklists.checklistrun",
                object_ids=[row.pk for row in rows],
            )
        return rows


class ExportableRunsTable(RunsTable):
    """The same, for those who may take it out of the house."""

    export_name = "demarches-suivies"


class TouchedTable(RunsTable):
    """The runs that one change of law touches, with the act that says there is nothing to do."""

    columns = [
        *RunsTable.columns[:3],
        Column(
            "answered",
            _("Looked at"),
            value=lambda run: ("success", _("Looked at")) if run.answered else ("attention", _("To look at")),
            kind="status",
        ),
        *RunsTable.columns[4:7],
    ]
    filters = [
        ChoiceFilter(
            "answered",
            _("Looked at"),
            choices=[("no", _("To look at")), ("yes", _("Looked at"))],
            apply=lambda rows, value: rows.filter(answered=value == "yes"),
        ),
        ChoiceFilter("procedure", _("Procedure"), choices=_procedures, field="procedure_code"),
        ChoiceFilter("office", _("Office"), choices=_offices, apply=_in_office),
    ]
    empty = Empty(
        title=_("It touches no procedure under way here"),
        text=_("Procedures started from now on follow the law as it now is."),
    )


def seen_by(change: LawChange) -> type[TouchedTable]:
    """The table of the runs that this change touches, whose bulk act answers for the chosen ones."""

    def do(request: HttpRequest, run: ChecklistRun) -> str:
        actions.acknowledge(by=actor_of(request), run=run, change=change)
        return gettext("Seen, nothing to do")

    class Touched(TouchedTable):
        bulk = [BulkAction("seen", _("Seen, nothing to do"), do, may=access.may_write)]

    return Touched


def value_words(value: Any, unit: str) -> str:
    """A value of a change in words with its unit; a dash for none."""
    return words.NOTHING if value is None else value_text(ParameterValue("", value, unit))


def change_words(change: LawChange) -> str:
    """What changed, in one line: the new version, or the value before and after."""
    if change.kind == Changed.PROCEDURE:
        return gettext("Version %(number)s") % {"number": words.number(change.version or 0)}
    before, after = value_words(change.before, change.unit), value_words(change.after, change.unit)
    if change.nature == Nature.NEW:
        return after
    return gettext("%(before)s, now %(after)s") % {"before": before, "after": after}


def _source(change: LawChange) -> SafeString:
    return format_html("<bdi>{}</bdi>", change.source)


def _waiting(change: LawChange) -> tuple[str, str] | str:
    count = runs_waiting(change)
    if not count:
        return ("success", gettext("Nothing to look at"))
    text = ngettext("%(count)s to look at", "%(count)s to look at", count) % {"count": words.number(count)}
    return "attention", text


class ChangesTable(Table[LawChange]):
    """Changes of law as they were noticed, the last first, each opening to the runs it touches."""

    columns = [
        Column("about", _("What"), value=lambda row: row.about, href=lambda row: row.href),
        Column(
            "nature", pgettext_lazy("change of law", "Change"), value=lambda row: row.get_nature_display()
        ),
        Column("now", _("Value or version"), value=change_words),
        Column("from", _("From"), value=lambda row: row.valid_from, kind="date"),
        Column("source", _("Source"), value=_source, export=lambda row: row.source),
        Column("runs", _("Procedures under way"), value=_waiting, kind="status"),
        Column(
            "noticed",
            _("Noticed on"),
            value=lambda row: row.noticed_at,
            kind="datetime",
            sort=("noticed_at", "pk"),
        ),
    ]
    filters = [
        ChoiceFilter("kind", _("About"), choices=Changed.choices, field="kind"),
        DateFilter("since", _("Noticed since"), field="noticed_at", lookup="gte"),
    ]
    default_sort = "-noticed"
    caption = _("Changes of law")
    empty = Empty(
        title=_("No change of law was noticed"),
        text=_(
            "Changes are noticed when a new version of the product is installed, or a value entered here is confirmed."
        ),
    )

    def row(self, record: LawChange) -> Row:
        """The row, with the words of what changed: asked once for the whole page."""
        record.about = self._labels.of(record)  # type: ignore[attr-defined]
        record.href = self._href(record)  # type: ignore[attr-defined]
        return super().row(record)

    @cached_property
    def _labels(self) -> Any:
        return labels_of()

    def _href(self, record: LawChange) -> str:
        return reverse("checklists:change", args=[record.pk])
