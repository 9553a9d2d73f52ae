"""One opening of a compartment, one note, one request of access that was answered, one that waits."""

from __future__ import annotations

from datetime import timedelta

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.people.models import Person
from wasl.spine.rights import actions

ASKED = "Souhaite savoir ce que l’association conserve sur elle"


def tell(*, adviser: Actor, protection: Actor) -> None:
    """An adviser wrote a legal note and came back to it; two persons asked what is held on them."""
    today = clock.today()
    followed = Person.objects.visible_to(adviser).filter(residence__isnull=False).distinct()
    known = followed.filter(registered_on__lt=today - timedelta(days=30))
    first, second = known.select_related("party").order_by("-pk")[:2]
    with clock.moved_to(today - timedelta(days=12)):
        actions.write_note(
            by=adviser,
            person=first,
            compartment="legal",
            text="Litige inventé avec un bailleur, conseil donné.",
        )
        actions.open_compartment(
            by=adviser,
            party=first.party,
            compartment="legal",
            reason="interview",
            words="rendez-vous sur le litige avec le bailleur",
        )
        asked = actions.ask_access(
            by=protection,
            party=first.party,
            means="office",
            identity="paper",
            reason=ASKED,
            include=["legal"],
        )
        actions.export_person(by=protection, request=asked)
        actions.answer_access(by=protection, request=asked, handing="in_hand")
    with clock.moved_to(today - timedelta(days=8)):
        actions.ask_access(by=adviser, party=second.party, means="letter", identity="mandate", reason=ASKED)
    actions.discard_expired()
