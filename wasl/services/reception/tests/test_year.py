"""The year's page: people and visits apart, and every number equal to the list it opens."""

from __future__ import annotations

import io
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import openpyxl
import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.support.signed_in import signed_in
from wasl.base.audit.models import Entry
from wasl.base.network.models import Guichet, Office
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.tables import Table
from wasl.services.reception import actions, queries, yearly
from wasl.services.reception.books import people_table_for
from wasl.services.reception.enums import Reason
from wasl.services.reception.models import Visit
from wasl.services.reception.queries import year as years
from wasl.services.reception.rules.year import AGES, age_bounds, band_reached
from wasl.services.reception.tables import table_for
from wasl.spine.people.models import CountedAs
from wasl.spine.people.tests.factories import a_person, an_actor, an_office, an_organisation

YEAR = 2025
pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ one world after another


def a_guichet(office: Office, position: int) -> Guichet:
    return Guichet.objects.create(
        organisation=office.organisation, code=f"g{position}", kind="marketing_law", name_fr=f"G{position}",
        position=position,
    )  # fmt: skip


people_drawn = st.tuples(
    st.sampled_from("fmu"),
    st.sampled_from([None, "MA", "SN", "CM", "FR"]),
    st.sampled_from([None, date(2008, 1, 1), date(2007, 12, 31), date(1999, 6, 2), date(1965, 1, 1), date(2024, 5, 5)]),
)  # fmt: skip
visits_drawn = st.fixed_dictionaries(
    {
        "person": st.one_of(st.none(), st.integers(0, 4)),
        "office": st.integers(0, 2),
        "guichet": st.one_of(st.none(), st.integers(0, 1)),
        "reasons": st.lists(st.sampled_from(Reason.values), max_size=3),
        "day": st.dates(date(YEAR - 1, 12, 25), date(2026, 1, 10)),
        "sex": st.sampled_from("fmu"),
        "band": st.sampled_from(AGES),
        "group": st.sampled_from(["", "MA", "SSA", "EUROPE"]),
        "status": st.sampled_from(["served", "served", "left", "withdrawn"]),
    }
)
worlds = st.tuples(
    st.lists(people_drawn, min_size=5, max_size=5),
    st.lists(visits_drawn, max_size=14),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=2),
)


class World:
    """Two offices of one house and one of another; people, some counted as one; visits drawn at random."""

    def __init__(self, drawn: Any) -> None:
        house = an_organisation()
        self.offices = [an_office(house), an_office(house), an_office()]
        self.guichets = [a_guichet(self.offices[0], n) for n in range(2)]
        known, visits, joined = drawn
        self.people = [
            a_person(
                self.offices[0],
                f"Arbre {n}",
                sex=sex,
                nationality=country,
                birth_date=birth,
                on=date(2024, 6, 1),
            )
            for n, (sex, country, birth) in enumerate(known)
        ]
        for one, other in joined:
            self.join(one, other)
        Visit.objects.bulk_create(self.visit(one) for one in visits)
        self.reader = an_actor(Role.MONITORING, self.offices[0])

    def join(self, one: int, other: int) -> None:
        """The record `other` is counted as `one` from now on, as a link writes it."""
        key, into = self.people[other].party.key, self.people[one].party.key
        taken: set[UUID] = {line.key for line in CountedAs.objects.all()}
        targets = set(CountedAs.objects.values_list("counted_as", flat=True))
        if key != into and key not in taken | targets and into not in taken:
            CountedAs.objects.create(key=key, counted_as=into)

    def visit(self, drawn: dict[str, Any]) -> Visit:
        office = self.offices[drawn["office"]]
        person = None if drawn["person"] is None else self.people[drawn["person"]]
        seen = {} if person else {
            "sex": drawn["sex"], "age_band": drawn["band"], "nationality_group": drawn["group"],
        }  # fmt: skip
        guichet = (
            None if drawn["guichet"] is None or drawn["office"] == 2 else self.guichets[drawn["guichet"]]
        )
        visit = Visit(
            organisation_id=office.organisation_id, office=office, guichet=guichet, person=person, day=drawn["day"],
            arrived_at=f"{drawn['day']}T12:00:00Z", status=drawn["status"], origin="live", **seen,
            withdrawn_reason="typed twice" if drawn["status"] == "withdrawn" else "",
        )  # fmt: skip
        visit.reasons = drawn["reasons"]
        return visit


