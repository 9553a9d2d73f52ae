"""Writing down who is counted as whom, after a merge, a link, or their undoing."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from wasl.spine.people.models import CountedAs, Party
from wasl.spine.people.queries.counting import one_person


@transaction.atomic
def recount(party_ids: Collection[int]) -> None:
    """Compute anew under which key each of these parties, and whoever is one person with them, is counted.

    The smallest key of a group stands for all of it, so that the order in which merges and links were made does not
    matter. Call it inside the transaction that made or undid one, with the parties on both sides.
    """
    groups = one_person(party_ids)
    members = {party for group in groups for party in group} | set(party_ids)
    keys = dict(Party.objects.filter(pk__in=members).values_list("pk", "key"))
    CountedAs.objects.filter(key__in=keys.values()).delete()
    lines = []
    for group in groups:
        stands = min(keys[party] for party in group)
        lines += [CountedAs(key=keys[p], counted_as=stands) for p in sorted(group) if keys[p] != stands]
    CountedAs.objects.bulk_create(lines)
