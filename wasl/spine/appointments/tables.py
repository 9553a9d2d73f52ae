"""The list of appointments."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.spine.appointments.enums import TONES, Status
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import day_bounds
from wasl.spine.appointments.queries.staff import offices_of
from wasl.spine.people.queries import parties_matching

TO_SETTLE = _("To settle")


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    return [(office.pk, office.name) for office in offices_of(actor_of(request))]


def _users(request: HttpRequest) -> Iterable[tuple[int, str]]:
    rows = Appointment.objects.visible_to(actor_of(request)).exclude(user=None).order_by().values("user_id")
    found = User.objects.filter(pk__in=rows).order_by("display_name", "pk")
    return found.values_list("pk", "display_name")


def _status(row: Appointment) -> tuple[str, str]:
    if row.is_booked and row.starts_at < day_bounds(clock.today())[0]:
        return "danger", str(TO_SETTLE)
    return TONES[row.status], row.get_status_display()


class AppointmentsTable(Table[Appointment]):
    """Appointments by time: what is left of past days comes first."""

    columns = [
        Column(
            "at",
            _("When"),
            value=lambda a: a.starts_at,
            kind="datetime",
            href=lambda a: a.get_absolute_url(),
            sort=("starts_at", "pk"),
        ),
        Column("party", _("Who"), value=lambda a: a.party.label),
        Column(
            "with",
            pgettext_lazy("an appointment", "With"),
            value=lambda a: a.user.display_name if a.user else "",
        ),
        Column("mode", _("How"), value=lambda a: a.get_mode_display()),
        Column("office", _("Office"), value=lambda a: a.office.name),
        Column("subject", _("Subject"), value=lambda a: a.subject, default=False),
        Column("status", _("Status"), value=_status, kind="status"),
        Column("reason", _("Reason"), value=lambda a: a.get_reason_display(), default=False),
    ]
    filters = [
        SearchFilter("q", _("Name"), apply=lambda rows, text: rows.filter(party__in=parties_matching(text))),
        DateFilter("from", _("From"), field="starts_at", lookup="gte"),
        DateFilter("to", _("Until"), field="starts_at", lookup="lte"),
        ChoiceFilter("status", _("Status"), choices=Status.choices, field="status"),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        ChoiceFilter("with", pgettext_lazy("an appointment", "With"), choices=_users, field="user_id"),
    ]
    default_sort = "at"
    caption = _("Appointments")
    empty = Empty(
        title=_("No appointment"),
        text=_("Appointments are booked from the calendar, from a case or from the page of a person."),
        action=(_("Calendar"), "appointments:calendar"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; the parties shown are in the journal before the page leaves."""
        records: list[Appointment] = self.page.records
        if records:
            ids = sorted({record.party_id for record in records})
            record_read(by=actor_of(self.request), verb="people.list", kind="people.party", object_ids=ids)
        return [self.row(record) for record in records]
