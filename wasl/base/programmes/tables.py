"""Programmes as a list."""

from __future__ import annotations

from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wasl.base.programmes.models import Programme
from wasl.kernel.tables import Column, Empty, SearchFilter, Table


def _name(programme: Programme) -> SafeString:
    return format_html("<bdi>{}</bdi>", programme.label)


def _donor_names(programme: Programme) -> list[str]:
    return [donor.organisation.label for donor in programme.donors.all()]


def _donors(programme: Programme) -> SafeString:
    return format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in _donor_names(programme)))


class ProgrammeTable(Table[Programme]):
    """Programmes of the actor's memberships, the newest first."""

    columns = [
        Column(
            "name",
            _("Programme"),
            value=_name,
            href=lambda programme: programme.get_absolute_url(),
            sort="name_fr",
            export=lambda programme: programme.label,
        ),
        Column("donors", _("Donors"), value=_donors, export=lambda row: ", ".join(_donor_names(row))),
        Column("starts_on", _("From"), value=lambda row: row.starts_on, kind="date", sort="starts_on"),
        Column("ends_on", _("Until"), value=lambda row: row.ends_on, kind="date", sort="ends_on"),
        Column(
            "envelope",
            _("Envelope"),
            value=lambda row: row.envelope,
            kind="money",
            currency=lambda row: row.currency,
        ),
    ]
    filters = [
        SearchFilter(
            "q",
            _("Name"),
            apply=lambda rows, text: rows.filter(
                Q(name_fr__icontains=text)
                | Q(name_ar__icontains=text)
                | Q(name_en__icontains=text)
                | Q(code__icontains=text)
            ),
        )
    ]
    default_sort = "-starts_on"
    export_name = "programmes"
    empty = Empty(
        title=_("No programme"),
        text=_("Programmes are loaded from packs by an administrator (wasl pack load)."),
    )
