"""For each programme a figure; behind it, in each place, somebody who was advised."""

from __future__ import annotations

from datetime import timedelta

from tests.world.people import person
from tests.world.places import World
from wasl.kernel import clock
from wasl.measure.indicators.tests import factories as figures


def build(world: World) -> None:
    today = clock.today()
    for programme in {place.programme for place in world}:
        figures.a_definition(
            programme, period_start=today - timedelta(days=30), period_end=today + timedelta(days=30)
        )
    for place in world:
        counted = person(place, "counted")
        figures.an_act(place.programme, place.office, counted.party, on=today)
        world.add("counted", place)
        code = place.programme.code
        world.add("figure", place, place.programme.name_fr, code=code, indicator="advised")
