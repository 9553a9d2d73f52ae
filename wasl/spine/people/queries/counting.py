"""Who is counted as whom."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from wasl.spine.people import rules, slots
from wasl.spine.people.models import CountedAs, Party


def counted_as(keys: Iterable[UUID]) -> dict[UUID, UUID]:
    """The key under which each of these is counted: another's when merged or linked, else its own. One query."""
    asked = set(keys)
    others = dict(CountedAs.objects.filter(key__in=asked).values_list("key", "counted_as"))
    return {key: others.get(key, key) for key in asked}


def counted_key(field: str) -> Coalesce:
    """Expression: the key under which the party whose key stands in `field` is counted.

    Whoever counts distinct people groups by it, so that somebody registered twice counts once. `field` may cross
    relations ("person__party__key"); where it is empty, so is the answer.
    """
    others = CountedAs.objects.filter(key=OuterRef(field)).order_by()
    return Coalesce(Subquery(others.values("counted_as")), F(field))


def is_joined(field: str) -> Q:
    """Condition: the party whose key stands in `field` is counted together with another."""
    lines = CountedAs.objects.order_by()
    return Q(**{f"{field}__in": lines.values("key")}) | Q(**{f"{field}__in": lines.values("counted_as")})


def merged_as(keys: Iterable[UUID]) -> dict[UUID, UUID]:
    """The key of the party each of these was merged into, in the end; its own where it stands. Links do not count."""
    stands = {key: key for key in keys}
    into: dict[UUID, UUID] = {}
    asked = set(stands)
    while asked:
        merged = Party.objects.filter(key__in=asked, merged_into__isnull=False)
        found = dict(merged.values_list("key", "merged_into__key"))
        into |= found
        asked = set(found.values()) - into.keys()
    for key in stands:
        while stands[key] in into:
            stands[key] = into[stands[key]]
    return stands


def one_person(party_ids: Iterable[int]) -> list[frozenset[int]]:
    """The groups of parties that are one person with one of these, through merges and links, in any number of steps."""
    known: set[int] = set()
    pairs: set[tuple[int, int]] = set()
    fresh = set(party_ids)
    while fresh:
        known |= fresh
        merged = Party.objects.filter(Q(pk__in=fresh) | Q(merged_into__in=fresh), merged_into__isnull=False)
        found = set(merged.values_list("pk", "merged_into_id"))
        for same in slots.same_person:
            found |= set(same(sorted(fresh)))
        pairs |= found
        fresh = {party for pair in found for party in pair} - known
    return rules.groups_of(pairs)
