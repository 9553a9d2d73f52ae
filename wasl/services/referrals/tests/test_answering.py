"""The institution answers once, in time, for itself; what came of it is said and corrected."""

from __future__ import annotations

from typing import Any

import pytest

from wasl.kernel import clock
from wasl.kernel.actors import Actor, Grant, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.referrals import actions
from wasl.services.referrals.models import Referral
from wasl.services.referrals.tests.factories import a_scene, in_days, sent
from wasl.services.referrals.tests.test_sending import standing

pytestmark = pytest.mark.django_db


def test_nobody_answers_for_an_institution_that_is_not_theirs() -> None:
    scene, other = a_scene(), a_scene()
    referral = sent(scene)
    expired = Actor(3, "Nobody", ())
    adviser_there = Actor(4, "Adviser", (Grant(Role.ADVISER, scene.institution.pk),))
    guest = Actor(None, referral.reference, kind="guest")
    for by, way in (
        (other.member, "member"), (expired, "member"), (adviser_there, "member"), (scene.adviser, "member"),
        (scene.member, "link"), (guest, "link"), (other.adviser, "told"), (scene.member, "told"),
    ):  # fmt: skip
        with pytest.raises(Refused):
            actions.accept(by=by, referral=referral, way=way)
    with pytest.raises(Refused):
        actions.accept(by=guest, referral=referral, way="link", opened=sent(other).pk)


def test_an_institution_accepts_with_an_appointment_in_words() -> None:
    scene = a_scene()
    referral = actions.accept(
        by=scene.member,
        referral=sent(scene),
        way="member",
        meeting_on=in_days(7),
        meeting_place="10 h, salle 2",
    )
    assert (referral.status, referral.answered_on, referral.answered_way) == (
        "accepted", clock.today(), "member",
    )  # fmt: skip
    assert Referral.objects.get(pk=referral.pk).meeting_place == "10 h, salle 2"


def test_it_declines_for_a_reason_of_the_list_alone() -> None:
    scene = a_scene()
    referral = sent(scene)
    with pytest.raises(RuleBroken):
        actions.decline(by=scene.member, referral=referral, way="member", reason="mood")
    referral = actions.decline(by=scene.member, referral=Referral.objects.get(), way="member", reason="full")
    assert (referral.status, referral.decline_reason) == ("declined", "full")


def test_of_two_answers_at_once_the_first_stands_and_the_second_is_told() -> None:
    scene = a_scene()
    one, two = sent(scene), Referral.objects.get()
    actions.accept(by=scene.member, referral=one, way="member")
    with pytest.raises(Conflict):
        actions.decline(by=scene.member, referral=two, way="member", reason="full")
    with pytest.raises(RuleBroken):
        actions.decline(by=scene.member, referral=Referral.objects.get(), way="member", reason="full")


@pytest.mark.parametrize("over", ["expired", "withdrawn", "declined"])
def test_once_it_is_over_the_institution_answers_nothing(over: str) -> None:
    scene = a_scene()
    referral = sent(scene)
    if over == "expired":
        Referral.objects.update(sent_on=in_days(-9), due_on=in_days(-2), expires_on=in_days(-1))
    elif over == "withdrawn":
        actions.withdraw(by=scene.adviser, referral=referral)
    else:
        actions.decline(by=scene.member, referral=referral, way="member", reason="full")
    with pytest.raises(Refused):
        actions.accept(by=scene.member, referral=Referral.objects.get(), way="member")


def test_an_answer_told_late_is_written_down_by_the_sender_with_its_day() -> None:
    scene = a_scene()
    sent(scene)
    Referral.objects.update(sent_on=in_days(-9), due_on=in_days(-2), expires_on=in_days(-1))
    referral = Referral.objects.get()
    for day in (in_days(-10), in_days(1)):
        with pytest.raises(RuleBroken):
            actions.accept(by=scene.adviser, referral=referral, way="told", on=day)
    referral = actions.accept(by=scene.adviser, referral=Referral.objects.get(), way="told", on=in_days(-3))
    assert (referral.answered_on, referral.answered_way) == (in_days(-3), "told")
    assert not referral.readable_on(clock.today())


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        (["received"], ["received", "referred"]),
        (["served"], ["received", "referred"]),
        (["no_show"], ["referred"]),
        (["refused"], ["referred"]),
        (["received", "served"], ["received", "referred"]),
        (["received", "no_show"], ["referred"]),
        (["no_show", "served"], ["received", "referred"]),
    ],
)
def test_the_fact_follows_the_last_word_on_whether_the_person_was_received(
    said: list[str], facts: list[str]
) -> None:
    scene = a_scene()
    referral = actions.accept(by=scene.member, referral=sent(scene), way="member")
    for outcome in said:
        terms: dict[str, Any] = {"outcome": outcome, "on": clock.today()}
        referral = actions.say_outcome(by=scene.member, referral=referral, way="member", **terms)
    assert standing(referral) == facts
    assert (referral.received_on is not None) == ("received" in facts)


def test_an_outcome_comes_after_the_sending_and_an_acceptance() -> None:
    scene = a_scene()
    referral = sent(scene)
    terms: dict[str, Any] = {"by": scene.member, "way": "member", "outcome": "received"}
    with pytest.raises(RuleBroken):
        actions.say_outcome(referral=referral, on=clock.today(), **terms)
    referral = actions.accept(by=scene.member, referral=referral, way="member")
    for day in (in_days(-1), in_days(1)):
        with pytest.raises(RuleBroken):
            actions.say_outcome(referral=referral, on=day, **terms)
