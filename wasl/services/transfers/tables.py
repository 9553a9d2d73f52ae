"""Lists of transfers: those of one's cases, those proposed to one's places, and the figures of each partner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office, Organisation
from wasl.kernel import clock
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.services.transfers import access
from wasl.services.transfers.enums import Status
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.queries.figures import FIGURES
from wasl.services.transfers.queries.sharing import name_seen
from wasl.spine.people.queries import parties_matching

FIGURE_WORDS = {
    "proposed": pgettext_lazy("transfers", "Proposed"),
    "accepted": pgettext_lazy("transfers", "Accepted"),
    "declined": pgettext_lazy("transfers", "Declined"),
    "waiting": pgettext_lazy("transfers", "Waiting"),
    "stopped": pgettext_lazy("transfers", "Withdrawn"),
}


def _partners(side: str, field: str) -> Callable[[HttpRequest], Iterable[tuple[int, str]]]:
    """The partners on the other side of the transfers that the reader sees, for a filter."""

    def choices(request: HttpRequest) -> Iterable[tuple[int, str]]:
        rows = getattr(Transfer.objects, side)(actor_of(request)).order_by().values(field)
        return [(one.pk, one.label) for one in Organisation.objects.filter(pk__in=rows)]

    return choices


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    rows = Office.objects.covered_by(actor_of(request), access.SIDES)
    return [(office.pk, office.name) for office in rows]


def _overdue(rows: QuerySet[Transfer], _value: str) -> QuerySet[Transfer]:
    return rows.filter(status=Status.PROPOSED, due_on__lt=clock.today())


def _figure(rows: QuerySet[Transfer], value: str) -> QuerySet[Transfer]:
    return FIGURES[value](rows)


def _status(transfer: Transfer) -> tuple[str, Any]:
    if transfer.is_overdue:
        return ("attention", _("Answer overdue"))
    return (transfer.tone, transfer.get_status_display())


_SHARED_FILTERS: list[Any] = [
    ChoiceFilter("watch", _("To watch"), choices=[("overdue", _("Answer overdue"))], apply=_overdue),
    ChoiceFilter("figure", _("Figure"), choices=lambda: FIGURE_WORDS.items(), apply=_figure),
    DateFilter("from", _("Proposed from"), field="proposed_on", lookup="gte"),
    DateFilter("to", _("Proposed until"), field="proposed_on", lookup="lte"),
]
_DAYS = [
    Column("status", _("Status"), value=_status, kind="status"),
    Column("proposed", _("Proposed on"), value=lambda r: r.proposed_on, kind="date", sort=("proposed_on", "pk")),
    Column("due", _("Answer due"), value=lambda r: r.due_on, kind="date", sort=("due_on", "pk")),
    Column("answered", _("Answered on"), value=lambda r: r.answered_on, kind="date", default=False),
    Column("why", _("Why it was declined"), value=lambda r: r.get_decline_reason_display(), default=False),
]  # fmt: skip


class _Transfers(Table[Transfer]):
    """What both lists share: the journal."""

    export_name = "transfers"
    verb = "transfers.list"

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            actor = actor_of(self.request)
            record_read(by=actor, verb=self.verb, kind="transfers.transfer", object_ids=ids)
        return rows


class SentTable(_Transfers):
    """Transfers of the cases of one's offices."""

    columns = [
        Column("person", _("Who"), value=lambda r: r.person.label, href=lambda r: r.get_absolute_url(),
               sort=("person__family_key", "pk")),
        Column("receiver", _("Partner"), value=lambda r: r.receiver.label, sort=("receiver__name", "pk")),
        *_DAYS,
        Column("office", _("From the office"), value=lambda r: r.case.office.name, default=False),
        Column("reference", _("Reference"), value=lambda r: r.reference, default=False),
        Column("created", _("Prepared on"), value=lambda r: r.created_at, kind="datetime", sort=("created_at", "pk"),
               default=False),
    ]  # fmt: skip
    filters = [
        SearchFilter("q", _("Name"), apply=lambda rows, text: rows.filter(person__in=parties_matching(text))),
        ChoiceFilter("status", _("Status"), choices=Status.choices, field="status"),
        ChoiceFilter("partner", _("Partner"), choices=_partners("visible_to", "receiver"), field="receiver_id"),
        ChoiceFilter("office", _("From the office"), choices=_offices, field="case__office_id"),
        *_SHARED_FILTERS,
    ]  # fmt: skip
    default_sort = "-created"
    caption = _("Transfers to partners")
    empty = Empty(
        title=_("No transfer here"),
        text=_("A transfer is prepared from the page of a case file: button “Transfer”."),
        action=(_("Case files"), "cases:list"),
    )


