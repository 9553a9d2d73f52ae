"""Lists of agreements and of payment orders. Each line names a beneficiary: what is shown is a read, and journalled."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.audit.actions import record_read
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.spine.funding import queries
from wasl.spine.funding.enums import AgreementStatus, OrderStatus

TONES = {
    "draft": "attention",
    "signed": "info",
    "completed": "success",
    "terminated": "neutral",
    "cancelled": "neutral",
    "waiting": "neutral",
    "ready": "attention",
    "paid": "success",
    "requested": "attention",
    "released": "info",
    "refused": "danger",
    "proposed": "attention",
    "confirmed": "success",
    "replaced": "neutral",
}


def _search(rows: Any, text: str) -> Any:
    """By the beneficiary, the project, or the reference CF-00012."""
    number = text.upper().removeprefix("CF-").lstrip("0")
    found = Q(party__label__icontains=text) | Q(title__icontains=text)
    return rows.filter(found | Q(pk=int(number)) if number.isdecimal() else found)


def _search_orders(rows: Any, text: str) -> Any:
    number = text.upper().removeprefix("OP-").lstrip("0")
    found = Q(tranche__agreement__party__label__icontains=text) | Q(payee__holder__icontains=text)
    return rows.filter(found | Q(pk=int(number)) if number.isdecimal() else found)


def _programmes(request: HttpRequest) -> list[tuple[int, str]]:
    return [(programme.pk, programme.label) for programme in queries.programmes_read(actor_of(request))]


class Journalled(Table):
    """A list whose rows name beneficiaries: the journal keeps whom the page showed, before it leaves."""

    @cached_property
    def rows(self) -> list[Row]:
        rows = [self.row(record) for record in self.page.records]
        if rows:
            record_read(
                by=actor_of(self.request),
                verb="funding.list",
                kind="people.party",
                object_ids=[self.party_of(row.record) for row in rows],
            )
        return rows

    def party_of(self, record: Any) -> int:
        return int(record.party_id)


class AgreementTable(Journalled):
    """Funding agreements, newest first."""

    columns = [
        Column(
            "reference",
            _("Agreement"),
            value=lambda a: a.reference,
            href=lambda a: a.get_absolute_url(),
            sort=("pk",),
        ),
        Column("party", _("Beneficiary"), value=lambda a: a.party.label, sort=("party__label", "pk")),
        Column("title", _("Project"), value=lambda a: a.title, default=False),
        Column("programme", _("Programme"), value=lambda a: a.programme.label),
        Column("line", pgettext_lazy("budget", "Line"), value=lambda a: a.line_code, default=False),
        Column("total", _("Amount"), value=lambda a: a.total, kind="money", sort=("total", "pk")),
        Column("paid", _("Paid"), value=lambda a: a.paid, kind="money", sort=("paid", "pk")),
        Column(
            "signed_on", _("Signed on"), value=lambda a: a.signed_on, kind="date", sort=("signed_on", "pk")
        ),
        Column(
            "status",
            _("Status"),
            value=lambda a: a.get_status_display(),
            tone=lambda a: TONES[a.status],
            kind="status",
        ),
    ]
    filters = [
        SearchFilter("q", _("Beneficiary, project or reference"), apply=_search),
        ChoiceFilter("programme", _("Programme"), choices=_programmes, field="programme_id"),
        ChoiceFilter("status", _("Status"), choices=AgreementStatus.choices, field="status"),
        DateFilter("from", _("Signed from"), field="signed_on", lookup="gte"),
        DateFilter("to", _("Signed until"), field="signed_on", lookup="lte"),
    ]
    default_sort = "-reference"
    export_name = "agreements"
    caption = _("Funding agreements")
    empty = Empty(
        title=_("No agreement yet"),
        text=_("An agreement is prepared from the committee's decision, on the page of the application."),
    )


class OrderTable(Journalled):
    """Payment orders: to release, to pay, paid."""

    columns = [
        Column(
            "reference",
            pgettext_lazy("payment", "Order"),
            value=lambda o: o.reference,
            href=lambda o: reverse("funding:order", args=[o.pk]),
            sort=("pk",),
        ),
        Column("party", _("Beneficiary"), value=lambda o: o.tranche.agreement.party.label),
        Column("payee", _("Payee"), value=lambda o: o.payee.holder),
        Column("mode", _("Means"), value=lambda o: o.payee.get_mode_display()),
        Column("amount", _("Amount"), value=lambda o: o.amount, kind="money", sort=("amount", "pk")),
        Column("requested_by", _("Asked by"), value=lambda o: o.requested_by_label),
        Column(
            "requested_at",
            _("Asked at"),
            value=lambda o: o.requested_at,
            kind="datetime",
            sort=("requested_at",),
        ),
        Column(
            "status",
            _("Status"),
            value=lambda o: o.get_status_display(),
            tone=lambda o: TONES[o.status],
            kind="status",
        ),
    ]
    filters = [
        SearchFilter("q", _("Beneficiary, payee or reference"), apply=_search_orders),
        ChoiceFilter("status", _("Status"), choices=OrderStatus.choices, field="status"),
        DateFilter("from", _("Asked from"), field="requested_at", lookup="gte"),
        DateFilter("to", _("Asked until"), field="requested_at", lookup="lte"),
    ]
    default_sort = "-reference"
    export_name = "payment-orders"
    caption = _("Payment orders")
    empty = Empty(
        title=_("No payment order yet"),
        text=_("A payment is asked for on the page of an agreement, by tranche."),
    )

    def party_of(self, record: Any) -> int:
        return int(record.tranche.agreement.party_id)
