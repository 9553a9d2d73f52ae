"""The sender's pages: who is refused, from the choice of a service to the receipt; figures equal their lists."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.services.referrals import actions
from wasl.services.referrals.models import Referral
from wasl.services.referrals.queries.returns import FIGURES
from wasl.services.referrals.tests.factories import Scene, a_scene, an_institution, drafted, in_days, sent
from wasl.spine.cases.actions import close_case
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = [pytest.mark.pages, pytest.mark.django_db]


def adviser(scene: Scene) -> Client:
    return signed_in(Role.ADVISER, scene.office.organisation, offices=[scene.office])


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_neither_another_office_nor_another_role_prepares_or_reads() -> None:
    scene = a_scene()
    referral = sent(scene)
    elsewhere = signed_in(
        Role.ADVISER, scene.office.organisation, offices=[an_office(scene.office.organisation)]
    )
    desk = signed_in(Role.RECEPTION, scene.office.organisation, offices=[scene.office])
    assert elsewhere.get(referral.get_absolute_url()).status_code == 404
    assert elsewhere.get(reverse("referrals:for_person", args=[scene.person.pk])).status_code == 404
    assert referral.reference not in body(elsewhere, reverse("referrals:list"))
    for name in ("referrals:for_person", "referrals:referral", "referrals:send", "referrals:letter"):
        assert desk.get(reverse(name, args=[scene.person.pk])).status_code == 403


def test_a_closed_case_is_refused_in_plain_words_and_shows_no_button() -> None:
    scene = a_scene()
    case = a_case(scene.office, scene.person.party)
    address = reverse("referrals:for_case", args=[case.pk])
    client = adviser(scene)
    assert address in body(client, case.get_absolute_url())
    close_case(by=scene.adviser, case=case, reason="completed")
    assert address not in body(client, case.get_absolute_url())
    assert client.get(address).status_code == 403


def test_a_referral_goes_from_the_choice_of_a_service_to_its_sending() -> None:
    scene = a_scene()
    scene.offer.conditions_fr = "Avoir plus de dix-huit ans"
    scene.offer.save()
    client = adviser(scene)
    address = reverse("referrals:for_person", args=[scene.person.pk])
    assert address in body(client, scene.person.get_absolute_url())
    assert "Avoir plus de dix-huit ans" in body(client, address)
    assert "Formation en couture" not in body(client, f"{address}?kind=health")
    asked = {
        "fields_shared": ["name", "reason"],
        "reason": "Cherche une formation",
        "contact": scene.contact.pk,
        "expires_on": f"{in_days(30):%d/%m/%Y}",
    }
    answer = client.post(f"{address}?offre={scene.offer.pk}", asked)
    referral = Referral.objects.get()
    consent = reverse("referrals:send", args=[referral.pk])
    assert answer.headers["Location"] == consent
    told = body(client, consent)
    for language in ("J’accepte que", "أوافق على", "I agree that"):
        assert language in told
    silent = {"language": "fr", "means": "spoken", "on": f"{clock.today():%d/%m/%Y}", "agreed": "on"}
    assert client.post(consent, silent).status_code == 200
    assert Referral.objects.get().status == "draft"
    assert client.post(consent, {**silent, "witness": "Interprète"}).status_code == 303
    referral.refresh_from_db()
    assert (referral.status, referral.consent.witness) == ("sent", "Interprète")
    assert referral.reference in body(client, referral.get_absolute_url())
    assert "Formation en couture" in body(client, scene.person.get_absolute_url())


def test_what_cannot_be_shared_is_said_beside_its_field_and_what_was_typed_stays() -> None:
    scene = a_scene()
    address = reverse("referrals:for_person", args=[scene.person.pk]) + f"?offre={scene.offer.pk}"
    answer = adviser(scene).post(
        address,
        {"fields_shared": ["paper_number"], "reason": "Mot gardé", "expires_on": f"{in_days(3):%d/%m/%Y}"},
    )
    assert answer.status_code == 200
    assert "Mot gardé" in answer.content.decode()
    assert "Un numéro n’est partagé qu’avec son papier." in answer.content.decode()
    assert not Referral.objects.exists()


def test_letter_and_receipt_are_set_in_french_and_arabic_and_only_while_they_say_something_true() -> None:
    scene = a_scene()
    referral = sent(scene)
    client = adviser(scene)
    for language in ("fr", "ar"):
        letter = client.get(reverse("referrals:letter", args=[referral.pk]) + f"?langue={language}")
        receipt = client.post(reverse("referrals:receipt", args=[referral.pk]), {"langue": language})
        assert letter.content[:5] == receipt.content[:5] == b"%PDF-"
        assert "no-store" in receipt.headers["Cache-Control"]
    actions.withdraw(by=scene.adviser, referral=Referral.objects.get())
    assert client.get(reverse("referrals:letter", args=[referral.pk])).status_code == 404
    assert client.post(reverse("referrals:receipt", args=[referral.pk])).status_code == 302


def test_an_answer_told_by_phone_a_withdrawal_and_a_mistake_are_written_on_their_pages() -> None:
    scene = a_scene()
    client = adviser(scene)
    referral = sent(scene)
    today = f"{clock.today():%d/%m/%Y}"
    told = reverse("referrals:told", args=[referral.pk, "refuser"])
    assert client.post(told, {"reason": "full", "on": today}).status_code == 303
    again = actions.renew(by=scene.adviser, referral=Referral.objects.get(), expires_on=in_days(9))
    actions.send(by=scene.adviser, referral=again, means="signed", language="fr")
    assert client.post(reverse("referrals:withdraw", args=[again.pk]), {}).status_code == 303
    assert client.post(reverse("referrals:void", args=[referral.pk]), {"reason": "Erreur"}).status_code == 303
    assert sorted(Referral.objects.values_list("status", flat=True)) == ["voided", "withdrawn"]
    assert client.get(reverse("referrals:told", args=[referral.pk, "autre"])).status_code == 404


def told_apart() -> Scene:
    """An institution with referrals in every state, two of them of one person; another institution with one."""
    scene = a_scene()
    other = an_institution("Autre")[0]

    def to(offer_kind: str, **known: Any) -> Referral:
        offer, contact = an_institution()
        offer.organisation = contact.organisation = scene.institution
        offer.kind = offer_kind
        offer.save()
        contact.save()
        return sent(scene, offer=offer, contact=contact, **known)

    member = {"by": scene.member, "way": "member"}
    to("health")
    actions.decline(referral=to("language"), reason="full", **member)  # type: ignore[arg-type]
    actions.decline(referral=to("legal"), reason="papers", **member)  # type: ignore[arg-type]
    done = actions.accept(referral=to("training", person=a_person(scene.office, "Deux")), **member)  # type: ignore[arg-type]
    actions.say_outcome(referral=done, outcome="served", on=done.sent_on, **member)  # type: ignore[arg-type]
    actions.withdraw(by=scene.adviser, referral=to("papers", person=a_person(scene.office, "Trois")))
    actions.void(by=scene.adviser, referral=to("housing"), reason="Erreur")
    late, gone = to("social"), to("finance")
    Referral.objects.filter(pk=late.pk).update(sent_on=in_days(-30), due_on=in_days(-10))
    Referral.objects.filter(pk=gone.pk).update(
        sent_on=in_days(-90), due_on=in_days(-60), expires_on=in_days(-30)
    )
    drafted(scene)
    sent(scene, offer=other, contact=None)
    return scene


@pytest.mark.parametrize(
    "period", ["", f"from={in_days(-40):%Y-%m-%d}", f"from={in_days(-1)}&to={in_days(1)}"]
)
def test_each_figure_of_an_institution_opens_to_as_many_lines(period: str) -> None:
    scene = told_apart()
    client = signed_in(Role.COORDINATOR, scene.office.organisation)
    choose = "&".join(f"columns={code}" for code in ("institution", "people", *FIGURES))
    client.get(f"{reverse('referrals:returns')}?{choose}&choose=1")
    page = body(client, f"{reverse('referrals:returns')}?{period}")
    links = re.findall(r'href="(/orientations/\?institution=\d+[^"]*)"[^>]*>\s*(?:<[^>]+>)*\s*(\d+)', page)
    seen = set()
    for href, number in links:
        address = href.replace("&amp;", "&")
        lines = client.get(f"{address}&export=csv")
        rows = b"".join(lines).decode().strip().splitlines()[1:]
        assert len(rows) == int(number), address
        seen.add(re.search(r"figure=(\w+)", address)[1])  # type: ignore[index]
    assert seen == set(FIGURES), "every figure opens"
    assert re.search(r"each=person", page)


def test_people_and_referrals_are_counted_apart() -> None:
    scene = told_apart()
    client = signed_in(Role.MONITORING, scene.office.organisation)
    page = body(client, reverse("referrals:returns"))
    figure = r"[^>]*>\s*(?:<[^>]+>)*\s*(\d+)"
    pk = scene.institution.pk
    one_each = re.findall(rf"institution={pk}&amp;figure=sent&amp;each=person{figure}", page)
    every = re.findall(rf'institution={pk}&amp;figure=sent"{figure}', page)
    assert ("7" in every, one_each) == (True, ["3"])
    for asked, lines in (("", 8), ("&each=person", 3)):
        listed = client.get(f"{reverse('referrals:list')}?figure=sent{asked}&export=csv")
        assert len(b"".join(listed).decode().strip().splitlines()) - 1 == lines
        assert f'figure=sent{asked.replace("&", "&amp;")}"' in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_many_queries_for_thirty_as_for_one(
    count: int, django_assert_max_num_queries: Any
) -> None:
    scene = a_scene()
    for _number in range(count):
        sent(scene, person=a_person(scene.office), contact=None)
    client = adviser(scene)
    with django_assert_max_num_queries(20):
        assert body(client, reverse("referrals:list")).count("Formation en couture") == count
    with django_assert_max_num_queries(20):
        body(client, reverse("referrals:returns"))


def test_overdue_ones_are_listed_apart_and_on_the_home_page() -> None:
    scene = a_scene()
    late, fresh = sent(scene), sent(scene, person=a_person(scene.office, "Frais"))
    Referral.objects.filter(pk=late.pk).update(sent_on=in_days(-30), due_on=in_days(-10))
    client = adviser(scene)
    listed = body(client, reverse("referrals:list") + "?watch=overdue")
    assert late.get_absolute_url() in listed
    assert fresh.get_absolute_url() not in listed
    assert "/orientations/?watch=overdue" in body(client, reverse("home"))
