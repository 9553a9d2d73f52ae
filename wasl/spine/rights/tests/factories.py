"""Small worlds for the tests of this room and of those above."""

from __future__ import annotations

from wasl.kernel.actors import Actor
from wasl.spine.people.models import Party
from wasl.spine.rights import actions
from wasl.spine.rights.models import Opening

WORDS = "entretien prévu avec la personne"


def an_opening(by: Actor, party: Party, compartment: str, words: str = WORDS) -> Opening:
    """The compartment of this party opened by this actor, for a meeting."""
    return actions.open_compartment(
        by=by, party=party, compartment=compartment, reason="interview", words=words
    )
