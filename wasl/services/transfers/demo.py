"""Transfers of invented people between two partners of the demo, through the real actions."""

from __future__ import annotations

from datetime import date, timedelta

from wasl.base.accounts.models import User
from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.transfers import actions
from wasl.services.transfers.models import Transfer
from wasl.spine.cases import actions as cases
from wasl.spine.cases.models import Case
from wasl.spine.people import actions as people

NAMES = (("Argan", "Mariama"), ("Thuya", "Joseph Désiré"), ("Figuier", "Aïssatou"), ("Lentisque", "Blessing"))
REASON = "S’installe dans l’autre ville (motif inventé)."


def tell(
    *,
    sender: Actor,
    here: Office,
    guichet: Guichet,
    partner: Actor,
    there: Office,
    guichet_there: Guichet,
    adviser: User,
    today: date,
) -> None:
    """Proposed, late, taken over, declined: four cases of people registered for it at `here`."""
    days = (6, 20, 30, 25)
    made = [
        _proposed(sender, here, guichet, there, name, today - timedelta(days=n))
        for name, n in zip(NAMES, days, strict=True)
    ]
    with clock.moved_to(today - timedelta(days=27)):
        actions.accept(
            by=partner, transfer=made[2], office=there, guichet=guichet_there, adviser=adviser,
            note="Premier rendez-vous pris (inventé).",
        )  # fmt: skip
    with clock.moved_to(today - timedelta(days=21)):
        actions.decline(by=partner, transfer=made[3], reason="full", note="Places en janvier (inventé).")


def _proposed(
    by: Actor, here: Office, guichet: Guichet, there: Office, name: tuple[str, str], day: date
) -> Transfer:
    with clock.moved_to(day - timedelta(days=40)):
        person = people.create_person(
            by=by, office=here, family_name=name[0], given_names=name[1], nationality="CI", consents=["file"]
        )
        case = cases.open_case(by=by, party=person.party, guichet=guichet, office=here)
        goal = cases.set_goal(by=by, case=case, title="Ouvrir un atelier de couture (inventé)")
        cases.add_plan_item(
            by=by, case=case, title="Trouver un local", goal=goal, due_on=day + timedelta(days=45)
        )
        cases.record_service(by=by, case=case, kind="advice", minutes=40, purpose="business_creation")
    with clock.moved_to(day):
        return _offered(by, Case.objects.get(pk=case.pk), there)


def _offered(by: Actor, case: Case, there: Office) -> Transfer:
    transfer = actions.prepare(
        by=by, case=case, receiver=there.organisation, office=there, along=["identity", "reason", "plan", "services"],
        reason=REASON,
    )  # fmt: skip
    return actions.propose(
        by=by, transfer=transfer, means="spoken", witness="Agent communautaire (inventé)", language="fr"
    )
