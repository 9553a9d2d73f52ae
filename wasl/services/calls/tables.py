"""Lists of the room."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.audit.actions import record_read
from wasl.base.programmes.models import Programme
from wasl.kernel.tables import BulkAction, ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.services.calls import access, actions
from wasl.services.calls.enums import ApplicationStatus, CallKind, CallStatus, Outcome
from wasl.services.calls.models import Call

CALL_TONES = {
    CallStatus.DRAFT: "neutral",
    CallStatus.PUBLISHED: "info",
    CallStatus.DECIDED: "attention",
    CallStatus.ANNOUNCED: "success",
    CallStatus.CANCELLED: "danger",
}


def _programmes(request: HttpRequest) -> Iterable[tuple[int, str]]:
    rows = Call.objects.visible_to(actor_of(request)).values("programme_id")
    return [(p.pk, p.label) for p in Programme.objects.filter(pk__in=rows)]


class CallsTable(Table):
    """The calls an actor may read."""

    columns = [
        Column("code", _("Code"), value=lambda c: c.code, href=lambda c: c.get_absolute_url(), sort="code"),
        Column("title", _("Title"), value=lambda c: c.title),
        Column("programme", _("Programme"), value=lambda c: c.programme.label),
        Column("opens", _("Opens on"), value=lambda c: c.opens_on, kind="date", sort="opens_on"),
        Column("closes", _("Closes on"), value=lambda c: c.closes_on, kind="date", sort="closes_on"),
        Column("envelope", _("Envelope"), value=lambda c: c.envelope, kind="money", sort="envelope"),
        Column("kind", _("Kind"), value=lambda c: c.get_kind_display(), default=False),
        Column(
            "status", _("Status"), value=lambda c: c.get_status_display(), kind="status",
            tone=lambda c: CALL_TONES[c.status],
        ),
    ]  # fmt: skip
    filters = [
        SearchFilter("q", _("Code or title"), apply=lambda rows, text: rows.filter(
            Q(code__icontains=text) | Q(title_fr__icontains=text) | Q(title_ar__icontains=text)
        )),
        ChoiceFilter("status", _("Status"), choices=CallStatus.choices, field="status"),
        ChoiceFilter("kind", _("Kind"), choices=CallKind.choices, field="kind"),
        ChoiceFilter("programme", _("Programme"), choices=_programmes, field="programme_id"),
    ]  # fmt: skip
    default_sort = "-opens"
    export_name = "calls"
    caption = _("Calls")
    empty = Empty(title=_("No call yet"), text=_("Published calls will stand here."))


def _check_again(request: HttpRequest, application: Any) -> str:
    check = actions.check_eligibility(by=actor_of(request), application=application)
    return str(Outcome(check.verdict).label)


def _preselect(request: HttpRequest, application: Any) -> str:
    actions.preselect(by=actor_of(request), applications=[application])
    return str(application.get_status_display())


def _calls(request: HttpRequest) -> Iterable[tuple[int, str]]:
    rows = Call.objects.visible_to(actor_of(request)).exclude(status=CallStatus.DRAFT)
    return [(call.pk, call.code) for call in rows[:200]]


class NamesApplicants(Table):
    """A list that names applicants: which ones stands in the journal before the page leaves."""

    @cached_property
    def rows(self) -> list[Row]:
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            record_read(
                by=actor_of(self.request), verb="calls.list", kind="calls.application", object_ids=ids
            )
        return rows


class ApplicationsTable(NamesApplicants):
    """The applications of a call, or of all."""

    columns = [
        Column(
            "reference", _("Reference"), value=lambda a: a.reference, href=lambda a: a.get_absolute_url(),
            sort=("submitted_on", "pk"),
        ),
        Column("party", _("Applicant"), value=lambda a: a.party.label, sort=("party__label", "pk")),
        Column("title", _("Project"), value=lambda a: a.title),
        Column("zone", _("Zone"), value=lambda a: a.zone.zone.label if a.zone else "", default=False),
        Column(
            "amount", _("Amount asked"), value=lambda a: a.amount_requested, kind="money", sort="amount_requested"
        ),
        Column("filed", _("Filed on"), value=lambda a: a.submitted_on, kind="date", sort=("submitted_on", "pk")),
        Column("readings", _("Readings"), value=lambda a: f"{a.given}/{a.call.reviews_required}"),
        Column(
            "status", _("Status"), value=lambda a: a.get_status_display(), kind="status", tone=lambda a: a.tone
        ),
        Column("sector", _("Sector"), value=lambda a: a.sector.label if a.sector else "", default=False),
        Column("form", _("Legal form"), value=lambda a: a.get_legal_form_display(), default=False),
        Column("origin", _("Filed"), value=lambda a: a.get_origin_display(), default=False),
    ]  # fmt: skip
    filters = [
        SearchFilter("q", _("Reference, applicant or project"), apply=lambda rows, text: rows.filter(
            Q(reference__icontains=text) | Q(party__label__icontains=text) | Q(title__icontains=text)
        )),
        ChoiceFilter("call", pgettext_lazy("calls", "Call"), choices=_calls, field="call_id"),
        ChoiceFilter("status", _("Status"), choices=ApplicationStatus.choices, field="status"),
        ChoiceFilter("verdict", _("Eligibility"), choices=Outcome.choices, field="verdict"),
        DateFilter("from", _("Filed from"), field="submitted_on", lookup="gte"),
        DateFilter("to", _("Filed until"), field="submitted_on", lookup="lte"),
    ]  # fmt: skip
    bulk = [
        BulkAction("check", _("Check eligibility again"), do=_check_again, may=access.may_instruct),
        BulkAction("preselect", _("Preselect"), do=_preselect, may=access.may_manage),
    ]
    default_sort = "-filed"
    export_name = "applications"
    caption = _("Applications")
    empty = Empty(
        title=_("No application yet"), text=_("Those filed at the desk and on the public page stand here.")
    )


class ReceiptsTable(NamesApplicants):
    """The applications filed at one's offices, as the desk hands out their receipt: no mark, no verdict, no amount."""

    columns = [
        Column(
            "reference", _("Reference"), value=lambda a: a.reference,
            href=lambda a: reverse("calls:receipt", args=[a.pk]), sort=("submitted_on", "pk"),
        ),
        Column("party", _("Applicant"), value=lambda a: a.party.label, sort=("party__label", "pk")),
        Column("call", pgettext_lazy("calls", "Call"), value=lambda a: a.call.code),
        Column("filed", _("Filed on"), value=lambda a: a.submitted_on, kind="date", sort=("submitted_on", "pk")),
        Column(
            "status", _("Status"), value=lambda a: a.public_label(), kind="status", tone=lambda a: a.public_tone()
        ),
        Column(
            "code", _("Code"), value=lambda _a: _("New code"), href=lambda a: reverse("calls:receipt", args=[a.pk])
        ),
        Column(
            "print", _("Receipt"), value=lambda _a: _("Print the receipt"),
            href=lambda a: f"{reverse('calls:receipt', args=[a.pk])}?format=pdf",
        ),
    ]  # fmt: skip
    filters = [
        SearchFilter("q", _("Reference or applicant"), apply=lambda rows, text: rows.filter(
            Q(reference__icontains=text) | Q(party__label__icontains=text)
        )),
        ChoiceFilter("call", pgettext_lazy("calls", "Call"), choices=_calls, field="call_id"),
    ]  # fmt: skip
    default_sort = "-filed"
    caption = _("Receipts and codes")
    empty = Empty(title=_("No application yet"), text=_("Those filed for your office stand here."))
