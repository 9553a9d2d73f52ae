"""In each place: somebody who waits, somebody who was called, an anonymous visit, and a closed day."""

from __future__ import annotations

from datetime import date

from tests.world.people import person
from tests.world.places import World
from wasl.kernel.actors import SYSTEM
from wasl.services.reception import actions


def build(world: World) -> None:
    for number, place in enumerate(world, start=1):
        guest = person(place, "guest")
        waiting = actions.record_visit(by=SYSTEM, office=place.office, person=guest, guichet=place.guichet)
        world.add("visit", place, place.label("guest"), pk=waiting.pk)
        called = actions.record_visit(
            by=SYSTEM, office=place.office, person=person(place, "called"), guichet=place.guichet
        )
        actions.call_ticket(by=SYSTEM, visit=called)
        world.add("called", place, place.label("called"), pk=called.pk)
        seen = {"sex": "f", "age_band": "26_35", "nationality_group": "SSA", "activity": "unknown"}
        nobody = actions.record_visit(by=SYSTEM, office=place.office, anonymous=seen, guichet=place.guichet)
        world.add("anonymous_visit", place, "", query=str(guest.pk), pk=nobody.pk)
        day = date(2026, 2, number)  # one office may have several closed days
        closing = actions.close_day(by=SYSTEM, office=place.office, day=day, note=place.label("closing"))
        world.add("closing", place, pk=closing.pk)
