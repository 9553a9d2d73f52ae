"""Who stands behind a party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from wasl.kernel.actors import Actor
from wasl.spine.people import slots
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Collective, CollectiveMember, Party, Person
from wasl.spine.people.models.person import PersonQuerySet


def members_on(party: Party, on: date) -> list[Person]:
    """The persons behind `party` on the day `on`: a person itself, a collective's members, an organisation's people.

    Each comes with its party and nationality, so that an act can freeze them without asking again. A person merged
    into another is that other; a member registered twice is one person.
    """
    while party.merged_into is not None:
        party = party.merged_into
    if party.kind == PartyKind.PERSON:
        held = party._state.fields_cache.get("person")
        return [held] if isinstance(held, Person) else list(_persons().filter(pk=party.pk))
    if party.kind == PartyKind.COLLECTIVE:
        members = CollectiveMember.objects.on(on).filter(collective_id=party.pk)
        return list(_persons().filter(pk__in=members.values("person_id")).order_by("pk"))
    members_of = slots.organisation_members.get("members")
    ids = members_of(party.pk, on) if members_of else []
    return list(_persons().filter(pk__in=list(ids)).order_by("pk"))


def members_of_many(party_ids: Sequence[int], on: date) -> dict[int, list[int]]:
    """Ids of the persons behind each party on that day, for persons and collectives, each once; in two queries."""
    found: dict[int, dict[int, None]] = {pk: {} for pk in party_ids}
    rows = CollectiveMember.objects.on(on).filter(collective_id__in=party_ids)
    for collective, person in rows.values_list("collective_id", "person_id").order_by("pk"):
        found[collective][person] = None
    alone = standing([pk for pk, persons in found.items() if not persons])
    return {pk: list(persons) or [alone[pk]] for pk, persons in found.items()}


def standing(party_ids: Iterable[int]) -> dict[int, int]:
    """The party that each of these is part of today: the one it was merged into, in the end, or itself."""
    stands = {pk: pk for pk in party_ids}
    into: dict[int, int] = {}
    asked = set(stands)
    while asked:
        merged = Party.objects.filter(pk__in=asked, merged_into__isnull=False)
        found: dict[int, int] = dict(merged.values_list("pk", "merged_into__pk"))
        into |= found
        asked = set(found.values()) - into.keys()
    for pk in stands:
        while stands[pk] in into:
            stands[pk] = into[stands[pk]]
    return stands


def with_absorbed(party_ids: Iterable[int]) -> list[int]:
    """These parties and every one merged into them, in any number of steps. One query where nothing was merged."""
    known = list(dict.fromkeys(party_ids))
    fresh = known
    while fresh:
        rows = Party.objects.filter(merged_into__in=fresh).order_by("pk").values_list("pk", flat=True)
        fresh = list(rows)
        known += fresh
    return known


def party_ids_of(actor: Actor, party: Party) -> list[int]:
    """The parties whose story is this party's: itself, and for a person those merged into it, and the collectives.

    Collectives that the actor may not see are left out: a common member does not open them.
    """
    if party.kind != PartyKind.PERSON:
        return [party.pk]
    persons = with_absorbed([party.pk])
    collectives = Collective.objects.visible_to(actor).filter(members__person_id__in=persons)
    return [*persons, *sorted(set(collectives.order_by("pk").values_list("pk", flat=True)))]


def _persons() -> PersonQuerySet:
    return Person.objects.select_related("party", "nationality")
