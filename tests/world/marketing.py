"""In each place: a piece of marketing work; in the first also in the case that was closed and the one handed over."""

from __future__ import annotations

from tests.world.people import person
from tests.world.places import OWN, World
from wasl.kernel.actors import SYSTEM
from wasl.services.marketing import actions
from wasl.spine.cases.actions import open_case


def build(world: World) -> None:
    for place in world:
        client = person(place, "shopkeeper")
        case = open_case(
            by=SYSTEM,
            party=client.party,
            guichet=place.guichet,
            office=place.office,
            programme=place.programme,
        )
        world.add("marketing_case", place, place.label("shopkeeper"), case=case.pk)
        row = actions.ask(by=SYSTEM, case=case, kind="menu", title=place.label("menu"))
        world.add("deliverable", place, place.label("menu"), pk=row.pk)
        world.add("deliverable_step", place, place.label("menu"), pk=row.pk, passage="deliver")
    for kind in ("case_closed", "case_handed"):
        gone = world.records[kind][OWN].kwargs["pk"]
        world.add(f"marketing_{kind}", world.places[OWN], case=gone)
