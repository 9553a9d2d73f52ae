"""Who has an appointment today: seen at the desk, welcomed from there, printed with the sheet of the day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.accounts.tests import factories
from wasl.base.audit.models import Entry
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.reception import actions, queries
from wasl.services.reception.models import Visit
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.tests.factories import a_moment, an_adviser, an_appointment
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office(factories.organisation("Hub"), "Rabat")


@pytest.fixture
def desk(office: Office) -> Client:
    return signed_in(Role.RECEPTION, office.organisation, offices=[office], language="en")


def today_at(hour: int, minute: int = 0) -> datetime:
    return clock.at_noon(clock.today()).replace(hour=hour, minute=minute)


def expected_today(person: Person, office: Office, hour: int = 10, **known: object) -> Appointment:
    """An appointment of today, whatever day of the week the tests run on."""
    row = an_appointment(office, person.party, starts_at=a_moment(hour=hour), **known)
    Appointment.objects.filter(pk=row.pk).update(starts_at=today_at(hour, row.pk % 60))
    return row


def page_of(client: Client, name: str = "desk", query: str = "") -> str:
    return str(client.get(reverse(f"reception:{name}") + query).content.decode())


def test_an_appointment_of_another_office_another_day_or_by_phone_is_not_expected_here(
    office: Office,
) -> None:
    desk = an_actor(Role.RECEPTION, office)
    elsewhere = factories.office(office.organisation, "Tanger")
    expected_today(a_person(elsewhere), elsewhere)
    an_appointment(office, a_person(office).party)
    expected_today(a_person(office), office, 11, mode="phone")
    assert queries.expected_on(desk, office, clock.today()) == []
    assert queries.expected_on(desk, elsewhere, clock.today()) == []


def test_a_cancelled_appointment_is_not_expected(office: Office) -> None:
    row = expected_today(a_person(office), office)
    Appointment.objects.filter(pk=row.pk).update(status="cancelled", reason="person")
    assert queries.expected_on(an_actor(Role.RECEPTION, office), office, clock.today()) == []


def test_the_desk_sees_who_is_expected_by_time_with_whom_and_not_what_for(
    office: Office, desk: Client
) -> None:
    adviser = an_adviser(office, "Imane Fictive")
    expected_today(a_person(office, "Cèdre", "Nour"), office, 15, user=adviser, subject="Divorce")
    expected_today(a_person(office, "Baobab", "Awa"), office, 9)
    page = page_of(desk)
    assert "2 appointments here today" in page
    assert page.index("Awa Baobab") < page.index("Nour Cèdre") < page.index("Imane Fictive")
    assert "with whoever is there" in page
    assert "Divorce" not in page


def test_whoever_is_welcomed_from_there_has_arrived_and_is_not_welcomed_twice_unawares(
    office: Office, desk: Client
) -> None:
    person = a_person(office, "Baobab", "Awa")
    expected_today(person, office)
    welcome = reverse("reception:welcome", args=[person.pk])
    assert f'href="{welcome}"' in page_of(desk)
    first = desk.get(welcome).content.decode()
    assert "Expected here today at" in first
    assert "already has a visit of today" not in first
    desk.post(welcome, {"office": str(office.pk), "reason": "papers"})
    visit = Visit.objects.get(person=person)
    page = page_of(desk)
    assert "Arrived at" in page
    assert f'href="{welcome}"' not in page
    again = desk.get(welcome).content.decode()
    assert "already has a visit of today" in again
    assert visit.get_absolute_url() in again


def test_a_withdrawn_visit_or_one_of_yesterday_is_no_arrival(office: Office, desk: Client) -> None:
    person = a_person(office, "Baobab", "Awa")
    expected_today(person, office)
    actions.record_visit(by=SYSTEM, office=office, person=person, at=clock.today() - timedelta(days=1))
    mistake = actions.record_visit(by=SYSTEM, office=office, person=person)
    actions.withdraw_visit(by=SYSTEM, visit=mistake, reason="mistake")
    assert "Arrived at" not in page_of(desk)


def test_the_other_desks_learn_of_an_arrival_when_the_queue_is_asked_again(
    office: Office, desk: Client
) -> None:
    person = a_person(office, "Baobab", "Awa")
    expected_today(person, office)
    actions.record_visit(by=SYSTEM, office=office, person=person)
    part = page_of(desk, "queue")
    assert 'id="desk-expected"' in part
    assert 'hx-swap-oob="true"' in part
    assert "Arrived at" in part


def test_whom_the_desk_saw_to_be_expected_stands_in_the_journal(office: Office, desk: Client) -> None:
    person = a_person(office, "Baobab", "Awa")
    expected_today(person, office)
    page_of(desk)
    entry = Entry.objects.get(verb="reception.read")
    assert (entry.kind, entry.objects_text.split()) == ("people.person", [str(person.pk)])


def test_the_sheet_of_a_day_bears_its_appointments_and_the_sheet_without_a_day_nobody(
    office: Office, desk: Client
) -> None:
    expected_today(a_person(office, "Baobab", "Awa"), office)
    today = f"{clock.today():%d/%m/%Y}"
    dated = page_of(desk, "sheet", f"?day={today}&language=fr")
    assert "Rendez-vous du jour" in dated
    assert "Awa Baobab" in dated
    assert "Awa Baobab" not in page_of(desk, "sheet")


@pytest.mark.parametrize(("name", "query"), [("desk", ""), ("queue", ""), ("sheet", "?day={today}")])
def test_pages_ask_the_database_as_often_for_one_appointment_as_for_thirty(
    office: Office, desk: Client, name: str, query: str
) -> None:
    asked = query.format(today=f"{clock.today():%d/%m/%Y}")

    def queries_asked() -> int:
        page_of(desk, name, asked)
        with CaptureQueriesContext(connection) as held:
            page_of(desk, name, asked)
        return len(held)

    people = [a_person(office, family_name=f"Arbre {number}") for number in range(30)]
    rows = [expected_today(people[0], office)]
    actions.record_visit(by=SYSTEM, office=office, person=people[0])
    one = queries_asked()
    model = rows[0]
    model.refresh_from_db()
    for number, person in enumerate(people[1:], start=1):
        Appointment.objects.create(
            party=person.party, office=office, organisation=office.organisation, programme=model.programme,
            starts_at=today_at(8 + number % 9, number), user=an_adviser(office),
        )  # fmt: skip
        if number % 2:
            actions.record_visit(by=SYSTEM, office=office, person=person)
    assert queries_asked() == one
    assert "30 appointments" in page_of(desk) or name == "sheet"
