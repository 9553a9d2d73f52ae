"""The institution's pages: the link alone opens nothing, a member sees no person, list or search."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.messaging.models import Message
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.services.referrals import actions
from wasl.services.referrals.models import Referral
from wasl.services.referrals.tests.factories import (
    a_scene,
    an_institution,
    code_of_latest,
    drafted,
    in_days,
    link_of_latest,
    sent,
)
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = [pytest.mark.pages, pytest.mark.django_db]


def linked(path: str) -> Client:
    """A browser that has exchanged the link."""
    client = Client(headers={"accept-language": "fr"})
    assert client.post(path).headers["Location"] == reverse("referrals:code")
    return client


def test_nothing_is_read_without_link_or_code() -> None:
    client = Client(headers={"accept-language": "fr"})
    for name in ("referrals:given", "referrals:given_answer"):
        args = ["accepter"] if name.endswith("answer") else []
        assert client.get(reverse(name, args=args)).headers["Location"] == reverse("referrals:code")


def test_link_then_code_open_one_referral_and_it_is_answered_there() -> None:
    scene = a_scene()
    referral = sent(scene)
    client = linked(link_of_latest())
    assert "Diallo" not in client.get(reverse("referrals:code")).content.decode()
    assert client.get(reverse("referrals:given")).status_code == 302
    client.post(reverse("referrals:new_code"))
    client.post(reverse("referrals:code"), {"code": code_of_latest().lower()})
    assert "Mamadou Diallo" in client.get(reverse("referrals:given")).content.decode()
    answer = reverse("referrals:given_answer", args=["accepter"])
    assert client.get(answer).status_code == 200
    client.post(answer, {"meeting_on": f"{in_days(3):%d/%m/%Y}", "meeting_place": "Guichet 4"})
    referral.refresh_from_db()
    assert (referral.status, referral.answered_way, referral.meeting_place) == (
        "accepted",
        "link",
        "Guichet 4",
    )
    client.post(reverse("referrals:close"))
    assert client.get(reverse("referrals:given")).status_code == 302


def test_unknown_wrong_old_used_and_withdrawn_are_answered_alike(moving_clock: Any) -> None:
    scene, other = a_scene(), a_scene()
    referral = sent(scene)
    path = link_of_latest()
    client = linked(path)
    client.post(reverse("referrals:new_code"))
    right = code_of_latest()
    stranger = Client(headers={"accept-language": "fr"})
    said = {
        "wrong": refusal(client, "0000-0000-000"),
        "without a link": refusal(stranger, right),
    }
    sent(other)
    elsewhere = linked(link_of_latest())
    said["of another referral"] = refusal(elsewhere, right)
    with clock.moved_to(clock.now() + timedelta(minutes=29)):
        client.get(reverse("referrals:code"))
    with clock.moved_to(clock.now() + timedelta(minutes=31)):
        late = linked(path)
        said["old"] = refusal(late, right)
    client.post(reverse("referrals:new_code"))
    used = fresh_code(referral)
    assert client.post(reverse("referrals:code"), {"code": used}).status_code == 303
    said["used"] = refusal(client, used)
    actions.withdraw(by=scene.adviser, referral=Referral.objects.get(pk=referral.pk))
    said["withdrawn"] = refusal(client, used)
    assert len(set(said.values())) == 1, said
    gone = Client(headers={"accept-language": "fr"})
    unknown = gone.post(reverse("accounts:open_link", args=["referrals.referral", "AAAAAAAA", "B" * 26]))
    withdrawn = gone.post(path)
    assert (unknown.status_code, withdrawn.status_code) == (403, 403)
    assert notice(unknown) == notice(withdrawn)


def fresh_code(referral: Referral) -> str:
    """The code of the latest message about this referral."""
    assert Message.objects.filter(purpose="referrals.code", about_id=str(referral.pk)).exists()
    return code_of_latest()


def refusal(client: Client, code: str) -> str:
    answer = client.post(reverse("referrals:code"), {"code": code})
    assert answer.status_code == 200
    return notice(answer)


def notice(answer: Any) -> str:
    """The words that refuse, whatever page they stand on."""
    words = "Cette référence et ce code"
    body: str = answer.content.decode()
    return body[body.index(words) :][:160] if words in body else body


def test_codes_are_sent_three_times_an_hour_and_few_are_tried() -> None:
    scene = a_scene()
    sent(scene)
    client = linked(link_of_latest())
    for _time in range(5):
        client.post(reverse("referrals:new_code"))
    assert Message.objects.filter(purpose="referrals.code").count() == 3
    for _time in range(6):
        refusal(client, "0000-0000-000")
    assert client.post(reverse("referrals:code"), {"code": code_of_latest()}).status_code == 200, (
        "too many tries"
    )


def test_asking_for_a_code_without_a_link_answers_the_same_and_sends_nothing() -> None:
    sent(a_scene())
    answer = Client().post(reverse("referrals:new_code"))
    assert answer.headers["Location"] == reverse("referrals:code")
    assert not Message.objects.filter(purpose="referrals.code").exists()


def test_a_session_of_one_referral_opens_no_other() -> None:
    first, second = a_scene(), a_scene(family_name="Autreplantée")
    sent(first)
    client = linked(link_of_latest())
    client.post(reverse("referrals:new_code"))
    client.post(reverse("referrals:code"), {"code": code_of_latest()})
    sent(second)
    client.post(link_of_latest())
    answer = client.get(reverse("referrals:given"), follow=True)
    assert "Autreplantée" not in answer.content.decode()
    assert "Diallo" not in answer.content.decode()


def test_a_fresh_link_replaces_the_one_before() -> None:
    scene = a_scene()
    referral = sent(scene)
    before = link_of_latest()
    actions.send_link_again(by=scene.adviser, referral=referral, site="http://testserver")
    assert Client().post(before).status_code == 403
    linked(link_of_latest())


def test_a_member_sees_the_referrals_of_the_institution_and_no_person_page_list_or_search() -> None:
    scene, other = a_scene(), a_scene(family_name="Autreplantée")
    referral, foreign = sent(scene), sent(other)
    member = signed_in(Role.PARTNER, scene.institution)
    listed = member.get(reverse("referrals:received")).content.decode()
    assert referral.reference in listed
    assert "Diallo" in listed
    assert foreign.reference not in listed
    assert "Autreplantée" not in listed
    assert member.get(reverse("referrals:received_one", args=[foreign.pk])).status_code == 404
    for address in (
        scene.person.get_absolute_url(),
        reverse("people:list"),
        reverse("people:search") + "?q=Diallo",
        referral.get_absolute_url(),
        reverse("referrals:list"),
        reverse("referrals:returns"),
    ):
        assert member.get(address).status_code in (403, 404), address
    page = member.get(reverse("referrals:received_one", args=[referral.pk])).content.decode()
    assert f"/personnes/{scene.person.pk}/" not in page


def test_a_draft_and_a_cancelled_one_are_not_listed() -> None:
    scene = a_scene()
    draft = drafted(scene)
    member = signed_in(Role.PARTNER, scene.institution)
    assert draft.reference not in member.get(reverse("referrals:received")).content.decode()
    actions.cancel(by=scene.adviser, referral=draft, reason="Autre choix")
    assert member.get(reverse("referrals:received_one", args=[draft.pk])).status_code == 404


def test_a_member_is_told_that_the_consent_was_withdrawn() -> None:
    scene = a_scene()
    referral = actions.withdraw(by=scene.adviser, referral=sent(scene))
    page = signed_in(Role.PARTNER, scene.institution).get(
        reverse("referrals:received_one", args=[referral.pk])
    )
    assert "a retiré son consentement" in page.content.decode()
    assert "Diallo" not in page.content.decode()


def test_a_member_of_one_office_reads_what_was_sent_to_that_office_or_to_none() -> None:
    scene = a_scene()
    here, there = an_office(scene.institution), an_office(scene.institution)
    scene.contact.office = there
    scene.contact.save()
    referral = sent(scene)
    limited = signed_in(Role.PARTNER, scene.institution, offices=[here])
    assert limited.get(reverse("referrals:received_one", args=[referral.pk])).status_code == 404
    right = signed_in(Role.PARTNER, scene.institution, offices=[there])
    assert right.get(reverse("referrals:received_one", args=[referral.pk])).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_received_asks_as_many_queries_for_thirty_as_for_one(
    count: int, django_assert_max_num_queries: Any
) -> None:
    scene = a_scene()
    for _number in range(count):
        offer, contact = an_institution()
        offer.organisation = contact.organisation = scene.institution
        offer.save()
        contact.save()
        sent(scene, offer=offer, contact=contact, person=a_person(scene.office))
    member = signed_in(Role.PARTNER, scene.institution)
    with django_assert_max_num_queries(16):
        assert member.get(reverse("referrals:received")).content.decode().count("Diallo") == count


def test_the_person_withdraws_on_the_public_page() -> None:
    scene = a_scene()
    referral = sent(scene)
    receipt = actions.print_receipt(by=scene.adviser, referral=referral)
    client = Client(headers={"accept-language": "fr"})
    address = reverse("referrals:withdraw_by_person")
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"reference": receipt.reference, "code": "0000-0000-000", "sure": "on"})
    unknown = client.post(address, {"reference": "ORXXXX", "code": receipt.code, "sure": "on"})
    assert notice(wrong) == notice(unknown)
    done = client.post(address, {"reference": receipt.reference, "code": receipt.code, "sure": "on"})
    assert done.headers["Location"] == reverse("referrals:withdrawn")
    assert client.get(reverse("referrals:withdrawn")).status_code == 200
    referral.refresh_from_db()
    assert referral.status == "withdrawn"
