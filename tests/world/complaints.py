"""In each place: an ordinary complaint and a sensitive one, known by the references drawn for them."""

from __future__ import annotations

from tests.world.places import World
from wasl.kernel.actors import SYSTEM
from wasl.services.complaints import actions


def build(world: World) -> None:
    for place in world:
        for record, kind in (("complaint", "complaint"), ("secret_complaint", "abuse")):
            made, _code = actions.give(
                by=SYSTEM,
                organisation=place.organisation,
                office=place.office,
                kind=kind,
                text=place.label(record),
                way="box",
            )
            world.add(record, place, made.reference, reference=made.reference)
