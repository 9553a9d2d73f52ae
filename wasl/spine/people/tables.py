"""Lists of the room. A list of persons that is shown is a read, and stands in the journal before it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.base.reference.models import Country
from wasl.kernel.i18n import translated
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.spine.people import access, rules
from wasl.spine.people.enums import Activity, Sex
from wasl.spine.people.models import Person
from wasl.spine.people.queries import matching, matching_collectives


def _countries() -> Iterable[tuple[str, str]]:
    rows = [(country.pk, translated(country, "name")) for country in Country.objects.all()]
    return sorted(rows, key=lambda row: row[1])


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    offices = Office.objects.covered_by(actor_of(request), access.READERS)
    return [(office.pk, office.name) for office in offices]


def _followed_at(rows: Any, office: str) -> Any:
    return rows.filter(party__followings__office_id=office, party__followings__ends_on=None).distinct()


def _phone_end(person: Person) -> str:
    return rules.mask_end(rules.phone_digits(person.phone), 4)


def _isolated(text: str) -> str:
    """Digits keep their order in a line that reads from the right."""
    return format_html('<bdi dir="ltr">{}</bdi>', text) if text else ""


def _offices_of(person: Person) -> str:
    return ", ".join(dict.fromkeys(following.office.name for following in person.party.followings.all()))


class PeopleTable(Table):
    """Persons, with what tells homonyms apart."""

    columns = [
        Column(
            "name",
            _("Name"),
            value=lambda p: rules.list_label(p.family_name, p.given_names),
            href=lambda p: p.get_absolute_url(),
            sort=("family_key", "pk"),
        ),
        Column("birth", _("Birth"), value=lambda p: rules.birth_text(p.birth_date, p.birth_precision)),
        Column("sex", _("Sex"), value=lambda p: "" if p.sex == Sex.UNKNOWN else p.get_sex_display()),
        Column("nationality", _("Nationality"), value=lambda p: p.nationality.label if p.nationality else ""),
        Column("phone", _("Phone"), value=lambda p: _isolated(_phone_end(p)), export=_phone_end),
        Column("offices", _("Followed at"), value=_offices_of),
        Column("activity", _("Activity"), value=lambda p: p.get_activity_display(), default=False),
        Column(
            "registered",
            _("Registered on"),
            value=lambda p: p.registered_on,
            kind="date",
            sort=("registered_on", "pk"),
        ),
    ]
    filters = [
        SearchFilter("q", _("Name, year, phone"), apply=matching),
        ChoiceFilter("office", _("Office"), choices=_offices, apply=_followed_at),
        ChoiceFilter("nationality", _("Nationality"), choices=_countries, field="nationality_id"),
        ChoiceFilter("sex", _("Sex"), choices=Sex.choices, field="sex"),
        ChoiceFilter("activity", _("Activity"), choices=Activity.choices, field="activity"),
        DateFilter("from", _("Registered from"), field="registered_on", lookup="gte"),
        DateFilter("to", _("Registered until"), field="registered_on", lookup="lte"),
    ]
    default_sort = "name"
    caption = _("People")
    empty = Empty(
        title=_("Nobody here yet"),
        text=_("The people your office follows will stand here."),
        action=(_("Search or register"), "people:search"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their identifiers are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            record_read(
                by=actor_of(self.request),
                verb="people.list",
                kind="people.person",
                object_ids=[row.pk for row in rows],
            )
        return rows


class ExportablePeopleTable(PeopleTable):
    """The same list for roles that may take it out of the house."""

    export_name = "people"


class CollectivesTable(Table):
    """Collectives and how many they are today."""

    columns = [
        Column(
            "name",
            _("Name"),
            value=lambda c: c.name,
            href=lambda c: c.get_absolute_url(),
            sort=("name_key", "pk"),
        ),
        Column("members", _("Members today"), value=lambda c: c.members_today, kind="number"),
        Column("formed", _("Formed on"), value=lambda c: c.formed_on, kind="date", sort=("formed_on", "pk")),
    ]
    filters = [SearchFilter("q", _("Name"), apply=matching_collectives)]
    default_sort = "name"
    export_name = "collectives"
    caption = _("Collectives")
    empty = Empty(
        title=_("No collective yet"),
        text=_("Three to five people who carry one project apply together as a collective."),
        action=(_("Form a collective"), "people:collective_create"),
    )
