"""Pathways of invented people for the demo, through the real actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from wasl.kernel.actors import Actor
from wasl.spine.cases import actions
from wasl.spine.cases.enums import Mode, Purpose, ServiceKind
from wasl.spine.cases.models import Case
from wasl.spine.cases.models.case import CaseQuerySet

if TYPE_CHECKING:
    from wasl.base.accounts.models import User
    from wasl.base.network.models import Guichet, Office
    from wasl.base.programmes.models import Programme, Strand
    from wasl.spine.people.models import Party

LENGTHS = (20, 30, 30, 45, 45, 60, 90)
STEPS = (
    "Réunir les pièces d'identité",
    "Ouvrir un compte bancaire",
    "Écrire l'idée de projet en une page",
    "Demander deux devis",
    "Préparer le plan d'affaires",
    "S'inscrire au registre de l'auto-entrepreneur",
    "Rencontrer l'ANAPEC",
    "Suivre l'atelier de marketing",
)
SUMMARIES = ("", "", "Projet présenté, prochaine étape convenue.", "Pièces vérifiées ensemble.")


def advise(
    rng: Random,
    *,
    by: Actor,
    party: Party,
    guichet: Guichet,
    office: Office,
    on: date,
    purpose: str = Purpose.INFORMATION,
    strand: Strand | None = None,
    programme: Programme | None = None,
    adviser: User | None = None,
) -> Case:
    """Open a case on the day `on` and give a first advice in it; the clock must stand on that day or later."""
    case = actions.open_case(
        by=by,
        party=party,
        guichet=guichet,
        office=office,
        on=on,
        strand=strand,
        programme=programme,
        adviser=adviser,
    )
    serve(rng, by=by, case=case, on=on, kind=ServiceKind.ADVICE, purpose=purpose)
    return case


def serve(
    rng: Random, *, by: Actor, case: Case, on: date, kind: str, purpose: str = Purpose.BUSINESS_CREATION
) -> None:
    """One service on the day `on`, of a usual length."""
    actions.record_service(
        by=by,
        case=case,
        kind=kind,
        minutes=rng.choice(LENGTHS),
        mode=rng.choice((Mode.OFFICE, Mode.OFFICE, Mode.OFFICE, Mode.PHONE, Mode.VISIT)),
        purpose=purpose,
        on=on,
        summary=rng.choice(SUMMARIES),
    )


def accompany(
    rng: Random, *, by: Actor, case: Case, days: Sequence[date], purpose: str = Purpose.BUSINESS_CREATION
) -> None:
    """An accompaniment on each of these days."""
    for day in days:
        serve(rng, by=by, case=case, on=day, kind=ServiceKind.ACCOMPANIMENT, purpose=purpose)


def plan(rng: Random, *, by: Actor, case: Case, today: date, steps: int = 2) -> None:
    """A plan of some steps: the first done, the others due around `today`, now and then overdue."""
    for number, title in enumerate(rng.sample(STEPS, steps)):
        due = max(case.opened_on, today + timedelta(days=rng.randrange(-6, 21)))
        item = actions.add_plan_item(by=by, case=case, title=title, due_on=due)
        if number == 0 and steps > 1:
            actions.finish_plan_item(by=by, item=item, on=today, outcome="Fait")


def pathways(*, adviser: Actor, to: User, elsewhere: Actor, coordination: Actor, today: date) -> None:
    """Among the latest cases of an adviser: goals and what is late, a case taken up again, a service put right; and a
    case of another office handed over to them."""
    mine = list(_latest(adviser)[:4])
    for case in mine[:3]:
        goal = actions.set_goal(by=adviser, case=case, title="Vivre de son activité")
        item = actions.add_plan_item(by=adviser, case=case, title="Ouvrir un compte bancaire", goal=goal)
        actions.finish_plan_item(by=adviser, item=item, on=today, outcome="Compte ouvert")
        late = max(case.opened_on, today - timedelta(days=3))
        actions.add_plan_item(by=adviser, case=case, title="Demander deux devis", goal=goal, due_on=late)
    lodging = actions.set_goal(by=adviser, case=mine[0], title="Trouver un logement")
    actions.end_goal(by=adviser, goal=lodging, reached=True, on=today, outcome="Chambre louée")
    again = mine[3]
    actions.close_case(by=adviser, case=again, reason="unreachable", on=today)
    actions.reopen_case(by=coordination, case=again, reason="A rappelé le bureau", on=today)
    wrong = mine[1].services.standing().first()
    if wrong is not None:
        kept = {name: getattr(wrong, name) for name in ("kind", "mode", "purpose", "on", "summary")}
        actions.correct_service(by=adviser, service=wrong, reason="Durée mal saisie", minutes=40, **kept)
    moved = next((case for case in _latest(elsewhere)[:20] if not _twin(case, mine[0])), None)
    if moved is not None:
        actions.hand_over(
            by=coordination,
            case=moved,
            to=to,
            office=mine[0].office,
            reason="La personne a déménagé",
            note="Préfère être appelée le matin ; attend une réponse de la banque.",
            on=today,
        )


def _latest(adviser: Actor) -> CaseQuerySet:
    """The open cases that somebody follows, latest first."""
    rows = Case.objects.visible_to(adviser).of(adviser).open().select_related("office", "guichet", "party")
    return rows.order_by("-opened_on", "-pk")


def _twin(case: Case, like: Case) -> bool:
    """Whether the party has a case open where this one would go."""
    rows = Case.objects.open().filter(party_id=case.party_id, guichet_id=case.guichet_id)
    return rows.filter(office_id=like.office_id).exists()
