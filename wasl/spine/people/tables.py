"""Lists of the room. A list of persons that is shown is a read, and stands in the journal before it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.base.reference.models import Country
from wasl.kernel import clock
from wasl.kernel.i18n import translated
from wasl.kernel.tables import (
    BooleanFilter,
    BulkAction,
    ChoiceFilter,
    Column,
    DateFilter,
    Empty,
    SearchFilter,
    Table,
)
from wasl.kernel.tables.columns import Row
from wasl.kernel.ui import words
from wasl.kernel.web import actor_of
from wasl.spine.people import access, rules
from wasl.spine.people.actions import mark_seen
from wasl.spine.people.enums import Activity, Sex, TitleKind
from wasl.spine.people.models import Person, Renewal, RenewalNotice
from wasl.spine.people.queries import matching, matching_collectives
from wasl.spine.people.queries.advisers import advised_by, advisers_beside, with_advisers
from wasl.spine.people.queries.renewals import left_words, tone_of
from wasl.spine.people.queries.thresholds import thresholds_on


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


# ---------------------------------------------------------------------------------------------- titles to renew
def _advisers(request: HttpRequest) -> Iterable[tuple[str, Any]]:
    actor = actor_of(request)
    found: list[tuple[str, Any]] = [("none", _("Nobody yet"))]
    if actor.id is not None:
        found.insert(0, ("me", _("Me")))
    return [*found, *((str(pk), name) for pk, name in advisers_beside(actor).items() if pk != actor.id)]


def _limits() -> Iterable[tuple[str, Any]]:
    days = thresholds_on(clock.today()).days
    return [
        ("ended", pgettext_lazy("a title", "Ended")),
        *((str(one), _within(one)) for one in reversed(days)),
    ]


def _within(days: int) -> str:
    return gettext("Within %(days)d days") % {"days": days}


def _ending(rows: Any, limit: str) -> Any:
    today = clock.today()
    if limit == "ended":
        return rows.filter(ends_on__lt=today)
    return rows.filter(ends_on__gte=today, ends_on__lte=today + timedelta(days=int(limit)))


class AdviserFilter(ChoiceFilter):
    """Whose people: one's own, those of a colleague, those nobody advises."""

    def read(self, text: str, request: HttpRequest) -> Any:
        value = super().read(text, request)
        return str(actor_of(request).id) if value == "me" else value

    def word(self, value: Any, request: HttpRequest) -> str:
        return super().word("me" if value == str(actor_of(request).id) else value, request)

    def narrow(self, rows: Any, value: Any) -> Any:
        advised = advised_by(None if value == "none" else int(value), clock.today())
        return rows.exclude(person_id__in=advised) if value == "none" else rows.filter(person_id__in=advised)


def _person_of(row: Any) -> str:
    return rules.list_label(row.person.family_name, row.person.given_names)


def _left(row: Any) -> tuple[str, str]:
    days = (row.ends_on - clock.today()).days
    return tone_of(days), left_words(days)


def _read_titles(request: HttpRequest, rows: list[Row], verb: str) -> None:
    if rows:
        ids = list(dict.fromkeys(row.record.person_id for row in rows))
        record_read(by=actor_of(request), verb=verb, kind="people.person", object_ids=ids)


