"""The list of links. Persons that it shows are a read, and stand in the journal before the page leaves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Organisation
from wasl.kernel import clock
from wasl.kernel.tables import BooleanFilter, ChoiceFilter, Column, DateFilter, Empty, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.spine.links import queries
from wasl.spine.links.enums import LinkState, Origin
from wasl.spine.links.models import Link, SharingAgreement


def _names(link: Link) -> str:
    return ", ".join(party.label for party in queries.own_parties(link))


def _isolated(link: Link) -> SafeString:
    return format_html_join(", ", "<bdi>{}</bdi>", ((party.label,) for party in queries.own_parties(link)))


def _state(link: Link) -> tuple[str, str]:
    if queries.idle(link, clock.today()):
        return "attention", gettext("Confirmed, without effect")
    return link.tone, str(link.get_state_display())


def _organisations(request: HttpRequest) -> Iterable[tuple[int, str]]:
    """The other members of the reader's agreements."""
    agreements = SharingAgreement.objects.visible_to(actor_of(request))
    members = Organisation.objects.filter(pk__in=agreements.values("members__organisation"))
    return [(row.pk, row.label) for row in members]


def _with(rows: Any, organisation: str) -> Any:
    return rows.filter(Q(one_organisation=organisation) | Q(other_organisation=organisation))


class LinksTable(Table[Link]):
    """Links, with the reader's own persons; of the other side the organisation alone."""

    columns = [
        Column(
            "person", _("Person"), value=_isolated, href=lambda link: link.get_absolute_url(), export=_names
        ),
        Column(
            "organisation",
            _("Other organisation"),
            value=lambda link: format_html("<bdi>{}</bdi>", queries.other_names(link)),
            export=queries.other_names,
        ),
        Column("evidence", _("What agrees"), value=lambda link: ", ".join(link.evidence_words)),
        Column("state", _("Status"), value=_state, kind="status", sort=("state", "pk")),
        Column(
            "proposed",
            _("Proposed on"),
            value=lambda link: link.created_at,
            kind="datetime",
            sort=("created_at", "pk"),
        ),
        Column("origin", _("How"), value=lambda link: link.get_origin_display(), default=False),
        Column("reason", _("Reason"), value=queries.own_reason, default=False),
    ]
    filters = [
        ChoiceFilter("state", _("Status"), choices=LinkState.choices, field="state"),
        BooleanFilter("waits", _("Waits for you"), field="waits"),
        ChoiceFilter("organisation", _("Organisation"), choices=_organisations, apply=_with),
        ChoiceFilter("origin", _("How"), choices=Origin.choices, field="origin"),
        DateFilter("from", _("Proposed from"), field="created_at", lookup="gte"),
        DateFilter("to", _("Proposed until"), field="created_at", lookup="lte"),
    ]
    default_sort = "-proposed"
    export_name = "links"
    caption = _("Links")
    empty = Empty(
        title=_("No link here"),
        text=_(
            "Links are proposed by the desk after “known elsewhere?”, or by comparing the files under an agreement."
        ),
        action=(_("See the agreements"), "links:agreements"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; the persons shown are in the journal before the page leaves."""
        records = self.page.records
        shown = [party.pk for link in records for party in queries.own_parties(link)]
        if shown:
            record_read(by=actor_of(self.request), verb="links.list", kind="people.person", object_ids=shown)
        return [self.row(record) for record in records]
