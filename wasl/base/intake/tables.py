"""The list of batches."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wasl.base.intake.enums import BatchState
from wasl.kernel.tables import ChoiceFilter, Column, Empty, SearchFilter, Table


class BatchTable(Table):
    """Sheets taken in, the latest first."""

    columns = [
        Column(
            "name",
            _("Sheet"),
            value=lambda batch: batch.name,
            href=lambda b: b.get_absolute_url(),
            sort=("name", "pk"),
        ),
        Column("at", _("Taken in"), kind="datetime", value=lambda b: b.created_at, sort=("created_at", "pk")),
        Column("by", _("By"), value=lambda b: b.created_by_label),
        Column("organisation", _("Organisation"), value=lambda b: b.organisation.label),
        Column("state", _("Status"), kind="status", value=lambda b: (b.tone, b.get_state_display())),
    ]
    filters = [
        SearchFilter("q", _("Search"), apply=lambda rows, text: rows.filter(name__icontains=text)),
        ChoiceFilter("state", _("Status"), choices=BatchState.choices, field="state"),
    ]
    default_sort = "-at"
    export_name = ""
    empty = Empty(
        title=_("No sheet was taken in yet"),
        text=_("A register kept in Excel becomes people and visits here, row by row."),
        action=(_("Take a sheet in"), "intake:new"),
    )
