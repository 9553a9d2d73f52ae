"""What referrals say in other rooms: the story of a person, what is told to them, merges, the house."""

from __future__ import annotations

import pytest

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.referrals import actions
from wasl.services.referrals.letters import letter_words
from wasl.services.referrals.models import Referral
from wasl.services.referrals.queries.telling import entries, held
from wasl.services.referrals.tests.factories import a_scene, sent
from wasl.spine.facts.models import Fact
from wasl.spine.merging import actions as merging
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_actor

pytestmark = pytest.mark.django_db


def test_the_story_of_a_person_says_when_they_were_referred_and_what_came_of_it_to_whoever_may_read_it() -> (
    None
):
    scene = a_scene()
    referral = actions.accept(by=scene.member, referral=sent(scene), way="member")
    actions.say_outcome(by=scene.member, referral=referral, way="member", outcome="served", on=clock.today())
    assert len(entries(scene.adviser, [scene.person.pk])) == 3
    assert entries(an_actor(Role.RECEPTION, scene.office, id=9), [scene.person.pk]) == []
    assert entries(scene.member, [scene.person.pk]) == []


def test_a_person_is_told_to_whom_they_were_referred_with_which_data_and_how_they_agreed() -> None:
    scene = a_scene()
    referral = sent(scene, ["name", "phone"])
    told = next(one for one in held(SYSTEM, scene.person.party) if one.code == "referrals.referrals")
    row = told.rows[0]
    assert (row["reference"], row["consent_on"], row["consent_how"].code) == (
        referral.reference, clock.today(), "signed",
    )  # fmt: skip
    assert "Mamadou Diallo" in row["copy"]


def test_referrals_follow_a_merge_and_count_one_person() -> None:
    scene = a_scene()
    other = a_person(scene.office, "Jallow")
    sent(scene)
    second = a_scene()
    actions.send(
        by=scene.adviser,
        referral=actions.create(
            by=scene.adviser, person=other, offer=second.offer, office=scene.office, fields=["name"],
            expires_on=clock.today(),
        ),
        means="signed",
        language="fr",
    )  # fmt: skip
    kept, absorbed = Person.objects.get(pk=scene.person.pk), Person.objects.get(pk=other.pk)
    merging.merge(
        by=SYSTEM, kept=kept, absorbed=absorbed, choices={}, reason="Même personne",
        expected_kept=kept.version, expected_absorbed=absorbed.version,
    )  # fmt: skip
    assert set(Referral.objects.values_list("person", flat=True)) == {scene.person.pk}
    assert Fact.objects.standing().filter(kind="referred").count() == 2


def test_the_letter_bears_the_phone_of_the_office_only_where_it_is_shared() -> None:
    silent, told = (
        str(letter_words(sent(a_scene(), fields), language="fr"))
        for fields in (["name"], ["name", "adviser"])
    )
    assert ("Diallo" in silent, "0539000000" in silent) == (True, False)
    assert "0539000000" in told
