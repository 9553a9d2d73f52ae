"""One story per party, told by every room."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.people import slots
from wasl.spine.people.models import CollectiveMember, Party, Person
from wasl.spine.people.queries.members import party_ids_of

LONGEST = 200


def timeline_of(actor: Actor, party: Party, *, limit: int = LONGEST) -> list[slots.TimelineEntry]:
    """What happened to the party (for a person, in its collectives too) that the actor may read, newest first."""
    ids = party_ids_of(actor, party)
    entries = [entry for tell in slots.timeline for entry in tell(actor, ids)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:limit]


def own_entries(actor: Actor, party_ids: Sequence[int]) -> list[slots.TimelineEntry]:
    """Registered, joined a collective, left it."""
    found = [
        slots.TimelineEntry(clock.at_noon(day), _("Person registered"), label, icon="person")
        for day, label in Person.objects.filter(pk__in=party_ids).values_list(
            "registered_on", "created_by_label"
        )
    ]
    rows = CollectiveMember.objects.filter(person_id__in=party_ids, collective_id__in=party_ids)
    for row in rows.select_related("collective"):
        href = row.collective.get_absolute_url()
        joined = _("Joined the collective as %(role)s") % {"role": row.get_role_display().lower()}
        found.append(
            slots.TimelineEntry(clock.at_noon(row.starts_on), joined, row.collective.name, href, "people")
        )
        if row.ends_on:
            left = _("Left the collective")
            found.append(
                slots.TimelineEntry(clock.at_noon(row.ends_on), left, row.collective.name, href, "people")
            )
    return found