def rows_behind(address: str, actor: Actor) -> int:
    """How many rows the list at this address holds for this actor: by the very table of its page."""
    parts = urlsplit(address)
    request = RequestFactory().get(address)
    request.actor = actor  # type: ignore[attr-defined]
    visits = Visit.objects.visible_to(actor)
    made = table_for(request) if parts.path == reverse("reception:visits") else people_table_for(request)
    table: Table[Any] = made(request, visits)
    assert not [word for word in table.words if word.unread], address
    return table.count


def check_page(actor: Actor, office: int | None) -> None:
    figures = years.year_figures(Visit.objects.visible_to(actor), YEAR, office)
    links = yearly.Links(YEAR, office)
    assert rows_behind(links.visits(), actor) == figures.visits
    assert rows_behind(links.visits(known="yes"), actor) == figures.known
    assert rows_behind(links.visits(known="no"), actor) == figures.anonymous
    assert rows_behind(links.people(), actor) == figures.people
    for part in yearly.parts_of(figures, links):
        for line in part.lines:
            assert rows_behind(line.visits_url, actor) == line.visits, line
            assert rows_behind(line.people_url, actor) == line.people, line
        visits = sum(line.visits for line in part.lines)
        people = sum(line.people for line in part.lines)
        assert visits == figures.visits if part.code != "reason" else visits >= figures.visits, part.code
        assert people == figures.people if part.code in years.OF_THE_PERSON else people >= figures.people


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=worlds)
def test_every_number_of_the_page_is_the_length_of_the_list_it_opens(drawn: Any) -> None:
    with transaction.atomic():
        world = World(drawn)
        both = Actor(2, "both", (*world.reader.grants, *an_actor(Role.MONITORING, world.offices[1]).grants))
        check_page(both, None)
        check_page(both, world.offices[0].pk)
        transaction.set_rollback(True)


# ------------------------------------------------------------------ what is counted


def test_people_are_counted_once_however_often_they_came_and_anonymous_visits_never() -> None:
    office = an_office()
    person = a_person(office, sex="f", nationality="SN", birth_date=date(1999, 12, 31))
    for reasons in (["training", "papers"], ["papers"]):
        actions.record_visit(by=SYSTEM, office=office, person=person, at=date(YEAR, 3, 1), reasons=reasons)
    actions.record_visit(by=SYSTEM, office=office, anonymous={"sex": "m"}, at=date(YEAR, 3, 1))
    actions.record_visit(by=SYSTEM, office=office, person=person, at=date(YEAR + 1, 1, 1))
    figures = years.year_figures(Visit.objects.all(), YEAR)
    assert (figures.visits, figures.known, figures.people, figures.anonymous) == (3, 2, 1, 1)
    assert figures.lines["reason"]["papers"] == years.YearLine("papers", 2, 1)
    assert figures.lines["reason"]["training"] == years.YearLine("training", 1, 1)
    assert figures.lines["sex"]["m"] == years.YearLine("m", 1, 0)
    assert figures.lines["age"]["26_35"] == years.YearLine("26_35", 2, 1), "the age reached in the year"


@pytest.mark.parametrize("age", range(-1, 80))
def test_the_band_of_an_age_is_the_one_whose_bounds_hold_it(age: int) -> None:
    found = [
        band
        for band in AGES
        if (bounds := age_bounds(band)) and (bounds[0] or 0) <= age <= (bounds[1] or 200)
    ]
    assert (found or ["unknown"]) == [band_reached(2000, 2000 + age)]


# ------------------------------------------------------------------ the page


@pytest.fixture
def office() -> Office:
    return an_office()