class RenewalsTable(Table[Renewal]):
    """Titles that end soon or ended lately, the most urgent first."""

    columns = [
        Column(
            "person",
            _("Person"),
            value=_person_of,
            href=lambda row: row.person.get_absolute_url(),
            sort=("person__family_key", "pk"),
        ),
        Column("kind", _("Which title"), value=lambda row: row.get_kind_display()),
        Column("ends", _("Valid until"), value=lambda row: row.ends_on, kind="date", sort=("ends_on", "pk")),
        Column("left", _("Days"), value=_left, kind="status"),
        Column("advisers", _("Adviser"), value=lambda row: ", ".join(row.adviser_names)),
        Column("offices", _("Followed at"), value=lambda row: _offices_of(row.person)),
        Column(
            "phone",
            _("Phone"),
            value=lambda row: _isolated(row.person.phone),
            export=lambda r: r.person.phone,
        ),
    ]
    filters = [
        SearchFilter(
            "q",
            _("Name, year, phone"),
            apply=lambda rows, text: rows.filter(person__in=matching(Person.objects.all(), text)),
        ),
        ChoiceFilter("within", _("When"), choices=_limits, apply=_ending),
        ChoiceFilter("kind", _("Which title"), choices=TitleKind.choices, field="kind"),
        AdviserFilter("adviser", _("Adviser"), choices=_advisers),
        ChoiceFilter(
            "office",
            _("Office"),
            choices=_offices,
            apply=lambda rows, office: rows.filter(
                person__party__followings__office_id=office, person__party__followings__ends_on=None
            ).distinct(),
        ),
    ]
    default_sort = "ends"
    export_name = "titles-to-renew"
    caption = _("Titles and papers to renew")
    empty = Empty(
        title=_("Nothing ends soon"),
        text=_("The papers and residence statuses of the people you follow are all valid for a while."),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page, with who advises each; their people are in the journal before the page leaves."""
        with_advisers(self.page.records)
        rows = [self.row(record) for record in self.page.records]
        _read_titles(self.request, rows, "people.renewals")
        return rows

    def records(self) -> Iterator[Renewal]:
        """Every filtered row, with who advises each, in portions."""
        portion: list[Renewal] = []
        for record in super().records():
            portion.append(record)
            if len(portion) == 500:
                yield from with_advisers(portion)
                portion = []
        yield from with_advisers(portion)


def _weeks(request: HttpRequest) -> Iterable[tuple[str, Any]]:
    weeks = RenewalNotice.objects.of(actor_of(request)).order_by("-week").values_list("week", flat=True)
    return [(week.isoformat(), words.day(week)) for week in weeks.distinct()[:26]]


def _mark_seen(request: HttpRequest, notice: RenewalNotice) -> str:
    mark_seen(by=actor_of(request), notice=notice)
    return gettext("Seen")


def _told(row: RenewalNotice) -> tuple[str, str]:
    return tone_of(row.days_left), left_words(row.days_left)


class NoticesTable(Table[RenewalNotice]):
    """The lines of one's own weekly lists, as they were told."""

    columns = [
        Column("person", _("Person"), value=_person_of, href=lambda row: row.person.get_absolute_url()),
        Column(
            "week", _("Week of"), value=lambda row: row.week, kind="date", sort=("week", "-ends_on", "-pk")
        ),
        Column("kind", _("Which title"), value=lambda row: row.get_kind_display()),
        Column("ends", _("Valid until"), value=lambda row: row.ends_on, kind="date", sort=("ends_on", "pk")),
        Column("left", _("When told"), value=_told, kind="status"),
        Column(
            "phone",
            _("Phone"),
            value=lambda row: _isolated(row.person.phone),
            export=lambda r: r.person.phone,
        ),
        Column("seen", _("Marked as seen on"), value=lambda row: row.seen_at, kind="datetime"),
    ]
    filters = [
        ChoiceFilter("week", _("Week of"), choices=_weeks, field="week"),
        BooleanFilter("seen", _("Seen"), apply=lambda rows, seen: rows.filter(seen_at__isnull=not seen)),
    ]
    bulk = [BulkAction("seen", _("I have seen these"), do=_mark_seen)]
    default_sort = "-week"
    caption = _("My weekly list")
    empty = Empty(
        title=_("No list yet"),
        text=_("Every Monday, the titles of the people you advise that will soon end stand here."),
        action=(_("Titles and papers to renew"), "people:renewals"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; their people are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        _read_titles(self.request, rows, "people.read_weekly_list")
        return rows
