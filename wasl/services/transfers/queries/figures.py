"""What was sent to each partner and received from it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wasl.base.network.models import Organisation
from wasl.kernel.actors import Actor
from wasl.services.transfers.enums import Status
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.models.transfer import TransferQuerySet

Narrow = Callable[[QuerySet[Transfer]], QuerySet[Transfer]]

# figure → the transfers it counts, among those proposed in the period; the list of a figure asks the same
FIGURES: dict[str, Narrow] = {
    "proposed": lambda rows: rows.exclude(proposed_on=None),
    "accepted": lambda rows: rows.filter(status=Status.ACCEPTED),
    "declined": lambda rows: rows.filter(status=Status.DECLINED),
    "waiting": lambda rows: rows.filter(status=Status.PROPOSED),
    "stopped": lambda rows: rows.filter(status=Status.WITHDRAWN).exclude(proposed_on=None),
}


def between(rows: TransferQuerySet, start: date | None, end: date | None) -> QuerySet[Transfer]:
    """Those of these transfers that were proposed from `start` to `end`, both inclusive."""
    found = rows.exclude(proposed_on=None)
    if start:
        found = found.filter(proposed_on__gte=start)
    return found.filter(proposed_on__lte=end) if end else found


def partners(actor: Actor, start: date | None, end: date | None) -> QuerySet[Organisation]:
    """The partners with which the actor's places sent or received transfers, each with its figures. One query.

    `sent_…` counts what went to the partner, `got_…` what came from it.
    """
    sent = between(Transfer.objects.visible_to(actor), start, end)
    got = between(Transfer.objects.received_by(actor), start, end)
    figures = {
        f"{side}_{code}": _count(narrow(rows), field)
        for side, rows, field in (("sent", sent, "receiver"), ("got", got, "organisation"))
        for code, narrow in FIGURES.items()
    }
    known = Q(pk__in=sent.order_by().values("receiver")) | Q(pk__in=got.order_by().values("organisation"))
    return Organisation.objects.filter(known).annotate(**figures)


def _count(rows: QuerySet[Transfer], field: str) -> Coalesce:
    own = rows.filter(**{field: OuterRef("pk")}).order_by().values(field)
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
