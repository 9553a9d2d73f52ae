"""The list of batches."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wasl.base.intake import access
from wasl.base.intake.enums import BatchState
from wasl.base.intake.models import Batch
from wasl.base.intake.slots import importers
from wasl.base.network.models import Office
from wasl.kernel.frames import Text
from wasl.kernel.tables import ChoiceFilter, Column, Empty, SearchFilter, Table
from wasl.kernel.web import actor_of


def _kinds() -> list[tuple[str, Text]]:
    return [(one.code, one.label) for one in importers]


def _offices(request: HttpRequest) -> list[tuple[str, Text]]:
    offices = Office.objects.covered_by(actor_of(request), access.IMPORTING)
    return [(str(office.pk), office.name) for office in offices]


def _people(request: HttpRequest) -> list[tuple[str, Text]]:
    seen = Batch.objects.visible_to(actor_of(request)).order_by("created_by_label")
    return [(who, who) for who in seen.values_list("created_by_label", flat=True).distinct() if who]


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
        Column("kind", _("Kind of sheet"), value=lambda b: b.kind_label),
        Column("organisation", _("Organisation"), value=lambda b: b.organisation.label),
        Column("office", _("Office"), value=lambda b: b.office.name if b.office else ""),
        Column("state", _("Status"), kind="status", value=lambda b: (b.tone, b.get_state_display())),
    ]
    filters = [
        SearchFilter("q", _("Search"), apply=lambda rows, text: rows.filter(name__icontains=text)),
        ChoiceFilter("state", _("Status"), choices=BatchState.choices, field="state"),
        ChoiceFilter("kind", _("Kind of sheet"), choices=_kinds, field="importer"),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        ChoiceFilter("by", _("By"), choices=_people, field="created_by_label"),
    ]
    default_sort = "-at"
    export_name = ""
    empty = Empty(
        title=_("No sheet was taken in yet"),
        text=_("A register kept in Excel becomes people and visits here, row by row."),
        action=(_("Take a sheet in"), "intake:new"),
    )
