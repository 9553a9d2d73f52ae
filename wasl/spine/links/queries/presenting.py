"""Links as pages show them: of each side only what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from wasl.base.network.models import Organisation
from wasl.kernel.actors import Actor
from wasl.spine.links.enums import LinkState, Standing
from wasl.spine.links.models import Link
from wasl.spine.links.models.link import SIDES, LinkQuerySet, seen
from wasl.spine.people.models import Party, Person


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a link: the organisation, what was decided there, and the person where the reader may see them."""

    code: str
    organisation: Organisation
    person: Person | None
    decided_at: datetime | None
    decided_by: str


def sides_of(link: Link) -> list[Side]:
    """Both sides of a link read by `with_sides`, those that the reader sees first."""
    shown = {side: getattr(link, f"sees_{side}") for side in SIDES}
    ids = [getattr(link, f"{side}_id") for side in SIDES if shown[side]]
    persons = Person.objects.with_shown().in_bulk(ids)
    found = [
        Side(
            code=side,
            organisation=getattr(link, f"{side}_organisation"),
            person=persons.get(getattr(link, f"{side}_id")) if shown[side] else None,
            decided_at=getattr(link, f"decided_{side}_at"),
            decided_by=getattr(link, f"decided_{side}_by_label") if shown[side] else "",
        )
        for side in SIDES
    ]
    return sorted(found, key=lambda side: side.person is None)


def to_decide(actor: Actor) -> LinkQuerySet:
    """Proposed links with a side that waits for the actor."""
    waits = Q(seen("one", actor), decided_one_at=None) | Q(seen("other", actor), decided_other_at=None)
    return Link.objects.filter(waits, state=LinkState.PROPOSED)


def links_of(actor: Actor, party: Party) -> list[Link]:
    """The links of a party that the actor sees, newest first."""
    return list(Link.objects.visible_to(actor).of(party.pk).with_sides(actor))


def idle(link: Link, on: date) -> bool:
    """Whether a confirmed link has no effect, because its agreement is not in force."""
    return link.state == LinkState.CONFIRMED and link.agreement.standing(on) != Standing.IN_FORCE


def other_names(link: Link) -> str:
    """The organisations of the sides whose person the reader does not see."""
    hidden = [
        getattr(link, f"{side}_organisation").label for side in SIDES if not getattr(link, f"sees_{side}")
    ]
    return ", ".join(hidden) or ", ".join(getattr(link, f"{side}_organisation").label for side in SIDES)


def own_parties(link: Link) -> list[Party]:
    """The parties of the sides that the reader sees."""
    return [getattr(link, side) for side in SIDES if getattr(link, f"sees_{side}")]


def own_reason(link: Link) -> str:
    """Why the link was refused or ended, where the reader's own side said so: the words of the other stay there."""
    own = [side for side in SIDES if getattr(link, f"sees_{side}")]
    closed_here = any(getattr(link, f"{side}_organisation_id") == link.closed_for_id for side in own)
    return link.reason if closed_here else ""
