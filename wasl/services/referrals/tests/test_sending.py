"""A referral is prepared, sent on a consent of its own, withdrawn, taken back; its facts follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from wasl.base.accounts.models import AccessGrant
from wasl.base.messaging.models import Message
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Grant, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.referrals import actions
from wasl.services.referrals.models import Referral
from wasl.services.referrals.queries.facts import expected_facts
from wasl.services.referrals.queries.sharing import shared_with_receiver
from wasl.services.referrals.tests.factories import (
    a_scene,
    an_institution,
    code_of_latest,
    drafted,
    in_days,
    link_of_latest,
    message,
    sent,
)
from wasl.spine.cases.actions import close_case
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.facts.models import Fact
from wasl.spine.people import actions as people
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db


def standing(referral: Referral) -> list[str]:
    rows = Fact.objects.standing().filter(source_kind="referrals.referral", source_id=referral.pk)
    return sorted(rows.values_list("kind", flat=True))


@pytest.mark.parametrize("role", [one for one in Role if one != Role.ADVISER])
def test_only_an_adviser_prepares_a_referral(role: str) -> None:
    scene = a_scene()
    with pytest.raises(Refused):
        drafted(scene, by=an_actor(role, scene.office, id=5))


def test_an_adviser_of_another_office_is_refused() -> None:
    scene = a_scene()
    other = an_office(scene.office.organisation)
    with pytest.raises(Refused):
        drafted(scene, by=an_actor(Role.ADVISER, other, id=5), office=other)


def test_a_closed_case_refers_nobody() -> None:
    scene = a_scene()
    case = a_case(scene.office, scene.person.party, on=clock.today())
    referral = drafted(scene, case=case)
    close_case(by=scene.adviser, case=case, reason="completed")
    with pytest.raises(RuleBroken):
        actions.send(by=scene.adviser, referral=referral, means="signed", language="fr")
    with pytest.raises(RuleBroken):
        drafted(scene, case=case)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"fields": []}, "none"),
        ({"fields": ["name", "notes"]}, "unknown"),
        ({"fields": ["paper"]}, "paper"),
        ({"fields": ["paper_number"]}, "number"),
        ({"expires_on": date(2020, 1, 1)}, "expiry_past"),
        ({"expires_on": date(2090, 1, 1)}, "expiry_far"),
    ],
)
def test_what_cannot_be_shared_is_not_prepared(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleBroken) as told:
        drafted(a_scene(), **changed)
    assert told.value.code == code


def test_neither_a_closed_offer_nor_another_s_contact_nor_another_s_paper_is_taken() -> None:
    scene = a_scene()
    stranger = a_person(scene.office, "Autre")
    paper = people.record_paper(by=scene.adviser, person=stranger, kind="passport", number="AA1")
    with pytest.raises(RuleBroken) as told:
        drafted(scene, ["paper"], paper=paper)
    assert told.value.field == "paper"
    with pytest.raises(RuleBroken) as told:
        drafted(scene, contact=an_institution()[1])
    assert told.value.code == "contact"
    scene.offer.closed_on = in_days(-1)
    with pytest.raises(RuleBroken) as told:
        drafted(scene)
    assert told.value.code == "offer"


def test_one_referral_at_a_time_waits_at_a_service() -> None:
    scene = a_scene()
    sent(scene)
    with pytest.raises(RuleBroken) as told:
        drafted(scene)
    assert told.value.code == "waiting"


def test_nothing_leaves_before_a_consent_and_the_fields_are_frozen_when_it_is_given() -> None:
    scene = a_scene(phone="0661000001")
    referral = drafted(scene, ["name", "phone"])
    assert not Message.objects.exists()
    assert not shared_with_receiver(referral)
    assert standing(referral) == []
    people.record_name(by=scene.adviser, person=scene.person, text="Mamadou Diallo")
    referral = actions.send(by=scene.adviser, referral=referral, means="signed", language="fr")
    scene.person.phone = "0661999999"
    scene.person.save(update_fields=["phone"])
    again = Referral.objects.get(pk=referral.pk)
    assert [one.text for one in shared_with_receiver(again)] == ["Mamadou Diallo", "0661000001"]
    assert standing(referral) == ["referred"]


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"means": "spoken"}, "witness"),
        ({"means": "nodded"}, "means"),
        ({"language": "xx"}, "language"),
        ({"on": date(2090, 1, 1)}, "on"),
    ],
)
def test_a_consent_says_how_in_which_language_and_before_whom(how: dict[str, Any], field: str) -> None:
    scene = a_scene()
    terms: dict[str, Any] = {"means": "signed", "language": "ar", **how}
    with pytest.raises(RuleBroken) as told:
        actions.send(by=scene.adviser, referral=drafted(scene), **terms)
    assert told.value.field == field


def test_a_referral_sent_cannot_be_sent_again_nor_given_up() -> None:
    scene = a_scene()
    referral = sent(scene)
    with pytest.raises(RuleBroken):
        actions.send(by=scene.adviser, referral=referral, means="signed", language="fr")
    with pytest.raises(RuleBroken):
        actions.cancel(by=scene.adviser, referral=referral, reason="Erreur")


def test_two_who_send_the_same_draft_send_it_once() -> None:
    scene = a_scene()
    first = drafted(scene)
    second = Referral.objects.get(pk=first.pk)
    actions.send(by=scene.adviser, referral=first, means="signed", language="fr")
    with pytest.raises(Conflict):
        actions.send(by=scene.adviser, referral=second, means="signed", language="fr")


def test_the_institution_is_written_to_in_its_language_without_a_word_of_the_person() -> None:
    scene = a_scene(phone="0661000001")
    scene.contact.language = "ar"
    scene.contact.save()
    sent(scene, ["name", "phone"])
    told = message("referral")
    assert (told.channel, told.to, told.language) == ("email", "accueil@institution.example", "ar")
    assert link_of_latest().startswith("/")
    assert "Diallo" not in told.body + told.subject
    assert "0661" not in told.body


def test_without_a_contact_nobody_is_written_to() -> None:
    scene = a_scene()
    sent(scene, contact=None)
    assert not Message.objects.exists()


def test_a_withdrawal_removes_the_copy_tells_the_institution_and_keeps_the_trace() -> None:
    scene = a_scene()
    referral = actions.withdraw(by=scene.adviser, referral=sent(scene))
    referral = Referral.objects.get(pk=referral.pk)
    assert (referral.status, referral.shared, referral.holds_copy) == ("withdrawn", "", False)
    assert referral.consent.withdrawn_at is not None
    assert not referral.consent.withdrawn_by_person
    assert "Diallo" not in message("withdrawn").body
    assert message("referral").status == "cancelled"
    assert standing(referral) == ["referred"], "it happened, with a consent"
    with pytest.raises(RuleBroken):
        actions.withdraw(by=scene.adviser, referral=referral)


def test_whoever_may_not_withdraw_for_the_person_is_refused() -> None:
    scene = a_scene()
    referral = sent(scene)
    for role in (Role.RECEPTION, Role.MONITORING, Role.PARTNER):
        with pytest.raises(Refused):
            actions.withdraw(by=an_actor(role, scene.office, id=6), referral=referral)


def test_the_person_withdraws_alone_by_the_code_of_the_latest_receipt() -> None:
    scene = a_scene()
    referral = sent(scene)
    old = actions.print_receipt(by=scene.adviser, referral=referral)
    receipt = actions.print_receipt(by=scene.adviser, referral=referral)
    for code in (old.code, "0000-0000-000"):
        with pytest.raises(Refused):
            actions.withdraw_by_person(reference=receipt.reference, code=code, source="here")
    actions.withdraw_by_person(reference=receipt.reference.lower(), code=receipt.code, source="here")
    referral.refresh_from_db()
    assert referral.status == "withdrawn"
    assert referral.consent.withdrawn_by_person
    with pytest.raises(Refused):
        actions.withdraw_by_person(reference=receipt.reference, code=receipt.code, source="here")


def test_a_mistake_is_taken_back_with_its_facts() -> None:
    scene = a_scene()
    referral = sent(scene)
    actions.accept(by=scene.member, referral=referral, way="member")
    actions.say_outcome(
        by=scene.member, referral=referral, way="member", outcome="received", on=clock.today()
    )
    assert standing(referral) == ["received", "referred"]
    actions.void(by=scene.adviser, referral=referral, reason="Autre personne")
    assert standing(referral) == []
    assert [*expected_facts()] == []


def test_what_the_records_ask_for_is_what_stands() -> None:
    scene = a_scene()
    referral = sent(scene)
    actions.accept(by=scene.member, referral=referral, way="member")
    actions.say_outcome(by=scene.member, referral=referral, way="member", outcome="served", on=clock.today())
    asked = sorted((one.kind, one.on, one.party_id) for one in expected_facts())
    facts = Fact.objects.standing().filter(source_kind="referrals.referral")
    assert asked == sorted(facts.values_list("kind", "happened_on", "party_id"))
    assert len(asked) == 2


def test_beginning_again_waits_for_a_new_consent() -> None:
    scene = a_scene()
    referral = actions.withdraw(by=scene.adviser, referral=sent(scene))
    fresh = actions.renew(by=scene.adviser, referral=referral, expires_on=in_days(20))
    assert (fresh.status, fresh.renews_id, fresh.fields) == ("draft", referral.pk, referral.fields)
    assert not shared_with_receiver(fresh)
    assert not hasattr(fresh, "consent")


def test_an_expired_referral_is_begun_again_before_the_daily_duty_has_run() -> None:
    scene = a_scene()
    referral = sent(scene, expires_on=in_days(3))
    Referral.objects.filter(pk=referral.pk).update(
        sent_on=in_days(-9), due_on=in_days(-2), expires_on=in_days(-1)
    )
    referral.refresh_from_db()
    fresh = actions.renew(by=scene.adviser, referral=referral, expires_on=in_days(20))
    referral.refresh_from_db()
    assert (referral.status, fresh.status) == ("expired", "draft")


def test_the_day_an_answer_is_due_is_said_by_the_offer_and_never_after_the_last_day() -> None:
    scene = a_scene()
    assert sent(scene).due_on == clock.today() + timedelta(days=scene.offer.answer_days)
    other = a_scene()
    assert sent(other, expires_on=in_days(4)).due_on == in_days(4)


def test_each_institution_is_reminded_once() -> None:
    scene = a_scene()
    referral = sent(scene)
    actions.daily_duty()
    assert not Message.objects.filter(purpose="referrals.reminder").exists()
    Referral.objects.filter(pk=referral.pk).update(sent_on=in_days(-20), due_on=in_days(-5))
    actions.daily_duty()
    actions.daily_duty()
    assert Message.objects.filter(purpose="referrals.reminder").count() == 1
    referral.refresh_from_db()
    assert referral.reminded_on == clock.today()


def test_copies_are_removed_after_their_time_and_the_line_stays(settings: Any) -> None:
    scene = a_scene()
    referral = sent(scene)
    days = settings.WASL_REFERRAL_KEEP_DAYS
    for past, kept in ((days, True), (days + 1, False)):
        Referral.objects.filter(pk=referral.pk).update(
            sent_on=in_days(-past - 9), due_on=in_days(-past - 1), expires_on=in_days(-past)
        )
        actions.daily_duty()
        referral.refresh_from_db()
        assert referral.holds_copy == bool(referral.shared) == kept
    assert (referral.status, referral.reference != "") == ("expired", True)


def test_a_person_forgotten_leaves_no_word_and_no_open_door() -> None:
    scene = a_scene()
    referral = sent(scene)
    actions.forget(scene.person.pk, scene.adviser)
    referral.refresh_from_db()
    assert (referral.shared, referral.reason, referral.holds_copy) == ("", "", False)
    assert not shared_with_receiver(referral)


def test_a_code_is_kept_from_whoever_reads_the_outbox_at_the_desk() -> None:
    scene = a_scene()
    referral = sent(scene)
    grant = AccessGrant.objects.get(purpose="referrals.referral", object_id=str(referral.pk))
    actions.send_code(grant=grant)
    told = message("code")
    assert (told.channel, told.to) == ("sms", "+212522000001")
    assert code_of_latest()
    desk = Actor(77, "desk", (Grant(Role.ADVISER, scene.office.organisation_id),))
    assert told.pk not in Message.objects.visible_to(desk).values_list("pk", flat=True)
