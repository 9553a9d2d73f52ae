"""What an institution reads of a person: the fields shared, until the last day included, and nothing else, ever.

Every field of the person, of a paper, of the case and its notes carries a word of its own. For every choice of
fields, every day and every turn of the referral, each way in shows the words of the fields shared and of no other.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.base.accounts.tests import factories as accounts
from wasl.base.network.models import Office
from wasl.base.reference.models import Country, Language
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.services.referrals import actions
from wasl.services.referrals.enums import SharedField
from wasl.services.referrals.models import Referral
from wasl.services.referrals.tests.factories import Scene, a_scene, code_of_latest, link_of_latest
from wasl.spine.cases import actions as cases
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people import actions as people
from wasl.spine.people.models import Paper, Person
from wasl.spine.rights import actions as rights

pytestmark = [pytest.mark.pages, pytest.mark.django_db]

# What each field shows, and words that stand elsewhere in the file and are never shared.
WORDS = {
    SharedField.NAME: ["Quovadine", "Zerbinette"],
    SharedField.PHONE: ["0661777001"],
    SharedField.SEX: ["Femme"],
    SharedField.BIRTH_YEAR: ["1987"],
    SharedField.BIRTH_DATE: ["23/04/1987"],
    SharedField.NATIONALITY: ["Cabo Verde"],
    SharedField.LANGUAGE: ["Langueplantée"],
    SharedField.REASON: ["Motifplanté"],
    SharedField.ADVISER: ["Conseillèreplantée", "0539888002"],
    SharedField.PAPER: ["Carte consulaire", "17/09/2031"],
    SharedField.PAPER_NUMBER: ["NUMPLANTE77"],
}
NEVER = (
    "Adresseplantée", "plantee@example.org", "Urgenceplantée", "0661777009", "Noteplantée", "Notegardée",
    "Résuméplanté", "Étapeplantée", "AUTREPAPIER88", "Passeport", "Bureaufermé", "Zorbinetta",
)  # fmt: skip


def planted() -> tuple[Scene, Any, Paper]:
    """Somebody whose whole file is full of words, in a case with notes, services and steps."""
    scene = a_scene()
    Office.objects.filter(pk=scene.office.pk).update(phone="0539888002", address="Bureaufermé")
    scene.office.refresh_from_db()
    Country.objects.filter(pk="CV").update(name_fr="Cabo Verde")
    language = Language.objects.exclude(pk__in=["fra", "ara"]).order_by("pk")[0]
    Language.objects.filter(pk=language.pk).update(name_fr="Langueplantée", name_en="Langueplantée")
    person = scene.person
    Person.objects.filter(pk=person.pk).update(
        family_name="Quovadine", given_names="Zerbinette", sex="f", birth_date=date(1987, 4, 23),
        birth_precision="day", nationality="CV", phone="0661777001", email="plantee@example.org",
        address="Adresseplantée", language=language,
    )  # fmt: skip
    person.party.label = "Zerbinette Quovadine"
    person.party.save(update_fields=["label"])
    person.refresh_from_db()
    people.record_contact(
        by=SYSTEM, person=person, kind="emergency", value="0661777009", name="Urgenceplantée"
    )
    people.record_name(by=SYSTEM, person=person, text="Zorbinetta")
    people.record_paper(by=SYSTEM, person=person, kind="passport", number="AUTREPAPIER88")
    paper = people.record_paper(
        by=SYSTEM, person=person, kind="consular_card", number="NUMPLANTE77", valid_to=date(2031, 9, 17)
    )
    case = a_case(scene.office, person.party, on=clock.today())
    cases.write_note(by=SYSTEM, case=case, compartment="health", text="Noteplantée")
    cases.record_service(by=SYSTEM, case=case, kind="advice", minutes=5, summary="Résuméplanté")
    cases.add_plan_item(by=SYSTEM, case=case, title="Étapeplantée")
    rights.write_note(by=SYSTEM, person=person, compartment="legal", text="Notegardée")
    return scene, case, paper


def shown(body: str) -> set[str]:
    """The fields whose words stand on a page; a date of birth shows its year too."""
    found = {code.value for code, words in WORDS.items() if all(word in body for word in words)}
    some = {code.value for code, words in WORDS.items() if any(word in body for word in words)}
    assert found == some, "half a field is shown"
    return found


def expected(fields: set[str], *, readable: bool) -> set[str]:
    wanted = set(fields) if readable else set()
    return wanted | ({"birth_year"} if "birth_date" in wanted else set())


def member_of(scene: Scene) -> Client:
    user = accounts.user(scene.institution)
    accounts.membership(user, Role.PARTNER, scene.institution)
    client = Client()
    client.force_login(user)
    return client


def with_link_alone(client: Client, path: str) -> Any:
    """What stands behind the link before any code."""
    client.post(path)
    return client.get(reverse("referrals:given"), follow=True)


def by_link(client: Client, path: str) -> None:
    """Exchange the link, ask for a code, type it."""
    client.post(path)
    client.post(reverse("referrals:new_code"))
    client.post(reverse("referrals:code"), {"code": code_of_latest()})


FIELDS = st.sets(st.sampled_from(SharedField.values), min_size=1).map(
    lambda chosen: chosen | ({"paper"} if "paper_number" in chosen else set())
)
TURNS = st.sampled_from(["waits", "accepted", "done", "declined", "withdrawn", "by_person", "voided"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=FIELDS, after=st.integers(-4, 3), turn=TURNS)
def test_a_receiver_reads_the_fields_shared_until_the_last_day_and_nothing_else(
    db: None, moving_clock: Any, fields: set[str], after: int, turn: str
) -> None:
    scene, case, paper = planted()
    by = Actor(801, "Conseillèreplantée", scene.adviser.grants)
    last = clock.today() + timedelta(days=4)
    referral = actions.create(
        by=by, person=scene.person, offer=scene.offer, fields=fields, expires_on=last, case=case,
        contact=scene.contact, paper=paper, reason="Motifplanté",
    )  # fmt: skip
    actions.send(by=by, referral=referral, means="signed", language="fr", site="http://testserver")
    path, member, guest = link_of_latest(), member_of(scene), Client(headers={"accept-language": "fr"})
    by_link(guest, path)
    take(turn, referral, by, scene)
    readable = turn in ("waits", "accepted", "done") and after <= 0
    with clock.moved_to(last + timedelta(days=after)):
        fresh = Client(headers={"accept-language": "fr"})
        answers = {
            "member": member.get(reverse("referrals:received_one", args=[referral.pk])),
            "member's list": member.get(reverse("referrals:received")),
            "a page to answer": member.get(
                reverse("referrals:received_answer", args=[referral.pk, "accepter"])
            ),
            "a session opened before": guest.get(reverse("referrals:given"), follow=True),
            "the link alone": with_link_alone(fresh, path),
        }
        if readable:
            by_link(fresh, path)
        answers["link and code of that day"] = fresh.get(reverse("referrals:given"), follow=True)
    bodies = {way: answer.content.decode() for way, answer in answers.items()}
    for way, body in bodies.items():
        assert [word for word in NEVER if word in body] == [], way
        assert (
            way == "member"
            or way == "link and code of that day"
            or shown(body) <= set(fields) | {"birth_year"}
        )
    assert shown(bodies["member"]) == expected(fields, readable=readable)
    assert shown(bodies["link and code of that day"]) == expected(fields, readable=readable)
    assert shown(bodies["member's list"]) == expected(fields & {"name"}, readable=readable)
    assert shown(bodies["the link alone"]) == set()
    assert shown(bodies["a page to answer"]) == set()
    if not readable:
        assert shown(bodies["a session opened before"]) == set()


def take(turn: str, referral: Referral, by: Actor, scene: Scene) -> None:
    """Let the referral take this turn."""
    if turn in ("accepted", "done"):
        actions.accept(by=scene.member, referral=referral, way="member")
    if turn == "done":
        actions.say_outcome(
            by=scene.member, referral=referral, way="member", outcome="served", on=clock.today()
        )
    elif turn == "declined":
        actions.decline(by=scene.member, referral=referral, way="member", reason="full")
    elif turn == "withdrawn":
        actions.withdraw(by=by, referral=referral)
    elif turn == "by_person":
        receipt = actions.print_receipt(by=by, referral=referral)
        actions.withdraw_by_person(reference=receipt.reference, code=receipt.code, source="here")
    elif turn == "voided":
        actions.void(by=by, referral=referral, reason="Erreur")
