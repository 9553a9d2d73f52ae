"""What the partner reads before it accepts: what goes along, as it stood when it was proposed, and nothing else, ever.

Every field of the person, of the papers, of the case and its notes carries a word of its own. For every choice of what
goes along and every turn of the transfer, each page of the partner shows the words of what goes along and of no other.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.base.accounts.tests import factories as accounts
from wasl.base.reference.models import Country
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.transfers import actions
from wasl.services.transfers.enums import Along
from wasl.services.transfers.tests.factories import Scene, a_scene, proposed
from wasl.spine.cases import actions as cases
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person
from wasl.spine.rights import actions as rights

pytestmark = [pytest.mark.pages, pytest.mark.django_db]

WORDS = {
    Along.IDENTITY: [
        "Quovadine",
        "Zerbinette",
        "Femme",
        "23/04/1987",
        "Cabo Verde",
        "0661777001",
        "plantee@example.org",
    ],
    Along.REASON: ["Motifplanté"],
    Along.PLAN: ["Objectifplanté", "Étapeplantée", "Étapeseule"],
    Along.SERVICES: ["Conseil", "37 min"],
    Along.PAPERS: ["Carte consulaire", "17/09/2031"],
}
NEVER = (
    "Adresseplantée", "Urgenceplantée", "0661777009", "Noteplantée", "Notegardée", "Résuméplanté", "NUMPLANTE77",
    "Zorbinetta", "Passeport", "Aprèscoup",
)  # fmt: skip


def planted() -> Scene:
    """Somebody whose whole file is full of words, in a case with notes, services and steps."""
    scene = a_scene()
    Country.objects.filter(pk="CV").update(name_fr="Cabo Verde")
    person = scene.person
    Person.objects.filter(pk=person.pk).update(
        family_name="Quovadine", given_names="Zerbinette", sex="f", birth_date=date(1987, 4, 23),
        birth_precision="day", nationality="CV", phone="0661777001", email="plantee@example.org",
        address="Adresseplantée",
    )  # fmt: skip
    person.party.label = "Zerbinette Quovadine"
    person.party.save(update_fields=["label"])
    people.record_contact(
        by=SYSTEM, person=person, kind="emergency", value="0661777009", name="Urgenceplantée"
    )
    people.record_name(by=SYSTEM, person=person, text="Zorbinetta")
    people.record_paper(
        by=SYSTEM, person=person, kind="consular_card", number="NUMPLANTE77", valid_to=date(2031, 9, 17)
    )
    goal = cases.set_goal(by=SYSTEM, case=scene.case, title="Objectifplanté")
    cases.add_plan_item(by=SYSTEM, case=scene.case, title="Étapeplantée", goal=goal)
    cases.add_plan_item(by=SYSTEM, case=scene.case, title="Étapeseule")
    cases.write_note(by=SYSTEM, case=scene.case, compartment="health", text="Noteplantée")
    cases.record_service(by=SYSTEM, case=scene.case, kind="advice", minutes=37, summary="Résuméplanté")
    rights.write_note(by=SYSTEM, person=person, compartment="legal", text="Notegardée")
    scene.case.refresh_from_db()
    return scene


def shown(body: str) -> set[str]:
    """What goes along by the words that stand on a page."""
    found = {code.value for code, words in WORDS.items() if all(word in body for word in words)}
    assert found == {code.value for code, words in WORDS.items() if any(word in body for word in words)}
    return found


def member_of(scene: Scene, role: str) -> Client:
    user = accounts.user(scene.partner)
    accounts.membership(user, role, scene.partner, offices=[scene.there])
    client = Client()
    client.force_login(user)
    return client


ALONG = st.sets(st.sampled_from([code for code in Along.values if code != Along.IDENTITY]))
TURNS = st.sampled_from(["waits", "declined", "withdrawn", "given up", "closed"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(along=ALONG, turn=TURNS, role=st.sampled_from([Role.COORDINATOR, Role.ADVISER]))
def test_the_partner_reads_what_goes_along_and_nothing_else(
    db: None, along: set[str], turn: str, role: str
) -> None:
    scene = planted()
    transfer = proposed(scene, {"identity", *along}, reason="Motifplanté")
    cases.add_plan_item(by=SYSTEM, case=scene.case, title="Aprèscoup")
    if turn == "declined":
        actions.decline(by=scene.taker, transfer=transfer, reason="full")
    elif turn == "withdrawn":
        actions.withdraw(by=scene.sender, transfer=transfer)
    elif turn == "given up":
        actions.give_up(by=scene.sender, transfer=transfer, reason="Reste")
    elif turn == "closed":
        cases.close_case(by=SYSTEM, case=scene.case, reason="moved")
    member = member_of(scene, role)
    pages = {
        name: member.get(reverse(f"transfers:{name}", args=args))
        for name, args in (
            ("received", []), ("received_one", [transfer.pk]), ("accept", [transfer.pk]), ("decline", [transfer.pk])
        )
    }  # fmt: skip
    bodies = {name: answer.content.decode() for name, answer in pages.items()}
    for name, body in bodies.items():
        assert [word for word in NEVER if word in body] == [], name
    waits = turn == "waits"
    assert shown(bodies["received_one"]) == ({"identity", *along} if waits else set())
    assert ("Quovadine" in bodies["received"]) == waits
    for name in ("accept", "decline"):
        assert "Quovadine" not in bodies[name]
    for address in (
        scene.person.get_absolute_url(), scene.case.get_absolute_url(), transfer.get_absolute_url(),
        reverse("transfers:propose", args=[transfer.pk]),
    ):  # fmt: skip
        assert member.get(address).status_code in (403, 404)
    assert clock.today() == transfer.proposed_on
