"""The stream as a list."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.i18n import translated
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, Table
from wasl.spine.facts.enums import FactKind, Origin
from wasl.spine.facts.models import Fact


def _programmes(fact: Fact) -> str:
    return ", ".join(translated(link.programme, "name") for link in fact.programmes.all())


class FactTable(Table[Fact]):
    """Facts of the actor's offices, newest first."""

    columns = [
        Column(
            "happened_on", _("On"), value=lambda f: f.happened_on, kind="date", sort=("happened_on", "pk")
        ),
        Column(
            "kind",
            _("What"),
            value=lambda f: f.get_kind_display(),
            href=lambda f: reverse("facts:fact", args=[f.pk]),
            sort=("kind", "pk"),
        ),
        Column("office", _("Office"), value=lambda f: f.office.name),
        Column("programmes", _("Counts for"), value=_programmes),
        Column("quantity", _("Quantity"), value=lambda f: f.quantity, kind="number"),
        Column("amount", _("Amount (MAD)"), value=lambda f: f.amount_mad, kind="number"),
        Column("recorded_at", _("Recorded at"), value=lambda f: f.recorded_at, kind="datetime"),
        Column("origin", _("Origin"), value=lambda f: f.get_origin_display()),
    ]
    filters = [
        ChoiceFilter("kind", _("What"), choices=FactKind.choices, field="kind"),
        ChoiceFilter("origin", _("Origin"), choices=Origin.choices, field="origin"),
        DateFilter("from", _("From"), field="happened_on", lookup="gte"),
        DateFilter("to", _("To"), field="happened_on", lookup="lte"),
    ]
    default_sort = "-happened_on"
    export_name = "facts"
    empty = Empty(
        title=_("No fact yet"),
        text=_("Facts are recorded by the acts themselves: a visit, an advice, a payment."),
    )
