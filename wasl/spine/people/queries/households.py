"""Households and ties as a reader may see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from wasl.kernel.actors import Actor
from wasl.spine.people.enums import Kinship, TieKind
from wasl.spine.people.models import Household, HouseholdCount, HouseholdMember, Party, Person, Tie
from wasl.spine.people.rules.kinship import from_the_other_side


@dataclass(frozen=True, slots=True)
class HouseholdSeen:
    """A household with those of its members whom the reader may see, and those who are only counted."""

    household: Household
    present: tuple[HouseholdMember, ...]
    past: tuple[HouseholdMember, ...]
    counts: tuple[HouseholdCount, ...]


@dataclass(frozen=True, slots=True)
class TieSeen:
    """A tie from the side of one party: who the other is, and what they are to this one."""

    tie: Tie
    other: Party
    what: str | Promise


def household_of(actor: Actor, person: Person) -> HouseholdSeen | None:
    """The household the person lives in today; at most 4 queries."""
    found = HouseholdMember.objects.filter(person=person, ends_on=None).select_related("household__province")
    member = found.first()
    return household_seen(actor, member.household) if member else None


def household_seen(actor: Actor, household: Household) -> HouseholdSeen:
    """The household as the actor may see it: members out of their scope are left out."""
    visible = Party.objects.visible_to(actor)
    members = household.members.filter(person__party__in=visible).select_related("person__party")
    rows = list(members.order_by("starts_on", "pk"))
    return HouseholdSeen(
        household,
        tuple(row for row in rows if row.ends_on is None),
        tuple(row for row in rows if row.ends_on is not None),
        tuple(household.counts.all()),
    )


def ties_of(actor: Actor, party: Party) -> list[TieSeen]:
    """The standing ties of a party with those the actor may see, read from this party's side; one query."""
    visible = Party.objects.visible_to(actor)
    rows = Tie.objects.filter(
        Q(party=party, other__in=visible) | Q(other=party, party__in=visible), ends_on=None
    )
    return [_from(row, party) for row in rows.select_related("party", "other").order_by("kind", "pk")]


def _from(row: Tie, party: Party) -> TieSeen:
    here = row.party_id == party.pk
    other = row.other if here else row.party
    if row.kind != TieKind.KIN or not row.relation:
        return TieSeen(row, other, TieKind(row.kind).label)
    # the row says what its party is to its other; the page of the party says what the other is to it
    return TieSeen(row, other, Kinship(from_the_other_side(row.relation) if here else row.relation).label)
