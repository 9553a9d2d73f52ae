"""An entry of the journal in each place."""

from __future__ import annotations

from tests.world.places import World
from wasl.base.audit.actions import record
from wasl.kernel.actors import Actor


def build(world: World) -> None:
    for number, place in enumerate(world):
        by = Actor(id=900 + number, label=place.label("entry"))
        record(by=by, verb="world.act", organisation=place.organisation.pk)
        world.add("entry", place)
