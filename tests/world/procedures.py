"""A procedure for each place: guides belong to nobody, everyone who works here reads them all."""

from __future__ import annotations

from tests.world.places import World
from wasl.base.procedures.enums import Topic
from wasl.base.procedures.models import Procedure


def build(world: World) -> None:
    for position, place in enumerate(world):
        row = Procedure.objects.create(
            code=f"guide-{position}", topic=Topic.WORK, title_fr=place.label("procedure"), position=position
        )
        world.add("procedure", place, code=row.code)
