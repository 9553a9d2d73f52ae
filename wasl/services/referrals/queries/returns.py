"""What institutions made of the referrals they were sent, over a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from wasl.base.network.models import Organisation
from wasl.kernel.actors import Actor
from wasl.services.referrals import rules
from wasl.services.referrals.enums import DeclineReason, Status
from wasl.services.referrals.models import Referral
from wasl.services.referrals.models.referral import ReferralQuerySet

Narrow = Callable[[ReferralQuerySet, date], QuerySet[Referral]]

# figure → the referrals it counts, among those sent in the period; the list of a figure asks the same
FIGURES: dict[str, Narrow] = {
    "sent": lambda rows, day: rows,
    "answered": lambda rows, day: rows.filter(answered_on__isnull=False),
    "accepted": lambda rows, day: rows.filter(answered_on__isnull=False, decline_reason=""),
    "declined": lambda rows, day: rows.exclude(decline_reason=""),
    "received": lambda rows, day: rows.filter(received_on__isnull=False),
    "overdue": lambda rows, day: rows.overdue(day),
    "unanswered": lambda rows, day: rows.unanswered(day),
    "withdrawn": lambda rows, day: rows.filter(status=Status.WITHDRAWN),
    **{
        f"declined_{reason.value}": (
            lambda rows, day, reason=reason.value: rows.filter(decline_reason=reason)  # type: ignore[misc]
        )
        for reason in DeclineReason
    },
}


def sent_between(actor: Actor, start: date | None, end: date | None) -> ReferralQuerySet:
    """The referrals the actor reads that were sent from `start` to `end`, both inclusive; mistakes apart."""
    rows = Referral.objects.visible_to(actor).counted()
    if start:
        rows = rows.filter(sent_on__gte=start)
    return rows.filter(sent_on__lte=end) if end else rows


def one_each(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """One referral of each person among these: as many rows as people."""
    firsts = rows.order_by().values("person").annotate(first=Min("pk")).values("first")
    return rows.filter(pk__in=firsts)


def institutions(rows: ReferralQuerySet, day: date) -> QuerySet[Organisation]:
    """The institutions of these referrals, each with its figures as of `day` and the number of people."""

    def counted(narrow: Narrow) -> Count:
        own = Q(referrals_received__in=narrow(rows, day).order_by().values("pk"))
        return Count("referrals_received", filter=own)

    figures = {f"n_{code}": counted(narrow) for code, narrow in FIGURES.items()}
    own = Q(referrals_received__in=rows.order_by().values("pk"))
    people = Count("referrals_received__person", filter=own, distinct=True)
    found = Organisation.objects.filter(pk__in=rows.order_by().values("receiver"))
    return found.annotate(n_people=people, **figures)


def medians(rows: QuerySet[Referral]) -> dict[int, float | None]:
    """For each institution, the median of days from the sending to its answer."""
    spans: dict[int, list[int]] = defaultdict(list)
    answered = rows.filter(answered_on__isnull=False).order_by()
    for receiver, sent, on in answered.values_list("receiver", "sent_on", "answered_on"):
        if on is not None and sent is not None:
            spans[receiver].append((on - sent).days)
    return {receiver: rules.median_days(days) for receiver, days in spans.items()}
