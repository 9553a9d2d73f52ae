"""In each place: a fact for its programme, recognised in the list by its quantity, on its page by who recorded it."""

from __future__ import annotations

from decimal import Decimal

from tests.world.places import World
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.facts.actions import record
from wasl.spine.people.models import Person


def build(world: World) -> None:
    for number, place in enumerate(world):
        someone = Person.objects.get(family_name=place.label("person"))
        fact = record(
            by=Actor(id=None, label=place.label("fact"), kind="system"),
            kind="advised",
            on=clock.today(),
            office=place.office,
            source=someone,
            party=someone.party,
            programme=place.programme,
            reason="information",
            quantity=Decimal("731.25") + number,
        )
        world.add("fact", place, pk=fact.pk)
        world.add("fact_line", place, f"{731 + number},25")
        world.add("fact_export", place, f"{731 + number}.25")
