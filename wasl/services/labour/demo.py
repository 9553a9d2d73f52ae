"""Invented matters and contracts for the demo, through the real actions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.labour import actions
from wasl.spine.cases.models import Case


def tell(*, adviser: Actor, today: date) -> None:
    """Two matters in the adviser's open cases, one under way and one concluded, and a contract drafted."""
    cases = Case.objects.within(adviser, ("adviser",)).open().filter(party__kind="person")
    first, second, third = cases.filter(opened_on__lt=today - timedelta(days=45)).order_by("-pk")[:3]
    with clock.moved_to(today - timedelta(days=40)):
        under_way = actions.open_matter(
            by=adviser,
            case=first,
            kind="wages",
            employer="Atelier du Figuier (inventé)",
            workplace="Rabat",
            facts="Deux mois de salaire non payés, travail sans bulletin de paie ; messages gardés sur le téléphone.",
            claim="Paiement des deux mois et remise des bulletins.",
            amount_claimed=Decimal("6400.00"),
        )
        settled = actions.open_matter(
            by=adviser,
            case=second,
            kind="dismissal",
            employer="Nettoyage Cèdre (inventé)",
            facts="Renvoi oral après une absence pour maladie, certificat remis.",
        )
        talk = actions.add_step(by=adviser, matter=under_way, kind="talk", due_on=clock.today())
        actions.finish_step(by=adviser, step=talk, outcome="L’employeur promet de répondre.", minutes=30)
        inspection = today - timedelta(days=5)
        actions.add_step(by=adviser, matter=under_way, kind="inspection", due_on=inspection)
    with clock.moved_to(today - timedelta(days=12)):
        meeting = actions.add_step(by=adviser, matter=settled, kind="conciliation", due_on=clock.today())
        actions.finish_step(by=adviser, step=meeting, outcome="Accord signé devant l’inspecteur.", minutes=60)
        actions.conclude_matter(
            by=adviser,
            matter=settled,
            expected=settled.version,
            result="conciliation",
            amount_obtained=Decimal("5200.00"),
            words="Indemnité reçue en une fois.",
        )
        actions.draft_contract(
            by=adviser,
            case=third,
            kind="fixed_term",
            employer="Restaurant Tamarin (inventé)",
            worker=third.party.label,
            job="aide de cuisine",
            workplace="Rabat",
            starts_on=today + timedelta(days=10),
            ends_on=today + timedelta(days=190),
            wage=Decimal("3000.00"),
            weekly_hours=Decimal(44),
        )
