"""Who stands behind a party."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wasl.kernel.actors import Actor
from wasl.spine.people import slots
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Collective, CollectiveMember, Party, Person
from wasl.spine.people.models.person import PersonQuerySet


def members_on(party: Party, on: date) -> list[Person]:
    """The persons behind `party` on the day `on`: a person itself, a collective's members, an organisation's people.

    Each comes with its party and nationality, so that an act can freeze them without asking again.
    """
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
    """Ids of the persons behind each party on that day, for persons and collectives, in one query."""
    found: dict[int, list[int]] = {pk: [] for pk in party_ids}
    rows = CollectiveMember.objects.on(on).filter(collective_id__in=party_ids)
    for collective, person in rows.values_list("collective_id", "person_id").order_by("pk"):
        found[collective].append(person)
    return {pk: persons or [pk] for pk, persons in found.items()}


def party_ids_of(actor: Actor, party: Party) -> list[int]:
    """The parties whose story is this party's: itself, and for a person the collectives it is or was a member of.

    Collectives that the actor may not see are left out: a common member does not open them.
    """
    if party.kind != PartyKind.PERSON:
        return [party.pk]
    collectives = Collective.objects.visible_to(actor).filter(members__person_id=party.pk)
    return [party.pk, *sorted(set(collectives.order_by("pk").values_list("pk", flat=True)))]


def _persons() -> PersonQuerySet:
    return Person.objects.select_related("party", "nationality")
