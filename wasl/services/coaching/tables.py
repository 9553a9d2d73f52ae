"""Lists of the room: sessions, coaches, events."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.services.coaching import access, rules
from wasl.services.coaching.enums import TONES, CoachKind, EventKind, EventStatus
from wasl.services.coaching.models import Coach, Event, Session
from wasl.spine.people.queries import parties_matching

WITHDRAWN = pgettext_lazy("coaching session", "Withdrawn")


def _offices(request: HttpRequest) -> Iterable[tuple[str, str]]:
    rows = Office.objects.covered_by(actor_of(request), (*access.READERS, *access.ASSIGNED, *access.HOSTS))
    return [(str(office.pk), office.name) for office in rows.order_by("name", "pk")]


def _standing(rows: Any, value: str) -> Any:
    if value == "late":
        return rows.waiting().filter(next_on__lt=clock.today())
    return rows.standing() if value == "standing" else rows.exclude(service__withdrawn_at=None)


def _next(row: Session) -> tuple[str, str] | str:
    if row.next_on is None or row.service.withdrawn_at:
        return ""
    return ("neutral", f"{row.next_on:%d/%m/%Y}")


class SessionsTable(Table[Session]):
    """Coaching sessions, the latest first."""

    columns = [
        Column(
            "on",
            _("On"),
            value=lambda s: s.on,
            kind="date",
            href=lambda s: s.get_absolute_url(),
            sort=("on", "pk"),
        ),
        Column(
            "party",
            _("For"),
            value=lambda s: s.case.party.label,
            href=lambda s: s.case.get_absolute_url(),
            sort=("case__party__label", "pk"),
        ),
        Column("coach", _("Led by"), value=lambda s: s.coach.display_name),
        Column("hours", _("Hours"), value=lambda s: rules.hours(s.service.minutes), kind="number"),
        Column("mode", _("How"), value=lambda s: s.service.get_mode_display()),
        Column("purpose", _("What for"), value=lambda s: s.service.get_purpose_display(), default=False),
        Column("next", _("Next meeting"), value=_next, kind="status", export=lambda s: s.next_on),
        Column("office", _("Office"), value=lambda s: s.case.office.name, default=False),
        Column(
            "state",
            _("Status"),
            value=lambda s: ("neutral", str(WITHDRAWN)) if s.service.withdrawn_at else "",
            kind="status",
        ),
    ]
    filters = [
        SearchFilter(
            "q", _("Name"), apply=lambda rows, text: rows.filter(case__party__in=parties_matching(text))
        ),
        ChoiceFilter(
            "state",
            _("Status"),
            choices=[
                ("standing", _("Not withdrawn")),
                ("late", _("Next meeting overdue")),
                ("withdrawn", WITHDRAWN),
            ],
            apply=_standing,
        ),
        ChoiceFilter("office", _("Office"), choices=_offices, field="case__office_id"),
        DateFilter("from", _("From"), field="on", lookup="gte"),
        DateFilter("to", _("Until"), field="on", lookup="lte"),
    ]
    default_sort = "-on"
    caption = _("Coaching sessions")
    export_name = "sessions"
    empty = Empty(
        title=_("No session here"),
        text=_("A session is recorded on the page of a case file."),
        action=(_("My cases"), "cases:mine"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            record_read(
                by=actor_of(self.request), verb="coaching.read", kind="coaching.session", object_ids=ids
            )
        return rows


def _names(rows: Iterable[Any]) -> str:
    return ", ".join(str(row) for row in rows)


def _load(coach: Coach) -> tuple[str, str]:
    load: int = coach.load  # type: ignore[attr-defined]
    return ("attention" if load >= coach.capacity else "success", f"{load} / {coach.capacity}")


def _coaching_today(rows: Any, _value: str) -> Any:
    return rows.on(clock.today())


class CoachesTable(Table[Coach]):
    """Who coaches, with what they know and carry."""

    columns = [
        Column(
            "user",
            _("Who"),
            value=lambda c: c.user.display_name,
            href=lambda c: reverse("coaching:profile", args=[c.pk]),
            sort=("user__display_name", "pk"),
        ),
        Column("kind", _("As"), value=lambda c: c.get_kind_display()),
        Column("load", _("Load"), value=_load, kind="status", sort=("load", "pk")),
        Column("sectors", _("Sectors"), value=lambda c: _names(c.sectors.all())),
        Column("languages", _("Languages"), value=lambda c: _names(c.languages.all())),
        Column("provinces", _("Provinces"), value=lambda c: _names(c.provinces.all())),
        Column("until", _("Until"), value=lambda c: c.until, kind="date"),
    ]
    filters = [
        ChoiceFilter("kind", _("As"), choices=CoachKind.choices, field="kind"),
        ChoiceFilter(
            "today",
            _("Today"),
            choices=[("yes", _("Coaches today"))],
            apply=_coaching_today,
        ),
    ]
    default_sort = "user"
    caption = _("Coaches and mentors")
    export_name = "coaches"
    empty = Empty(title=_("No coach yet"), text=_("Write what a colleague or a mentor brings."))


class EventsTable(Table[Event]):
    """Networking events, the latest first."""

    columns = [
        Column("on", _("On"), value=lambda e: e.on, kind="date", sort=("on", "pk")),
        Column("title", _("Event"), value=lambda e: e.title, href=lambda e: e.get_absolute_url()),
        Column("kind", _("Kind"), value=lambda e: e.get_kind_display()),
        Column("office", _("Office"), value=lambda e: e.office.name),
        Column("listed", _("Listed"), value=lambda e: e.listed, kind="number"),
        Column("came", _("People who came"), value=lambda e: e.arrived, kind="number"),
        Column("partners", _("Partners"), value=lambda e: e.partners, kind="number"),
        Column(
            "status", _("Status"), value=lambda e: (TONES[e.status], e.get_status_display()), kind="status"
        ),
    ]
    filters = [
        ChoiceFilter("kind", _("Kind"), choices=EventKind.choices, field="kind"),
        ChoiceFilter("status", _("Status"), choices=EventStatus.choices, field="status"),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        DateFilter("from", _("From"), field="on", lookup="gte"),
        DateFilter("to", _("Until"), field="on", lookup="lte"),
    ]
    default_sort = "-on"
    caption = _("Networking events")
    export_name = "events"
    empty = Empty(title=_("No networking event here"), text=_("Plan one: its list is filled until the day."))
