"""In each place: two records merged, and two that may be."""

from __future__ import annotations

from tests.world.people import person
from tests.world.places import World
from wasl.kernel.actors import SYSTEM
from wasl.spine.merging import actions


def build(world: World) -> None:
    for place in world:
        kept, absorbed = person(place, "merge"), person(place, "merge_absorbed")
        merge = actions.merge(
            by=SYSTEM,
            kept=kept,
            absorbed=absorbed,
            choices={},
            reason="The same paper",
            expected_kept=kept.version,
            expected_absorbed=absorbed.version,
        )
        world.add("merge", place, pk=merge.pk)
        one, other = person(place, "merge_pair"), person(place, "merge_other")
        world.add("merge_pair", place, kept=one.pk, absorbed=other.pk)
