"""Whether a compartment of a party stands open, and who may stand before its gate."""

from __future__ import annotations

from django.urls import reverse

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.people.models import Party
from wasl.spine.people.models.party import followed_by
from wasl.spine.rights import access, slots
from wasl.spine.rights.models import Opening


def opened(by: Actor, party_id: int, compartment: str) -> bool:
    """Whether this very user has opened the compartment of this party and it has not closed again.

    The system needs no opening. A role lost since then closes it at once: the page that asks checks the role too.
    """
    if by.is_system:
        return True
    standing = Opening.objects.standing(by, clock.now())
    return standing.filter(party_id=party_id, compartment=compartment).exists()


def standing_of(by: Actor, party_id: int) -> dict[str, Opening]:
    """What stands open to this user on this party: compartment → the opening that closes last."""
    rows = Opening.objects.standing(by, clock.now()).filter(party_id=party_id).order_by("closes_at", "pk")
    return {row.compartment: row for row in rows}


def gate(by: Actor, party_id: int, compartment: str) -> str | None:
    """The address where the compartment is opened with a reason; None while it stands open."""
    if opened(by, party_id, compartment):
        return None
    return reverse("rights:gate", args=[party_id, compartment])


def reached_by(by: Actor, party_id: int, compartment: str) -> bool:
    """Whether a role of the actor opens the compartment there: where the party is followed, or a room above says so."""
    roles = access.openers(compartment)
    if not by.has(*roles):
        return False
    followed = Party.objects.filter(followed_by(by, readers=roles), pk=party_id)
    return followed.exists() or any(reaches(by, party_id, roles) for reaches in slots.reaches)
