"""In each place: a case with a coach's session and a diagnostic, a profile, an event with somebody on its list.

In the first place the adviser, the mentor and the trainer work on the case; two events are there, one of them held.
"""

from __future__ import annotations

from datetime import timedelta

from tests.world.accounts import role, user
from tests.world.people import person
from tests.world.places import OWN, Place, World
from wasl.base.accounts.models import User
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.coaching import actions
from wasl.spine.cases.actions import assign, open_case


def build(world: World) -> None:
    for place in world:
        coach = user(place, "coach")
        role(place, coach, Role.MENTOR)
        _session(world, place, coach)
        profile = actions.write_profile(
            by=SYSTEM, user=coach, organisation=place.organisation, kind="mentor", about=place.label("about")
        )
        world.add("coach", place, place.label("coach"), pk=profile.pk)
        case = world.records["coached_case"][place.name].kwargs["case"]
        world.add("coach_for_case", place, case=case, pk=profile.pk)
        _events(world, place)
    for kind in ("case_closed", "case_handed"):
        gone = world.records[kind][OWN].kwargs["pk"]
        world.add(f"coaching_{kind}", world.places[OWN], case=gone)


def _session(world: World, place: Place, coach: User) -> None:
    party = person(place, "coached").party
    case = open_case(
        by=SYSTEM, party=party, guichet=place.guichet, office=place.office, programme=place.programme
    )
    assign(by=SYSTEM, case=case, user=coach, role="mentor")
    if place.name == OWN:
        for name, part in ((Role.ADVISER, "adviser"), (Role.MENTOR, "mentor"), (Role.TRAINER, "coach")):
            assign(by=SYSTEM, case=case, user=world.visitors[name], role=part)
    world.add("coached_case", place, place.label("coached"), case=case.pk)
    session = actions.record_session(
        by=SYSTEM, case=case, minutes=60, coach=coach, decisions=place.label("decision")
    )
    world.add("session", place, place.label("coached"), pk=session.pk)
    world.add("session_decisions", place, place.label("decision"), pk=session.pk)
    taken = actions.diagnose(by=SYSTEM, case=case, levels={"idea": 1}, words=place.label("diagnosis"))
    world.add("diagnostic", place, pk=taken.pk)
    world.add("diagnosed_case", place, place.label("diagnosis"), case=case.pk)


def _events(world: World, place: Place) -> None:
    planned = actions.plan_event(
        by=SYSTEM, office=place.office, kind="meeting", title=place.label("event"), on=clock.today()
    )
    row = actions.enrol(by=SYSTEM, event=planned, person=person(place, "listed"))
    world.add("event", place, pk=planned.pk)
    world.add("listed", place, pk=row.pk)
    held = actions.plan_event(
        by=SYSTEM,
        office=place.office,
        kind="meeting",
        title=place.label("held_event"),
        on=clock.today() - timedelta(days=1),
    )
    came = actions.enrol(by=SYSTEM, event=held, person=person(place, "came"))
    actions.hold_event(by=SYSTEM, event=held, expected=held.version, came=[came.pk])
    world.add("came", place, pk=came.pk)
