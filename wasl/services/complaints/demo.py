"""A few complaints for the demo, all invented: answered, late, sensitive, an idea in Arabic."""

from __future__ import annotations

from datetime import timedelta

from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.complaints import actions
from wasl.services.complaints.actions.giving import PUBLIC


def tell(*, office: Office, desk: Actor, coordinator: Actor) -> None:
    """One answered and judged, one late, one sensitive, one idea; the answers wait in the outbox."""
    today = clock.today()
    house = office.organisation
    with clock.moved_to(today - timedelta(days=45)):
        late, _code = actions.give(
            by=desk,
            organisation=house,
            office=office,
            kind="complaint",
            way="desk",
            text="Réclamation inventée : trois rendez-vous déplacés sans prévenir.",
            name="Palmier Inventé",
        )
        actions.acknowledge(by=coordinator, complaint=late)
        answered, issued = actions.give(
            by=PUBLIC,
            organisation=house,
            office=office,
            kind="complaint",
            way="public",
            text="Réclamation inventée : l’attente a duré une matinée entière.",
            answer_way="whatsapp",
            contact="+212600000099",
        )
    with clock.moved_to(today - timedelta(days=40)):
        actions.answer(
            by=coordinator,
            complaint=answered,
            text="Réponse inventée : un second poste est ouvert le matin.",
        )
        actions.rate(grant=issued.grant, complaint=answered, satisfied="yes")
    with clock.moved_to(today - timedelta(days=3)):
        actions.give(
            by=PUBLIC,
            organisation=house,
            office=None,
            kind="conduct",
            way="public",
            text="Réclamation inventée : des mots blessants au guichet.",
        )
        actions.give(
            by=PUBLIC,
            organisation=house,
            office=office,
            kind="feedback",
            way="public",
            language="ar",
            text="اقتراح مختلق: لوحة بالعربية عند المدخل.",
        )
    actions.escalate_late()
