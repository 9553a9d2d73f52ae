"""In each place: a business with its follow-ups."""

from __future__ import annotations

from tests.world.people import person
from tests.world.places import World
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.outcomes.ventures.actions import create_venture


def build(world: World) -> None:
    for place in world:
        founder = person(place, "founder")
        venture = create_venture(
            by=SYSTEM,
            party=founder.party,
            name=place.label("venture"),
            legal_form="auto_entrepreneur",
            office=place.office,
            on=clock.today(),
            programme=place.programme,
        )
        world.add("venture", place, pk=venture.pk)
        first = venture.follow_ups.order_by("months")[0]
        world.add("follow_up", place, place.label("venture"), pk=first.pk)
