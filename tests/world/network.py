"""Organisations, offices, programmes: the places themselves."""

from __future__ import annotations

from tests.world.places import World


def build(world: World) -> None:
    for place in world:
        world.add("organisation", place, place.organisation.name, pk=place.organisation.pk)
        world.add("office", place, place.office.name, pk=place.office.pk)
        world.add("programme", place, place.programme.name_fr, code=place.programme.code)
