"""Reminders: to whom, when, in which words, and once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from wasl.base.messaging.models import Message
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM
from wasl.spine.appointments import actions
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import at
from wasl.spine.appointments.tests.factories import an_adviser, an_appointment
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db

AGREED, START = date(2026, 11, 2), at(date(2026, 11, 9), time(10))
PHONE = "0661223344"


def an_hour_before(hours: int) -> datetime:
    return START - timedelta(hours=hours)


def reachable(office: Office, **known: Any) -> Person:
    """Somebody with a telephone who agreed to be called or written to."""
    person = a_person(office, on=AGREED, **{"phone": PHONE, **known})
    people.record_consent(by=SYSTEM, person=person, purpose="contact", on=AGREED)
    return person


@pytest.fixture
def office(moving_clock: Any) -> Office:
    return an_office(name="Bureau Zitoun", address="12, rue des Oliviers", phone="0537000000")


def booked(moving_clock: Any, office: Office, person: Person | None = None) -> Appointment:
    with moving_clock.moved_to(AGREED):
        someone = person or reachable(office)
        return an_appointment(office, someone.party, starts_at=START, subject="Suivi médical")


def test_a_reminder_is_put_once_the_day_before_without_saying_what_it_is_about(
    moving_clock: Any, office: Office
) -> None:
    booked(moving_clock, office)
    for hours, count in ((25, 0), (24, 1), (23, 1)):
        with moving_clock.moved_to(an_hour_before(hours)):
            actions.put_reminders()
        assert Message.objects.count() == count
    message = Message.objects.get()
    assert (message.channel, message.to, message.language) == ("sms", "+212661223344", "fr")
    assert "09/11/2026 10:00" in message.body
    assert "Bureau Zitoun, 12, rue des Oliviers" in message.body
    assert "0537000000" in message.body
    for word in ("médical", "Diallo", "Mamadou", "guichet"):
        assert word not in message.body


@pytest.mark.parametrize(
    ("language", "code", "word"),
    [("ara", "ar", "موعد"), ("eng", "en", "appointment"), ("wol", "fr", "rendez-vous")],
)
def test_a_reminder_is_written_in_the_language_of_the_person(
    moving_clock: Any, office: Office, language: str, code: str, word: str
) -> None:
    with moving_clock.moved_to(AGREED):
        person = reachable(office, language=language)
    booked(moving_clock, office, person)
    with moving_clock.moved_to(an_hour_before(20)):
        actions.put_reminders()
    message = Message.objects.get()
    assert message.language == code
    assert word in message.body


@pytest.mark.parametrize("case", ["no consent", "withdrawn", "no phone"])
def test_nobody_is_written_to_without_consent_or_telephone(
    moving_clock: Any, office: Office, case: str
) -> None:
    with moving_clock.moved_to(AGREED):
        if case == "no consent":
            person = a_person(office, phone=PHONE, on=AGREED)
        else:
            person = reachable(office, phone="" if case == "no phone" else PHONE)
    booked(moving_clock, office, person)
    with moving_clock.moved_to(an_hour_before(30)):
        if case == "withdrawn":
            people.withdraw_consent(by=SYSTEM, consent=person.consents.get(purpose="contact"))
    with moving_clock.moved_to(an_hour_before(20)):
        actions.put_reminders()
    assert not Message.objects.exists()


def test_an_e_mail_that_is_preferred_is_written_to(moving_clock: Any, office: Office) -> None:
    with moving_clock.moved_to(AGREED):
        person = reachable(office)
        people.record_contact(
            by=SYSTEM, person=person, kind="email", value="moussa@example.org", is_preferred=True
        )
    booked(moving_clock, office, person)
    with moving_clock.moved_to(an_hour_before(20)):
        actions.put_reminders()
    message = Message.objects.get()
    assert (message.channel, message.to) == ("email", "moussa@example.org")
    assert message.subject


def test_the_telephone_of_an_employer_is_not_written_to(moving_clock: Any, office: Office) -> None:
    with moving_clock.moved_to(AGREED):
        person = reachable(office, phone="")
        people.record_contact(by=SYSTEM, person=person, kind="phone", value=PHONE, owner="work")
    booked(moving_clock, office, person)
    with moving_clock.moved_to(an_hour_before(20)):
        actions.put_reminders()
    assert not Message.objects.exists()


def test_a_reminder_of_an_appointment_that_moves_is_taken_back_and_put_again(
    moving_clock: Any, office: Office
) -> None:
    row = booked(moving_clock, office)
    with moving_clock.moved_to(an_hour_before(20)):
        actions.put_reminders()
        actions.move_appointment(
            by=SYSTEM, appointment=row, starts_at=START + timedelta(hours=1), reason="person"
        )
        assert [one.status for one in Message.objects.all()] == ["cancelled"]
        actions.put_reminders()
        actions.move_appointment(by=SYSTEM, appointment=row, starts_at=START, reason="person")
        actions.put_reminders()
        actions.put_reminders()
    assert sorted(one.status for one in Message.objects.all()) == ["cancelled", "cancelled", "waiting"]
    assert "10:00" in Message.objects.get(status="waiting").body


def test_a_cancelled_appointment_is_not_recalled(moving_clock: Any, office: Office) -> None:
    row = booked(moving_clock, office)
    with moving_clock.moved_to(an_hour_before(20)):
        actions.put_reminders()
        actions.cancel_appointment(by=SYSTEM, appointment=row, reason="person")
        actions.put_reminders()
    assert [one.status for one in Message.objects.all()] == ["cancelled"]


def test_an_appointment_given_to_a_colleague_is_not_recalled_twice(moving_clock: Any, office: Office) -> None:
    with moving_clock.moved_to(AGREED):
        user, colleague = an_adviser(office), an_adviser(office)
        an_appointment(office, reachable(office).party, starts_at=START, user=user)
    with moving_clock.moved_to(an_hour_before(20)):
        actions.put_reminders()
        actions.hand_over(SYSTEM, office.organisation_id, user, colleague, AGREED)
        actions.put_reminders()
    assert Message.objects.get().status == "waiting"


def test_each_office_says_how_long_before_from_a_day_on(moving_clock: Any, office: Office) -> None:
    with moving_clock.moved_to(AGREED):
        actions.set_reminder(by=SYSTEM, office=office, starts_on=AGREED, hours_before=72)
    booked(moving_clock, office)
    with moving_clock.moved_to(an_hour_before(70)):
        actions.put_reminders()
        assert Message.objects.count() == 1
        actions.set_reminder(by=SYSTEM, office=office, starts_on=date(2026, 11, 6), hours_before=0)
        with moving_clock.moved_to(AGREED):
            an_appointment(office, reachable(office).party, starts_at=START + timedelta(hours=1))
    with moving_clock.moved_to(an_hour_before(20)):
        actions.put_reminders()
    assert Message.objects.count() == 1


def test_what_was_just_agreed_upon_is_not_recalled(moving_clock: Any, office: Office) -> None:
    with moving_clock.moved_to(an_hour_before(5)):
        an_appointment(office, reachable(office).party, starts_at=START)
        actions.put_reminders()
    assert not Message.objects.exists()
