"""In each place: two persons who may be one."""

from __future__ import annotations

from tests.world.people import person
from tests.world.places import World
from wasl.kernel.actors import SYSTEM
from wasl.spine.matching import actions


def build(world: World) -> None:
    for place in world:
        one, other = person(place, "pair"), person(place, "pair_other")
        pair = actions.reopen(by=SYSTEM, first=one.pk, second=other.pk)
        world.add("pair", place, pk=pair.pk)
