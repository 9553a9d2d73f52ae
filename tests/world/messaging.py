"""In each place: a message to hand over, found by its error's words, and one of the circle of protection."""

from __future__ import annotations

from tests.world.places import World
from wasl.base.messaging.actions import put
from wasl.base.messaging.enums import Status
from wasl.base.messaging.models import Message
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM


def build(world: World) -> None:
    for place in world:
        for kind, circle in (("message", ""), ("kept_message", "protection")):
            made = put(
                by=SYSTEM,
                key=f"world.{kind}.{place.name}",
                purpose=place.label(kind),
                channel="slip",
                circle=circle,
                organisation_id=place.organisation.pk,
                office_id=place.office.pk,
                to=place.label(kind),
                body=place.label(kind),
            )
            Message.objects.filter(pk=made.pk).update(status=Status.FAILED, settled_at=clock.now())
            world.add(kind, place, pk=made.pk)
