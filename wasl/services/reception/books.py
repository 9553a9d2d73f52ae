"""The lists of the books of the desk: the people of a year, and the days that were closed."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.tables import BooleanFilter, ChoiceFilter, Column, DateFilter, Empty, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.tables.filters import Unread
from wasl.kernel.ui import words
from wasl.kernel.web import actor_of
from wasl.services.reception import access
from wasl.services.reception.filters import GROUPS, REASONS, countries, guichets, offices
from wasl.services.reception.models import DayClosing
from wasl.services.reception.models.visit import VisitQuerySet
from wasl.services.reception.queries import counts_now, narrowing
from wasl.services.reception.queries.year import NONE, people_of_year, person_of_age, visits_of_year
from wasl.spine.facts.enums import AgeBand
from wasl.spine.people import access as people_access
from wasl.spine.people import rules as people_rules
from wasl.spine.people.enums import Sex
from wasl.spine.people.models import Person

EARLIEST = 1990


def years() -> list[tuple[str, str]]:
    """The years that can be asked for, the latest first."""
    return [(str(year), str(year)) for year in range(clock.today().year, EARLIEST - 1, -1)]


def months() -> list[tuple[str, str]]:
    """The months of a year by number."""
    return [(str(number), f"{number:02}") for number in range(1, 13)]


class OfVisit(ChoiceFilter):
    """A filter on the visits made; whoever made one of those that remain is in the list."""


def _in_month(rows: Any, month: str) -> Any:
    return rows.filter(day__month=int(month))


def _of_group(rows: Any, code: str) -> Any:
    if code == NONE:
        return rows.filter(nationality=None)
    return rows.filter(nationality__group=code)


def _of_country(rows: Any, code: str) -> Any:
    return rows.filter(nationality=None) if code == NONE else rows.filter(nationality_id=code)


class YearPeopleTable(Table[Person]):
    """Each person who came in a year, once; the queryset it is bound to are the visits that the reader reads."""

    columns = [
        Column("name", _("Name"), value=lambda p: people_rules.list_label(p.family_name, p.given_names),
               href=lambda p: p.get_absolute_url(), sort=("family_key", "pk")),
        Column("birth", _("Birth"), value=lambda p: people_rules.birth_text(p.birth_date, p.birth_precision)),
        Column("sex", _("Sex"), value=lambda p: p.get_sex_display()),
        Column("nationality", _("Nationality"), value=lambda p: p.nationality.label if p.nationality else ""),
        Column("registered", _("Registered on"), value=lambda p: p.registered_on, kind="date",
               sort=("registered_on", "pk")),
    ]  # fmt: skip
    filters = [
        OfVisit("year", _("Year"), choices=years),
        OfVisit("office", _("Office"), choices=offices),
        OfVisit("month", _("Month"), choices=months, apply=_in_month),
        OfVisit("guichet", _("Guichet"), choices=guichets, apply=narrowing.at_guichet),
        OfVisit("reason", _("Reason"), choices=REASONS, apply=narrowing.for_reason),
        ChoiceFilter("sex", _("Sex"), choices=Sex.choices, field="sex"),
        ChoiceFilter("group", _("Comes from"), choices=GROUPS, apply=_of_group),
        ChoiceFilter("country", _("Nationality"), choices=countries, apply=_of_country),
        ChoiceFilter("age", _("Age reached in the year"), choices=AgeBand.choices),
    ]
    default_sort = "name"
    empty = Empty(title=_("Nobody known came"), text=_("Choose another year or take a filter away."))

    @property
    def year(self) -> int:
        """The year asked for, else this one."""
        asked = next((value for one, value in self.active if one.code == "year"), None)
        return int(asked) if isinstance(asked, str) else clock.today().year

    @cached_property
    def filtered(self) -> QuerySet[Any, Any]:
        """The people that the filters leave."""
        read = [(one, value) for one, value in self.active if not isinstance(value, Unread)]
        office = next((int(value) for one, value in read if one.code == "office"), None)
        visits = visits_of_year(cast(VisitQuerySet, self.queryset), self.year, office)
        kept: QuerySet[Any, Any] = visits
        for one, value in read:
            if isinstance(one, OfVisit) and one.apply:
                kept = one.narrow(kept, value)
        people = people_of_year(visits, None if kept is visits else kept).select_related("nationality")
        for one, value in read:
            if one.code == "age":
                people = person_of_age(people, value, self.year)
            elif not isinstance(one, OfVisit):
                people = one.narrow(people, value)
        return people

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = [row.pk for row in rows]
            record_read(
                by=actor_of(self.request),
                verb="reception.people_of_year",
                kind="people.person",
                object_ids=ids,
            )
        return rows


class ExportableYearPeopleTable(YearPeopleTable):
    """The same, for those who may take it out."""

    export_name = "people-of-the-year"


def people_table_for(request: HttpRequest) -> type[YearPeopleTable]:
    """The table for this actor: an export, and persons that open, for those who may."""
    actor = actor_of(request)
    base = ExportableYearPeopleTable if access.may_export(actor) else YearPeopleTable
    if people_access.may_read(actor):
        return base
    columns = [replace(one, href=None) for one in base.columns]
    return type(base.__name__, (base,), {"columns": columns, "__module__": base.__module__})


def _since(closing: Any) -> str:
    """What changed since the close, in words; "" when nothing did."""
    visits, people, anonymous = closing.now
    if (visits, people, anonymous) == (closing.visits, closing.people, closing.anonymous):
        return ""
    values = {"people": words.number(people), "anonymous": words.number(anonymous)}
    return gettext("now %(people)s known people, %(anonymous)s anonymous visits") % values


def _state(closing: DayClosing) -> tuple[str, Any]:
    if closing.is_standing:
        return "success", pgettext_lazy("the day", "Closed")
    return "attention", pgettext_lazy("the day", "Opened again")


class ClosingTable(Table[DayClosing]):
    """Closed days, the latest first: what each counted when it was closed, and what changed since."""

    columns = [
        Column("day", _("Day"), value=lambda c: c.day, kind="date", href=lambda c: c.get_absolute_url(),
               sort=("day", "pk")),
        Column("office", _("Office"), value=lambda c: c.office.name, sort=("office__name", "pk")),
        Column("visits", _("Visits"), value=lambda c: c.visits, kind="number"),
        Column("people", _("Known people"), value=lambda c: c.people, kind="number"),
        Column("anonymous", _("Anonymous visits"), value=lambda c: c.anonymous, kind="number"),
        Column("since", _("Since the close"), value=_since),
        Column("by", _("Closed by"), value=lambda c: c.closed_by_label),
        Column("state", _("Status"), value=_state, kind="status"),
        Column("note", _("Note"), value=lambda c: c.note),
    ]  # fmt: skip
    filters = [
        ChoiceFilter("office", _("Office"), choices=offices, field="office_id"),
        DateFilter("from", _("From"), field="day", lookup="gte"),
        DateFilter("to", _("To"), field="day", lookup="lte"),
        BooleanFilter("standing", _("Closed now"), apply=lambda rows, yes: rows.filter(reopened_at__isnull=yes)),
    ]  # fmt: skip
    default_sort = "-day"
    empty = Empty(
        title=_("No day was closed yet"),
        text=_("In the evening, whoever leaves last closes the day and signs what it counted."),
        action=(_("Close the day"), "reception:closing"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page, each with what its day counts now (one query for all)."""
        now = counts_now(self.page.records)
        for closing in self.page.records:
            closing.now = now[closing.pk]
        return [self.row(closing) for closing in self.page.records]
