"""In each place: an appointment of the client's case, one of today without a case; hours, a closure, an absence.

In the first place also one of a case that is closed, and one of a case handed over: nobody there acts on them.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.world.accounts import role, user
from tests.world.people import person
from tests.world.places import OWN, Place, World
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.appointments import actions
from wasl.spine.appointments.rules import USUAL
from wasl.spine.appointments.tests.factories import a_moment
from wasl.spine.cases.models import Case


def build(world: World) -> None:
    for number, place in enumerate(world):
        case = Case.objects.get(pk=world.pk("case", place))
        meeting = actions.book_appointment(by=SYSTEM, case=case, starts_at=a_moment(hour=9 + number))
        label = place.label("client")
        world.add("appointment", place, label, pk=meeting.pk)
        world.add("appointment_passage", place, label, pk=meeting.pk, passage="done")
        _today(world, place)
        _hours(world, place, number)
    for kind in ("case_closed", "case_handed"):
        _of_case(world, world.places[OWN], kind)


def _today(world: World, place: Place) -> None:
    came = actions.take_over(
        by=SYSTEM,
        party=person(place, "expected").party,
        office=place.office,
        programme=place.programme,
        starts_at=clock.now() - timedelta(seconds=1),
        status="done",
    )
    world.add("appointment_today", place, place.label("expected"), pk=came.pk)


def _hours(world: World, place: Place, number: int) -> None:
    table = actions.set_timetable(
        by=SYSTEM,
        office=place.office,
        name=place.label("timetable"),
        starts_on=date(2020, 1, 1 + number),
        ends_on=date(2020, 2, 1),
        hours={0: USUAL},
    )
    world.add("timetable", place, pk=table.pk)
    away = clock.today() + timedelta(days=300)
    closure = actions.close_office(
        by=SYSTEM, office=place.office, starts_on=away, ends_on=away, reason=place.label("closure")
    )
    world.add("closure", place, pk=closure.pk)
    someone = user(place, "absence")
    role(place, someone, Role.ADVISER)
    absence = actions.note_absence(
        by=SYSTEM, user=someone, organisation=place.organisation, starts_on=away, ends_on=away
    )
    world.add("absence", place, pk=absence.pk)


def _of_case(world: World, place: Place, kind: str) -> None:
    case = Case.objects.get(pk=world.pk(kind, place))
    past = clock.now() - timedelta(days=1)
    row = actions.take_over(by=SYSTEM, case=case, starts_at=past, status="no_show")
    name = kind.replace("case", "appointment")
    world.add(name, place, pk=row.pk)
    world.add(f"{name}_passage", place, pk=row.pk, passage="done")
