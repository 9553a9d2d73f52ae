"""A small world: a case of one organisation, a partner that receives people, who acts on both sides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wasl.base.accounts.models import User
from wasl.base.accounts.tests import factories as accounts
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.procedures.load import load_parameters
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.services.transfers import actions
from wasl.services.transfers.models import Transfer
from wasl.spine.cases import actions as cases
from wasl.spine.cases.models import Case
from wasl.spine.cases.tests.factories import a_case, a_guichet
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

ALL = ("identity", "reason", "plan", "services", "papers")


@dataclass(frozen=True)
class Scene:
    """A case at `here`, and the place `there` to which it may go."""

    here: Office
    there: Office
    case: Case
    person: Person
    sender: Actor
    taker: Actor
    adviser: User
    guichet: Guichet

    @property
    def partner(self) -> Organisation:
        return self.there.organisation


def an_operator_office() -> Office:
    """An office of a new organisation that receives people."""
    office = an_office()
    office.organisation.kinds = ["operator"]
    office.organisation.save(update_fields=["kind_codes"])
    return office


def a_scene(**known: Any) -> Scene:
    load_parameters()
    here, there = an_operator_office(), an_operator_office()
    person = a_person(here, **known)
    case = a_case(here, person.party, on=clock.today())
    adviser = accounts.user(there.organisation)
    accounts.membership(adviser, Role.ADVISER, there.organisation, offices=[there])
    taker = Actor(902, "Coordinatrice", (Grant(Role.COORDINATOR, there.organisation_id),))
    sender = an_actor(Role.ADVISER, here, id=901)
    return Scene(here, there, case, person, sender, taker, adviser, a_guichet(there))


def prepared(scene: Scene, along: Collection[str] = ALL, **changed: Any) -> Transfer:
    """A transfer being prepared, to the office there."""
    terms: dict[str, Any] = {"office": scene.there, "reason": "Déménage", "by": scene.sender, **changed}
    return actions.prepare(case=scene.case, receiver=scene.partner, along=along, **terms)


def proposed(scene: Scene, along: Collection[str] = ALL, **changed: Any) -> Transfer:
    """A transfer proposed on the consent of the person."""
    transfer = prepared(scene, along, **changed)
    return actions.propose(by=scene.sender, transfer=transfer, means="signed", language="fr")


def accepted(scene: Scene, transfer: Transfer | None = None, **changed: Any) -> Transfer:
    """A transfer that the partner took over."""
    terms: dict[str, Any] = {
        "by": scene.taker,
        "transfer": transfer or proposed(scene),
        "office": scene.there,
        "guichet": scene.guichet,
        "adviser": scene.adviser,
        **changed,
    }
    return actions.accept(**terms)


def with_a_plan(scene: Scene) -> None:
    """A goal under way with a step to do and one done, a step without goal."""
    goal = cases.set_goal(by=SYSTEM, case=scene.case, title="Ouvrir un atelier")
    done = cases.add_plan_item(by=SYSTEM, case=scene.case, title="Étude faite", goal=goal)
    cases.finish_plan_item(by=SYSTEM, item=done)
    cases.add_plan_item(by=SYSTEM, case=scene.case, title="Trouver un local", goal=goal, due_on=clock.today())
    cases.add_plan_item(by=SYSTEM, case=scene.case, title="Faire des photos")