class ReceivedTable(_Transfers):
    """Transfers proposed to one's places; the name as it goes along, never a link to a person."""

    verb = "transfers.received_list"
    columns = [
        Column("reference", _("Reference"), value=lambda r: r.reference, href=lambda r: r.received_url,
               sort=("reference", "pk")),
        Column("who", _("Who"), value=name_seen),
        Column("from", _("From"), value=lambda r: f"{r.organisation.label} · {r.case.office.name}"),
        *_DAYS,
        Column("wished", _("Office wished"), value=lambda r: r.office.name if r.office else "", default=False),
    ]  # fmt: skip
    filters = [
        ChoiceFilter("status", _("Status"), choices=[one for one in Status.choices if one[0] != Status.PREPARED],
                     field="status"),
        ChoiceFilter("partner", _("From"), choices=_partners("received_by", "organisation"), field="organisation_id"),
        *_SHARED_FILTERS,
    ]  # fmt: skip
    default_sort = "-proposed"
    caption = _("Transfers received")
    empty = Empty(
        title=_("No transfer received"),
        text=_("A case that a partner proposes to you stands here, with what the person agreed to pass on."),
    )


def opens(one: Organisation, side: str, code: str, period: dict[str, str]) -> str:
    """The list of what a figure of a partner counts, over the same period."""
    name = "transfers:list" if side == "sent" else "transfers:received"
    return f"{reverse(name)}?{urlencode({'partner': one.pk, 'figure': code, **period})}"


def _number(side: str, code: str, label: str | Promise, *, default: bool = True) -> Column:
    """A figure of a partner, which opens to the transfers it counts."""
    return Column(
        f"{side}_{code}",
        label,
        value=lambda one: getattr(one, f"{side}_{code}"),
        href=lambda one: opens(one, side, code, one.period),
        kind="number",
        sort=(f"{side}_{code}", "pk"),
        default=default,
    )


class PartnersTable(Table[Organisation]):
    """What was sent to each partner and received from it."""

    columns = [
        Column(
            "partner",
            _("Partner"),
            value=lambda one: one.label,
            href=lambda one: one.get_absolute_url(),
            sort=("name", "pk"),
        ),
        _number("sent", "proposed", pgettext_lazy("transfers", "Sent")),
        _number("sent", "accepted", _("Sent: accepted")),
        _number("sent", "declined", _("Sent: declined")),
        _number("sent", "waiting", _("Sent: waiting")),
        _number("sent", "stopped", _("Sent: withdrawn"), default=False),
        _number("got", "proposed", pgettext_lazy("transfers", "Received")),
        _number("got", "accepted", _("Received: accepted")),
        _number("got", "declined", _("Received: declined")),
        _number("got", "waiting", _("Received: waiting")),
        _number("got", "stopped", _("Received: withdrawn"), default=False),
    ]
    default_sort = "partner"
    export_name = "transfers-by-partner"
    caption = _("Transfers by partner")
    empty = Empty(title=_("No transfer in this period"), text=_("Choose other days."))
    period: dict[str, str] = {}

    def _with_period(self, one: Any) -> Any:
        one.period = self.period
        return one

    def row(self, record: Any) -> Row:
        return super().row(self._with_period(record))

    def records(self) -> Iterator[Any]:
        return (self._with_period(one) for one in super().records())
