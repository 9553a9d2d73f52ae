"""The list of merges. Showing it is a read, and stands in the journal before it is shown."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from wasl.base.audit.actions import record_read
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.ui.words import NOTHING
from wasl.kernel.web import actor_of
from wasl.spine.merging.models import Merge
from wasl.spine.people.queries import parties_matching

STATES = [("standing", pgettext_lazy("merge", "Standing")), ("undone", pgettext_lazy("merge", "Undone"))]


def absorbed_words(merge: Any) -> str:
    """The name of the record absorbed; once taken apart, only for who may see it (`with_absorbed_seen`)."""
    return str(merge.absorbed.label) if merge.stands or merge.absorbed_seen else NOTHING


def state_words(merge: Merge) -> str:
    return pgettext("merge", "Standing") if merge.stands else pgettext("merge", "Undone")


def _in_state(rows: Any, state: str) -> Any:
    return rows.filter(undone_at__isnull=state == "standing")


def _of(rows: Any, text: str) -> Any:
    return rows.filter(stands_in__in=parties_matching(text))


class MergesTable(Table[Merge]):
    """Merges, newest first."""

    columns = [
        Column(
            "made",
            _("Merged on"),
            value=lambda m: m.created_at,
            kind="datetime",
            href=lambda m: m.get_absolute_url(),
            sort=("created_at", "pk"),
        ),
        Column("person", _("Person"), value=lambda m: m.stands_in.label),
        Column("absorbed", _("Record absorbed"), value=absorbed_words),
        Column("by", _("Decided by"), value=lambda m: m.created_by_label),
        Column("reason", _("Reason"), value=lambda m: m.reason),
        Column("state", _("State"), value=state_words),
        Column("undone", _("Undone on"), value=lambda m: m.undone_at, kind="datetime", default=False),
    ]
    filters = [
        SearchFilter("q", _("Name of the person"), apply=_of),
        ChoiceFilter("state", _("State"), choices=STATES, apply=_in_state),
        SearchFilter("by", _("Decided by"), field="created_by_label"),
        DateFilter("from", _("From"), field="created_at", lookup="gte"),
        DateFilter("to", _("To"), field="created_at", lookup="lte"),
    ]
    default_sort = "-made"
    caption = _("Merges")
    empty = Empty(
        title=_("No merge yet"),
        text=_("When two records are of one person, open one of them and choose “Merge with…”."),
        action=(_("Search a person"), "people:search"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; the persons they name are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = dict.fromkeys(record.stands_in_id for record in self.page.records)
            record_read(
                by=actor_of(self.request), verb="merging.list", kind="people.person", object_ids=list(ids)
            )
        return rows


class ExportableMergesTable(MergesTable):
    """The same list for roles that may take it out of the house."""

    export_name = "merges"
