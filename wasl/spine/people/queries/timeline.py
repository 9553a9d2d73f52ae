"""One story per party, told by every room."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.people import slots
from wasl.spine.people.models import Collective, CollectiveMember, Party, Person
from wasl.spine.people.queries.members import party_ids_of

LONGEST = 200


def timeline_of(actor: Actor, party: Party, *, limit: int = LONGEST) -> list[slots.TimelineEntry]:
    """What happened to the party (for a person, in its collectives too) that the actor may read, newest first.

    What is known by its day alone follows the order of the rooms, which is the order of the pathway.
    """
    ids = party_ids_of(actor, party)
    told = [entry for tell in slots.timeline for entry in tell(actor, ids)]
    return sorted(told, key=lambda entry: entry.at)[: -limit - 1 : -1]


def own_entries(actor: Actor, party_ids: Sequence[int]) -> list[slots.TimelineEntry]:
    """Registered, joined a collective, left it."""
    found = [
        slots.TimelineEntry(clock.at_noon(day), _("Person registered"), label, icon="person")
        for day, label in Person.objects.filter(pk__in=party_ids).values_list(
            "registered_on", "created_by_label"
        )
    ]
    for collective in Collective.objects.filter(pk__in=party_ids):
        at, href = clock.at_noon(collective.formed_on), collective.get_absolute_url()
        found.append(slots.TimelineEntry(at, _("Collective formed"), collective.name, href, "group"))
    members = CollectiveMember.objects.filter(collective_id__in=party_ids)
    if len(party_ids) > 1:
        members = members.filter(person_id__in=party_ids)
    for member in members.select_related("person", "collective"):
        other = member.collective if member.person_id in party_ids else member.person
        found += _membership(member, other.get_absolute_url(), str(other))
    return found


def _membership(member: CollectiveMember, href: str, name: str) -> list[slots.TimelineEntry]:
    joined = _("Joined the collective as %(role)s") % {"role": member.get_role_display().lower()}
    found = [slots.TimelineEntry(clock.at_noon(member.starts_on), joined, name, href, "people")]
    if member.ends_on:
        left = _("Left the collective")
        found.append(slots.TimelineEntry(clock.at_noon(member.ends_on), left, name, href, "people"))
    return found
