"""Which links stand, and which side of one an actor answers for."""

from __future__ import annotations

from collections.abc import Sequence

from wasl.kernel.actors import Actor
from wasl.spine.links.models import Link
from wasl.spine.links.models.link import SIDES, seen


def same_person(party_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of parties held to be one person by links that count, with one of these on a side."""
    return list(Link.objects.filter(counts=True).of(*party_ids).values_list("one_id", "other_id"))


def side_of(actor: Actor, link: Link) -> list[str]:
    """The sides ("one", "other") that the actor answers for as data-protection officer: none, one or both."""
    return [side for side in SIDES if Link.objects.filter(seen(side, actor), pk=link.pk).exists()]
