"""Who is counted as whom."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from wasl.spine.people import rules, slots
from wasl.spine.people.models import CountedAs, Party


def counted_as(keys: Iterable[UUID]) -> dict[UUID, UUID]:
    """The key under which each of these is counted: another's when merged or linked, else its own. One query."""
    asked = set(keys)
    others = dict(CountedAs.objects.filter(key__in=asked).values_list("key", "counted_as"))
    return {key: others.get(key, key) for key in asked}


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
