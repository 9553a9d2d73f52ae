"""The network as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wasl.base.network.enums import OrganisationKind
from wasl.base.network.models import Organisation
from wasl.kernel.tables import ChoiceFilter, Column, Empty, SearchFilter, Table


def _kinds(organisation: Organisation) -> str:
    return ", ".join(str(label) for label in organisation.kind_labels)


def _name(organisation: Organisation) -> SafeString:
    return format_html("<bdi>{}</bdi>", organisation.label)


def _offices(organisation: Organisation) -> SafeString:
    names = ((office.name,) for office in organisation.offices.all() if office.closed_on is None)
    return format_html_join(", ", "<bdi>{}</bdi>", names)


def _of_kind(rows: QuerySet[Any, Any], kind: str) -> QuerySet[Any, Any]:
    return rows.filter(pk__in=Organisation.objects.of_kind(kind).values("pk"))


class OrganisationTable(Table[Organisation]):
    """Organisations, by name."""

    columns = [
        Column(
            "name",
            _("Name"),
            value=_name,
            href=lambda organisation: organisation.get_absolute_url(),
            sort="name",
            export=lambda organisation: organisation.label,
        ),
        Column("kinds", _("What it is"), value=_kinds),
        Column(
            "offices",
            _("Offices"),
            value=_offices,
            export=lambda o: ", ".join(each.name for each in o.offices.all() if each.closed_on is None),
        ),
        Column("code", _("Code"), value=lambda organisation: organisation.code, sort="code", default=False),
    ]
    filters = [
        SearchFilter(
            "q",
            _("Name"),
            apply=lambda rows, text: rows.filter(
                Q(name__icontains=text) | Q(name_ar__icontains=text) | Q(code__icontains=text)
            ),
        ),
        ChoiceFilter(
            "kind",
            _("What it is"),
            choices=OrganisationKind.choices,
            apply=_of_kind,
        ),
    ]
    default_sort = "name"
    export_name = "organisations"
    empty = Empty(
        title=_("No organisation yet"),
        text=_("Packs bring the organisations of their programme; others are added here."),
    )