def read(office: Office, role: str = Role.MONITORING) -> Client:
    return signed_in(role, office.organisation, offices=[office], language="en")


@pytest.mark.parametrize("role", [Role.FINANCE, Role.DONOR, Role.PARTNER, Role.TRAINER])
def test_a_role_that_does_not_read_visits_is_refused_the_year(office: Office, role: str) -> None:
    client = read(office, role)
    for name in ("year", "year_people"):
        assert client.get(reverse(f"reception:{name}")).status_code == 403


def test_the_page_counts_the_offices_that_one_reads_and_no_other(office: Office) -> None:
    for place in (office, an_office(office.organisation), an_office()):
        actions.record_visit(by=SYSTEM, office=place, person=a_person(place), at=date(YEAR, 3, 1))
    page = read(office).get(reverse("reception:year"), {"year": YEAR})
    assert (page.context["figures"].visits, page.context["figures"].people) == (1, 1)


def test_the_numbers_lead_to_lists_that_open_with_as_many_lines(office: Office) -> None:
    person = a_person(office, "Baobab", "Awa", sex="f")
    for day in (3, 4):
        actions.record_visit(
            by=SYSTEM, office=office, person=person, at=date(YEAR, 3, day), reasons=["papers"]
        )
    client = read(office)
    parts = client.get(reverse("reception:year"), {"year": YEAR}).context["parts"]
    line = next(line for part in parts if part.code == "reason" for line in part.lines if line.visits)
    assert client.get(line.visits_url).context["table"].count == line.visits == 2
    people = client.get(line.people_url)
    assert people.context["table"].count == line.people == 1
    assert "Awa" in people.content.decode()
    assert Entry.objects.filter(verb="reception.people_of_year").exists()


def test_the_workbook_holds_the_numbers_of_the_page_and_leaves_for_those_who_may(office: Office) -> None:
    actions.record_visit(by=SYSTEM, office=office, person=a_person(office, sex="f"), at=date(YEAR, 3, 1))
    client, address = read(office), reverse("reception:year")
    page = client.get(address, {"year": YEAR}).context
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(address, {"year": str(YEAR), "export": "xlsx"}).content)
    )
    assert book.active is not None
    lines = [tuple(row) for row in list(book.active.values)[4:]]
    shown = [(str(p.title), str(n.label), n.visits, n.people) for p in page["parts"] for n in p.lines]
    assert lines == shown
    assert Entry.objects.get(verb="reception.export_year").reason == str(YEAR)
    assert read(office, Role.RECEPTION).get(address, {"export": "xlsx"}).status_code == 403


def test_an_address_that_makes_no_sense_shows_this_year(office: Office) -> None:
    for query in ("?year=²²²²", "?year=9999", "?year=0001&office=x", "?office=999999999"):
        assert read(office).get(reverse("reception:year") + query).status_code == 200


@pytest.mark.parametrize("name", ["year", "year_people"])
def test_the_year_asks_the_database_as_often_for_one_visit_as_for_thirty(
    office: Office, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = read(office)
    for number in range(30):
        country = ["MA", "SN", "CM"][number % 3]
        person = a_person(office, f"Arbre {number}", nationality=country)
        actions.record_visit(by=SYSTEM, office=office, person=person, at=date(YEAR, 1 + number % 12, 1))
    address = reverse(f"reception:{name}") + f"?year={YEAR}"
    client.get(address)
    with django_assert_max_num_queries(22):
        client.get(address)


def test_the_figures_of_a_day_keep_visits_and_people_apart_as_the_year_does(office: Office) -> None:
    person = a_person(office)
    for _ in range(2):
        actions.record_visit(by=SYSTEM, office=office, person=person, at=date(YEAR, 3, 1))
    actions.record_visit(by=SYSTEM, office=office, at=date(YEAR, 3, 1))
    day = queries.day_summary([office.pk], date(YEAR, 3, 1))
    year = years.year_figures(Visit.objects.all(), YEAR)
    assert (day.visits, day.people, day.anonymous) == (year.visits, year.people, year.anonymous) == (3, 1, 1)
