"""In each place: a piece of work that somebody else asked for."""

from __future__ import annotations

from tests.world.places import World
from wasl.kernel.background.models import Run


def build(world: World) -> None:
    for number, place in enumerate(world):
        run = Run.objects.create(name="world.run", label=place.label("run"), created_by_id=9100 + number)
        world.add("run", place, pk=run.pk)
