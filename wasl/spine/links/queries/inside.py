"""Two records of one organisation: which organisation answers for both, and whether another knows either."""

from __future__ import annotations

from wasl.kernel.actors import Actor
from wasl.spine.links import access
from wasl.spine.links.models import Link
from wasl.spine.matching.queries.pairs import organisations_of
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Following, Party
from wasl.spine.people.models.party import followed_by


def organisation_of_both(actor: Actor, one: int, other: int) -> int | None:
    """The organisation that follows both persons today and of which the actor is data-protection officer.

    Both persons must be within the actor's scope. The smallest id where there are several, None where there is none.
    """
    seen = Party.objects.filter(followed_by(actor, readers=access.DECIDERS), kind=PartyKind.PERSON)
    if one == other or seen.filter(pk__in=[one, other]).count() < 2:
        return None
    followed = organisations_of([one, other])
    common = followed[one] & followed[other]
    own = common if actor.is_system else common & actor.organisations(*access.DECIDERS)
    return min(own, default=None)


def followers_of_both(one: int, other: int) -> set[int]:
    """The organisations that follow or ever followed both."""
    rows = Following.objects.filter(party__in=[one, other]).order_by()
    held = set(rows.values_list("party_id", "organisation_id").distinct())
    return {organisation for party, organisation in held if party == one} & {
        organisation for party, organisation in held if party == other
    }


def known_to_others(organisation: int, one: int, other: int) -> bool:
    """Whether another organisation ever followed or registered one of the two: they are then not merged by anybody."""
    parties = [one, other]
    followed = Following.objects.filter(party__in=parties).exclude(organisation=organisation)
    registered = Party.objects.filter(pk__in=parties).exclude(organisation=organisation)
    return followed.exists() or registered.exists()


def inside_link(organisation: int, one: int, other: int) -> Link | None:
    """The link between these two that stands inside this organisation."""
    rows = Link.objects.open().filter(agreement=None, one_organisation=organisation)
    return rows.of(one).of(other).first()
