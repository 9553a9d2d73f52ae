"""Which pairs stand."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from wasl.kernel import clock
from wasl.spine.matching.models import Duplicate, DuplicateQuerySet
from wasl.spine.people.models import Following, Party, Person


def open_pairs_of(party_id: int) -> DuplicateQuerySet:
    """The pairs with this person that wait for a decision today, strongest first; narrow them by `visible_to`."""
    return Duplicate.objects.of(party_id).waiting().order_by("-score", "pk")


def standing_followings() -> QuerySet[Following]:
    """The followings that hold today."""
    return Following.objects.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today())).order_by()


def followed_in(organisation_id: int) -> QuerySet[Person]:
    """The persons this organisation follows today, those merged into others left out."""
    rows = standing_followings().filter(party_id=OuterRef("pk"), organisation_id=organisation_id)
    return Person.objects.filter(Exists(rows), party__merged_into=None)


def organisations_of(party_ids: Collection[int]) -> dict[int, set[int]]:
    """The organisations that follow each of these parties today. One query."""
    found: dict[int, set[int]] = {party: set() for party in party_ids}
    rows = standing_followings().filter(party_id__in=found)
    for party, organisation in rows.values_list("party_id", "organisation_id"):
        found[party].add(organisation)
    return found


def organisation_of(first: int, second: int) -> int | None:
    """The organisation that follows both of these parties today (the smallest id), else None."""
    followed = organisations_of([first, second])
    return min(followed[first] & followed[second], default=None)


def registered_by(party_id: int) -> int:
    """The organisation that registered a party."""
    return Party.objects.values_list("organisation_id", flat=True).get(pk=party_id)
