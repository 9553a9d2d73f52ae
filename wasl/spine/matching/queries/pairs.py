"""Which pairs stand."""

from __future__ import annotations

from collections.abc import Collection

from wasl.kernel import clock
from wasl.spine.matching.models import Duplicate, DuplicateQuerySet
from wasl.spine.people.models import Following, Party


def open_pairs_of(party_id: int) -> DuplicateQuerySet:
    """The pairs with this person that wait for a decision today, strongest first; narrow them by `visible_to`."""
    return Duplicate.objects.of(party_id).waiting().order_by("-score", "pk")


def organisations_of(party_ids: Collection[int]) -> dict[int, set[int]]:
    """The organisations that follow each of these parties today. One query."""
    found: dict[int, set[int]] = {party: set() for party in party_ids}
    rows = Following.objects.filter(party_id__in=found).order_by()
    for party, organisation, ends_on in rows.values_list("party_id", "organisation_id", "ends_on"):
        if ends_on is None or ends_on >= clock.today():
            found[party].add(organisation)
    return found


def organisation_of(first: int, second: int) -> int | None:
    """The organisation that follows both of these parties today (the smallest id), else None."""
    followed = organisations_of([first, second])
    return min(followed[first] & followed[second], default=None)


def registered_by(party_id: int) -> int:
    """The organisation that registered a party."""
    return Party.objects.values_list("organisation_id", flat=True).get(pk=party_id)
