"""Lists of referrals: those sent, those received, and the returns of the institutions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.audit.actions import record_read
from wasl.base.network.enums import OfferKind
from wasl.base.network.models import Office, Organisation
from wasl.kernel import clock
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.services.referrals import access
from wasl.services.referrals.enums import DeclineReason, Status
from wasl.services.referrals.models import Referral
from wasl.services.referrals.queries.returns import FIGURES, one_each
from wasl.services.referrals.queries.sharing import name_shared
from wasl.spine.people.queries import parties_matching

FIGURE_WORDS = {
    "sent": pgettext_lazy("referrals", "Sent"),
    "answered": pgettext_lazy("referrals", "Answered"),
    "accepted": pgettext_lazy("referrals", "Accepted"),
    "received": _("Received there"),
    "declined": pgettext_lazy("referrals", "Declined"),
    "overdue": _("Overdue"),
    "unanswered": _("Expired without an answer"),
    "withdrawn": _("Consent withdrawn"),
    **{f"declined_{one.value}": one.label for one in DeclineReason},
}


def _institutions(request: HttpRequest) -> Iterable[tuple[int, str]]:
    sent = Referral.objects.visible_to(actor_of(request)).order_by().values("receiver")
    return [(one.pk, one.label) for one in Organisation.objects.filter(pk__in=sent)]


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    rows = Office.objects.covered_by(actor_of(request), access.READERS)
    return [(office.pk, office.name) for office in rows]


def _watched(rows: QuerySet[Referral], value: str) -> QuerySet[Referral]:
    known = Referral.objects.all()
    found = known.overdue(clock.today()) if value == "overdue" else known.expiring(clock.today())
    return rows.filter(pk__in=found.order_by().values("pk"))


def _figure(rows: QuerySet[Referral], value: str) -> QuerySet[Referral]:
    counted = FIGURES[value](Referral.objects.counted(), clock.today())
    return rows.filter(pk__in=counted.order_by().values("pk"))


def _status(referral: Referral) -> tuple[str, Any]:
    if referral.is_overdue:
        return ("attention", _("Answer overdue"))
    return (referral.tone, referral.get_status_display())


class ReferralsTable(Table[Referral]):
    """Referrals of one's offices; by the day an answer is due."""

    columns = [
        Column(
            "person",
            _("Who"),
            value=lambda r: r.person.label,
            href=lambda r: r.get_absolute_url(),
            sort=("person__family_key", "pk"),
        ),
        Column("receiver", _("Institution"), value=lambda r: r.receiver.label, sort=("receiver__name", "pk")),
        Column("offer", _("Service"), value=lambda r: r.offer.label),
        Column("status", _("Status"), value=_status, kind="status"),
        Column("sent", _("Sent on"), value=lambda r: r.sent_on, kind="date", sort=("sent_on", "pk")),
        Column("due", _("Answer due"), value=lambda r: r.due_on, kind="date", sort=("due_on", "pk")),
        Column("expires", _("Readable until"), value=lambda r: r.expires_on, kind="date", sort=("expires_on", "pk")),
        Column("reference", _("Reference"), value=lambda r: r.reference, default=False),
        Column("office", _("Office"), value=lambda r: r.office.name, default=False),
        Column("answered", _("Answered on"), value=lambda r: r.answered_on, kind="date", default=False),
        Column("why", _("Why it was declined"), value=lambda r: r.get_decline_reason_display(), default=False),
        Column("outcome", _("Outcome"), value=lambda r: r.get_outcome_display(), default=False),
        Column("outcome_on", _("Outcome on"), value=lambda r: r.outcome_on, kind="date", default=False),
        Column("created", _("Prepared on"), value=lambda r: r.created_at, kind="datetime", sort=("created_at", "pk"),
               default=False),
    ]  # fmt: skip
    filters = [
        SearchFilter("q", _("Name"), apply=lambda rows, text: rows.filter(person__in=parties_matching(text))),
        ChoiceFilter(
            "watch",
            _("To watch"),
            choices=[("overdue", _("Answer overdue")), ("expiring", _("About to expire"))],
            apply=_watched,
        ),
        ChoiceFilter("status", _("Status"), choices=Status.choices, field="status"),
        ChoiceFilter("institution", _("Institution"), choices=_institutions, field="receiver_id"),
        ChoiceFilter("kind", _("Service"), choices=OfferKind.choices, field="offer__kind"),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        ChoiceFilter("figure", _("Figure"), choices=lambda: FIGURE_WORDS.items(), apply=_figure),
        DateFilter("from", _("Sent from"), field="sent_on", lookup="gte"),
        DateFilter("to", _("Sent until"), field="sent_on", lookup="lte"),
        # Last: it takes one of each person among what the others leave.
        ChoiceFilter(
            "each", _("Lines"), choices=[("person", _("One for each person"))], apply=lambda rows, _v: one_each(rows)
        ),
    ]  # fmt: skip
    default_sort = "-created"
    export_name = "referrals"
    caption = _("Referrals")
    empty = Empty(
        title=_("No referral here"),
        text=_("A referral is prepared from the page of a person or of a case file."),
        action=(_("Search a person"), "people:search"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            record_read(
                by=actor_of(self.request), verb="referrals.list", kind="referrals.referral", object_ids=ids
            )
        return rows


class ReceivedTable(Table[Referral]):
    """Referrals that an institution received; never a link to a person."""

    columns = [
        Column(
            "reference",
            _("Reference"),
            value=lambda r: r.reference,
            href=lambda r: reverse("referrals:received_one", args=[r.pk]),
        ),
        Column("who", _("Who"), value=lambda r: name_shared(r, clock.today())),
        Column("from", _("Sent by"), value=lambda r: f"{r.organisation.label} · {r.office.name}"),
        Column("offer", _("Service"), value=lambda r: r.offer.label),
        Column("status", _("Status"), value=_status, kind="status"),
        Column("sent", _("Sent on"), value=lambda r: r.sent_on, kind="date", sort=("sent_on", "pk")),
        Column("due", _("Answer due"), value=lambda r: r.due_on, kind="date", sort=("due_on", "pk")),
        Column("expires", _("Readable until"), value=lambda r: r.expires_on, kind="date", sort=("expires_on", "pk")),
    ]  # fmt: skip
    filters = [
        ChoiceFilter(
            "watch",
            _("To watch"),
            choices=[("overdue", _("Answer overdue")), ("expiring", _("About to expire"))],
            apply=_watched,
        ),
        ChoiceFilter(
            "status",
            _("Status"),
            choices=[one for one in Status.choices if one[0] not in (Status.DRAFT, Status.CANCELLED)],
            field="status",
        ),
        DateFilter("from", _("Sent from"), field="sent_on", lookup="gte"),
        DateFilter("to", _("Sent until"), field="sent_on", lookup="lte"),
    ]
    default_sort = "-sent"
    caption = _("Referrals received")
    empty = Empty(
        title=_("No referral received"),
        text=_("Whoever is referred to your institution stands here, with what they agreed to share."),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            actor = actor_of(self.request)
            record_read(by=actor, verb="referrals.received_list", kind="referrals.referral", object_ids=ids)
        return rows


def _number(code: str, *, default: bool = True) -> Column:
    """A figure of an institution, which opens to the referrals it counts."""
    return Column(
        code,
        FIGURE_WORDS[code],
        value=lambda one: getattr(one, f"n_{code}"),
        href=lambda one: opens(one, figure=code),
        kind="number",
        default=default,
    )


def opens(one: Organisation, **asked: str) -> str:
    """The list of what a figure of an institution counts, over the same period."""
    period: dict[str, str] = getattr(one, "period", {})
    return f"{reverse('referrals:list')}?{urlencode({'institution': one.pk, **asked, **period})}"


class ReturnsTable(Table[Organisation]):
    """What each institution made of the referrals sent to it."""

    columns = [
        Column("institution", _("Institution"), value=lambda one: one.label, sort=("name", "pk")),
        _number("sent"),
        Column("people", _("People"), value=lambda one: one.n_people, kind="number",
               href=lambda one: opens(one, figure="sent", each="person")),
        _number("answered"),
        _number("accepted"),
        _number("received"),
        _number("declined"),
        Column("median", _("Median days to answer"), value=lambda one: one.median, kind="number"),
        _number("overdue"),
        _number("unanswered"),
        _number("withdrawn", default=False),
        *(_number(f"declined_{reason.value}", default=False) for reason in DeclineReason),
    ]  # fmt: skip
    default_sort = "institution"
    export_name = "referral-returns"
    caption = _("Returns by institution")
    empty = Empty(
        title=_("No referral sent in this period"), text=_("Choose other days, or send a referral.")
    )
    medians: dict[int, float | None]
    period: dict[str, str]

    def _with_period(self, one: Any) -> Any:
        one.median, one.period = self.medians.get(one.pk), self.period
        return one

    def row(self, record: Any) -> Row:
        return super().row(self._with_period(record))

    def records(self) -> Iterator[Any]:
        return (self._with_period(one) for one in super().records())
