"""The desk in the twelve months that end today: about 3,000 distinct people, half of them Moroccan, in more visits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import holidays
from django.db import transaction
from django.utils import timezone

from wasl.base.network.models import Office
from wasl.config.demo.crew import Crew
from wasl.config.demo.names import Cast
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.services.reception import actions as reception
from wasl.services.reception.demo import a_waiting_room, books, received
from wasl.spine.appointments.actions import book_appointment
from wasl.spine.appointments.rules import holiday
from wasl.spine.cases import actions as cases
from wasl.spine.facts.actions import Anonymous
from wasl.spine.people import actions as people
from wasl.spine.people.demo import tell_record
from wasl.spine.people.enums import ConsentPurpose
from wasl.spine.people.models import Person

DISTINCT = 3000
RETURNS_PER_TEN = 6
REASONS = {
    "information": 26, "auto_entrepreneur": 20, "collective_business": 15, "employment": 14, "papers": 9,
    "training": 6, "marketing": 4, "labour_law": 3, "association": 3,
}  # fmt: skip
WAITED_FOR = ("information", "auto_entrepreneur", "collective_business", "employment", "papers")
ACTIVITIES = ("unknown", "none", "housewife", "craft")


def tell(crew: Crew, cast: Cast, today: date) -> None:
    """Each working day: new people, some who come back, one or two who stay anonymous; then today's queue."""
    days = list(_working_days(today - timedelta(days=364), today - timedelta(days=1)))
    known: list[Person] = []
    for index, day in enumerate(days):
        due = DISTINCT * (index + 1) // len(days) - len(known)
        with clock.moved_to(_at(day, 9)), transaction.atomic():
            known += [_newcomer(crew, cast, day, len(known) + i) for i in range(due)]
            _returns(crew, cast, known, day, due * RETURNS_PER_TEN // 10)
            _passer_by(crew, cast, day)
    _books(crew, known, days[-3:])
    _received(crew, known, days[-6:-3])
    _queue(crew, known)
    _expected(crew, known, today)
    _records(crew, known, today)


def _books(crew: Crew, known: list[Person], days: list[date]) -> None:
    """The last days in Rabat are closed; for one of them a sheet of paper is typed in."""
    office = crew.offices["rabat-ocean"]
    with transaction.atomic():
        books(
            by=crew.desk_of(office),
            coordinator=crew.actor("coordination"),
            office=office,
            days=days,
            known=[known[i] for i in (2, 3, 4)],
        )


def _records(crew: Crew, known: list[Person], today: date) -> None:
    """What is held on the last migrants received in Rabat; then the weekly lists of this week."""
    office = crew.offices["rabat-ocean"]
    latest = [known[i] for i in range(len(known) - 1, 0, -1) if i % 5 >= 2 and i % 2 == 0]
    with transaction.atomic():
        tell_record(by=crew.adviser_of(office), persons=latest[:12], on=today)
    people.write_weekly_lists(by=SYSTEM)


def _working_days(first: date, last: date) -> Iterator[date]:
    closed = holidays.country_holidays("MA", years=range(first.year, last.year + 1))
    day = first
    while day <= last:
        if day.weekday() < 5 and day not in closed:
            yield day
        day += timedelta(days=1)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _newcomer(crew: Crew, cast: Cast, day: date, number: int) -> Person:
    """Somebody new: registered, received, one in twelve then advised at a guichet. Every second is Moroccan."""
    office = crew.offices["tanger-mdj" if number % 5 < 2 else "rabat-ocean"]
    by = crew.desk_of(office)
    one = cast.person(nationality="MA" if number % 2 else None, year=day.year)
    person = people.create_person(
        by=by,
        office=office,
        family_name=one.family_name,
        given_names=one.given_names,
        sex=one.sex,
        birth_date=one.birth_date,
        birth_precision=one.birth_precision,
        nationality=one.nationality,
        phone=one.phone,
        consents=[ConsentPurpose.FILE],
        on=day,
    )
    _visit(crew, cast, person, office)
    if number % 12 == 0:
        _advise(crew, person, office, day)
    return person


def _visit(crew: Crew, cast: Cast, person: Person, office: Office) -> None:
    reason = cast.random.choices(list(REASONS), list(REASONS.values()))[0]
    reception.record_visit(
        by=crew.desk_of(office), office=office, person=person, reasons=[reason], status="served"
    )


def _advise(crew: Crew, person: Person, office: Office, day: date) -> None:
    by = crew.adviser_of(office)
    guichet = crew.guichet("auto_entrepreneur")
    case = cases.open_case(by=by, party=person.party, guichet=guichet, office=office, on=day)
    cases.record_service(by=by, case=case, kind="advice", minutes=30, purpose="business_creation", on=day)
    cases.add_plan_item(
        by=by, case=case, title="Préparer les pièces de l’inscription", due_on=day + timedelta(days=21)
    )


def _returns(crew: Crew, cast: Cast, known: list[Person], day: date, count: int) -> None:
    """Some of those already known come back to the office that follows them."""
    for _ in range(count):
        place = cast.random.randrange(len(known))
        office = crew.offices["tanger-mdj" if place % 5 < 2 else "rabat-ocean"]
        _visit(crew, cast, known[place], office)


def _passer_by(crew: Crew, cast: Cast, day: date) -> None:
    """Somebody who asks something and leaves no name."""
    office = crew.offices["rabat-ocean"]
    seen = Anonymous(
        sex=cast.random.choice("fm"),
        age_band=cast.random.choice(("18_25", "26_35", "36_59")),
        nationality_group=cast.random.choice(("MA", "SSA")),
    )
    reception.record_visit(
        by=crew.desk_of(office), office=office, anonymous=seen, reasons=["information"], status="served"
    )


def _received(crew: Crew, known: list[Person], days: list[date]) -> None:
    """How long visitors were received lately at the guichets of Rabat: from it the queue tells who waits how long."""
    for place, day in enumerate(days):
        people = known[3 + 25 * place :: 5][: len(WAITED_FOR)]
        with clock.moved_to(_at(day, 15)), transaction.atomic():
            office = crew.offices["rabat-ocean"]
            received(by=crew.desk_of(office), office=office, visitors=zip(people, WAITED_FOR, strict=True))


def _queue(crew: Crew, known: list[Person]) -> None:
    """The desk right now: who waits, is called, was received, has left or was a mistake; the screen has its link."""
    office = crew.offices["rabat-ocean"]
    with transaction.atomic():
        a_waiting_room(
            by=crew.desk_of(office),
            office=office,
            people=[known[i] for i in range(3, 53, 5)],
            reasons=WAITED_FOR,
        )


def _expected(crew: Crew, known: list[Person], today: date) -> None:
    """Who has an appointment today in Rabat, where today is a working day: two of them wait already."""
    if today.weekday() > 4 or holiday(today):
        return
    office = crew.offices["rabat-ocean"]
    with clock.moved_to(_at(today, 8)), transaction.atomic():
        for number, place in enumerate((8, 13, 63, 68)):
            book_appointment(
                by=crew.desk_of(office),
                party=known[place].party,
                office=office,
                starts_at=_at(today, 9 + number, 30),
                user=crew.users["conseil"] if number else None,
            )
