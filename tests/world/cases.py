"""In each place: a case with a step, a note and an appointment; the visitors work on the first place's case alone."""

from __future__ import annotations

from datetime import timedelta

from tests.world.people import person
from tests.world.places import OWN, World
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.cases import actions


def build(world: World) -> None:
    for place in world:
        party = person(place, "client").party
        label = place.label("client")
        case = actions.open_case(
            by=SYSTEM, party=party, guichet=place.guichet, office=place.office, programme=place.programme
        )
        world.add("case", place, label, pk=case.pk)
        world.add("party", place, label, query=str(party.pk))
        if place.name == OWN:
            for role, part in ((Role.ADVISER, "adviser"), (Role.MENTOR, "mentor"), (Role.TRAINER, "coach")):
                actions.assign(by=SYSTEM, case=case, user=world.visitors[role], role=part)
        step = actions.add_plan_item(by=SYSTEM, case=case, title=place.label("step"), due_on=clock.today())
        world.add("step", place, pk=step.pk)
        actions.write_note(by=SYSTEM, case=case, compartment="general", text=place.label("note"))
        world.add("note", place, pk=case.pk)
        meeting = actions.book_appointment(
            by=SYSTEM, case=case, starts_at=clock.now() + timedelta(days=1), minutes=30, mode="office"
        )
        world.add("appointment", place, label, pk=meeting.pk, passage="cancel")
