"""A procedure and a value that waits for each place: the law belongs to nobody, everyone who works here reads it."""

from __future__ import annotations

from decimal import Decimal

from tests.world.places import World
from wasl.base.procedures.enums import Confidence, Origin, Topic, Unit
from wasl.base.procedures.models import Parameter, Procedure
from wasl.kernel import clock


def build(world: World) -> None:
    for position, place in enumerate(world):
        row = Procedure.objects.create(
            code=f"guide-{position}", topic=Topic.WORK, title_fr=place.label("procedure"), position=position
        )
        world.add("procedure", place, code=row.code)
        value = Parameter.objects.create(
            code=f"number-{position}",
            topic=Topic.WORK,
            unit=Unit.DAYS,
            label_fr=place.label("parameter"),
            value=Decimal(3),
            source="Essai",
            confidence=Confidence.UNCONFIRMED,
            claimed=Confidence.REPORTED,
            preferred=False,
            origin=Origin.HAND,
            recorded_at=clock.now(),
        )
        world.add("parameter", place, code=value.code)
        world.add("value", place, place.label("parameter"), pk=value.pk)
