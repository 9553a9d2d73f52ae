"""The screens of appointments: who is refused first, then the desk's and the adviser's way."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.appointments import actions
from wasl.spine.appointments.models import Absence, Appointment, OfficeTimetable
from wasl.spine.appointments.tests.factories import a_moment, a_working_day, an_adviser, an_appointment
from wasl.spine.cases import actions as cases
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db


def typed(**known: Any) -> dict[str, Any]:
    """What a form of booking is sent with."""
    day = a_working_day().strftime("%d/%m/%Y")
    usual = {"day": day, "time": "10:30", "minutes": "30", "mode": "office", "submission": "b1"}
    return {**usual, **known}


@pytest.mark.parametrize("role", [Role.FINANCE, Role.DONOR, Role.REVIEWER, Role.ADMINISTRATOR])
def test_who_neither_receives_nor_follows_sees_no_appointment(client: Client, role: str) -> None:
    office = an_office()
    row = an_appointment(office)
    signed_in(client, role, office)
    for name in ("list", "calendar", "presence", "book"):
        assert client.get(reverse(f"appointments:{name}")).status_code == 403, name
    for name in ("appointment", "slip", "move", "cancel"):
        assert client.get(reverse(f"appointments:{name}", args=[row.pk])).status_code == 403, name


def test_who_reads_does_not_act(client: Client) -> None:
    office = an_office()
    row = an_appointment(office)
    signed_in(client, Role.MONITORING, office)
    page = client.get(row.get_absolute_url()).content.decode()
    for name in ("move", "cancel"):
        address = reverse(f"appointments:{name}", args=[row.pk])
        assert address not in page
        assert client.get(address).status_code == 403


def test_a_case_that_is_closed_takes_no_act_and_says_why(client: Client) -> None:
    office = an_office()
    case = a_case(office)
    past = clock.now() - timedelta(days=1)
    row = actions.take_over(by=SYSTEM, case=case, starts_at=past, status="no_show")
    cases.close_case(by=SYSTEM, case=case, reason="completed")
    signed_in(client, Role.RECEPTION, office)
    addresses = [reverse(f"appointments:{name}", args=[row.pk]) for name in ("move", "cancel")]
    for address in [*addresses, reverse("appointments:book_case", args=[case.pk])]:
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert clock.today().strftime("%d/%m/%Y") in answer.content.decode()
    assert client.post(reverse("appointments:settle", args=[row.pk, "done"])).status_code == 403


def test_an_appointment_leads_to_its_case_or_to_its_person_as_the_reader_may_open_them(
    client: Client,
) -> None:
    office = an_office()
    row = actions.take_over(
        by=SYSTEM, case=a_case(office), starts_at=clock.now() - timedelta(days=1), status="no_show"
    )
    assert row.case
    signed_in(client, Role.ADVISER, office)
    assert f'href="{row.case.get_absolute_url()}"' in client.get(row.get_absolute_url()).content.decode()
    client.logout()
    signed_in(client, Role.RECEPTION, office)
    page = client.get(row.get_absolute_url()).content.decode()
    assert row.case.get_absolute_url() not in page
    assert f'href="{row.party.get_absolute_url()}"' in page


def test_the_desk_books_moves_and_settles_without_opening_a_case(client: Client) -> None:
    office = an_office()
    case = a_case(office, a_person(office).party)
    user = an_adviser(office, "Karim d'ici")
    signed_in(client, Role.RECEPTION, office)
    person = case.party.get_absolute_url()
    book = f"{reverse('appointments:book')}?person={case.party_id}"
    assert book in client.get(person).content.decode()
    sent = client.post(book, typed(user=user.pk, case=case.pk))
    assert sent["Location"] == person
    row = Appointment.objects.get()
    assert (row.case, row.user) == (case, user)
    move = reverse("appointments:move", args=[row.pk])
    assert move in client.get(person).content.decode()
    again = typed(time="15:00", user=user.pk, reason="person", version="1", submission="m1")
    assert client.post(move, again)["Location"] == row.get_absolute_url()
    assert "Karim d" in client.get(row.get_absolute_url()).content.decode()
    cancel = reverse("appointments:cancel", args=[row.pk])
    client.post(cancel, {"reason": "person", "submission": "c1"})
    row.refresh_from_db()
    assert (row.status, row.reason, row.version) == ("cancelled", "person", 2)


def test_who_did_not_come_is_offered_another_appointment(client: Client) -> None:
    office = an_office()
    party = a_person(office).party
    actions.take_over(
        by=SYSTEM, party=party, office=office, starts_at=clock.now() - timedelta(days=1), status="no_show"
    )
    signed_in(client, Role.RECEPTION, office)
    words = "rien n’a été pris depuis"
    assert words in client.get(party.get_absolute_url()).content.decode()
    an_appointment(office, party)
    assert words not in client.get(party.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("known", "field"),
    [({"day": "01/01/2020"}, "day"), ({"time": "10:00"}, "time"), ({"time": "03:00"}, "time")],
)
def test_what_is_wrong_with_an_appointment_stands_beside_its_day_or_its_time(
    client: Client, known: dict[str, str], field: str
) -> None:
    office = an_office()
    hours = {day: [(time(8), time(18))] for day in range(7)}
    actions.set_timetable(by=SYSTEM, office=office, name="Usual", starts_on=clock.today(), hours=hours)
    an_appointment(office, starts_at=a_moment())
    party = a_person(office).party
    signed_in(client, Role.RECEPTION, office)
    answer = client.post(f"{reverse('appointments:book')}?person={party.pk}", typed(**known))
    assert list(answer.context["form"].errors) == [field]


def test_a_free_slot_of_the_calendar_leads_to_its_booking_and_a_taken_one_does_not(client: Client) -> None:
    office = an_office()
    user = an_adviser(office)
    row = an_appointment(office, starts_at=a_moment(), user=user, minutes=60)
    signed_in(client, Role.RECEPTION, office)
    day = a_working_day().strftime("%Y-%m-%d")
    page = client.get(reverse("appointments:calendar") + f"?jour={day}&avec={user.pk}").content.decode()
    assert row.party.label in page
    links = [f"jour={day}&amp;heure={hour}" for hour in ("09:30", "10:00", "10:30", "11:00")]
    assert [link in page for link in links] == [True, False, False, True]


def test_the_calendar_of_a_colleague_shows_an_hour_as_taken_where_the_reader_may_not_know_by_whom(
    client: Client,
) -> None:
    office = an_office()
    other = an_office(office.organisation)
    user = an_adviser(office)
    an_appointment(office, starts_at=a_moment(), user=user)
    Appointment.objects.update(office=other)
    signed_in(client, Role.RECEPTION, office)
    day = a_working_day().strftime("%Y-%m-%d")
    page = client.get(reverse("appointments:calendar") + f"?jour={day}&avec={user.pk}").content.decode()
    assert "Diallo" not in page
    assert f"jour={day}&amp;heure=10:00" not in page


@pytest.mark.parametrize("name", ["list", "calendar", "presence"])
def test_pages_ask_the_database_as_often_for_thirty_as_for_one(client: Client, name: str) -> None:
    office = an_office()
    signed_in(client, Role.ADVISER, office)
    address = reverse(f"appointments:{name}") + f"?jour={a_working_day():%Y-%m-%d}"
    week = {day: [(time(6), time(22))] for day in range(7)}
    actions.set_timetable(
        by=SYSTEM, office=office, name="Usual", starts_on=clock.today(), hours=week, places=20
    )

    def one_more(number: int) -> None:
        an_appointment(office, starts_at=a_moment(hour=8 + number % 12))

    one_more(0)
    client.get(address)
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    for number in range(29):
        one_more(number)
    with CaptureQueriesContext(connection) as second:
        client.get(address)
    assert len(first) == len(second)


def test_a_slip_says_when_and_where_and_not_why(client: Client) -> None:
    office = an_office()
    row = an_appointment(office, subject="Suivi médical")
    signed_in(client, Role.RECEPTION, office)
    page = client.get(reverse("appointments:slip", args=[row.pk])).content.decode()
    assert "médical" not in page
    assert "Diallo" not in page
    assert office.name in page


def test_who_manages_sets_the_hours_of_the_week_and_an_adviser_their_own_absence(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.COORDINATOR, office)
    address = reverse("appointments:timetable_add", args=[office.pk])
    form = client.get(address).context["form"]
    sent = {name: value for name, value in form.initial.items() if name.startswith("day")}
    sent |= {"name": "Horaires", "starts_on": "01/01/2026", "places": "1", "submission": "t1"}
    half = client.post(address, {**sent, "day0_1_to": ""})
    assert list(half.context["form"].errors) == ["day0_1_to"]
    assert client.post(address, {**sent, "submission": "t2"}).status_code == 303
    assert OfficeTimetable.objects.get().hours.count() == 10
    assert "Horaires" in client.get(reverse("appointments:office", args=[office.pk])).content.decode()
    by = signed_in(client, Role.ADVISER, office)
    away = a_working_day().strftime("%d/%m/%Y")
    absences = reverse("appointments:absences")
    client.post(absences, {"user": by.id, "starts_on": away, "submission": "a1"})
    row = Absence.objects.get()
    assert (row.user_id, row.starts_on, row.ends_on) == (by.id, a_working_day(), a_working_day())
    client.post(reverse("appointments:absence_remove", args=[row.pk]))
    assert not Absence.objects.exists()
