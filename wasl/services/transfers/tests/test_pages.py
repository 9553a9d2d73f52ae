"""The pages of both sides: who is refused, from the case to the answer; figures equal their lists."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.services.transfers import actions
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.queries.figures import FIGURES
from wasl.services.transfers.tests.factories import Scene, a_scene, accepted, prepared, proposed
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = [pytest.mark.pages, pytest.mark.django_db]


def sender(scene: Scene) -> Client:
    return signed_in(Role.ADVISER, scene.here.organisation, offices=[scene.here])


def taker(scene: Scene) -> Client:
    return signed_in(Role.COORDINATOR, scene.partner)


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_neither_another_office_nor_another_role_sees_that_it_exists() -> None:
    scene = a_scene()
    transfer = proposed(scene)
    elsewhere = signed_in(Role.ADVISER, scene.here.organisation, offices=[an_office(scene.here.organisation)])
    monitoring = signed_in(Role.MONITORING, scene.here.organisation)
    assert elsewhere.get(transfer.get_absolute_url()).status_code == 404
    assert transfer.reference not in body(elsewhere, reverse("transfers:list") + "?columns=reference")
    assert monitoring.get(transfer.get_absolute_url()).status_code == 403
    assert monitoring.get(reverse("transfers:list")).status_code == 403
    assert reverse("transfers:transfer", args=[transfer.pk]) not in body(
        monitoring, scene.case.get_absolute_url()
    )


def test_a_case_goes_from_its_page_to_the_partner_who_takes_it_over() -> None:
    scene = a_scene()
    client = sender(scene)
    address = reverse("transfers:for_case", args=[scene.case.pk])
    assert address in body(client, scene.case.get_absolute_url())
    asked = {
        "receiver": scene.partner.pk,
        "office": scene.there.pk,
        "along": ["identity", "plan"],
        "reason": "Part",
    }
    consent = client.post(address, asked).headers["Location"]
    told = body(client, consent)
    for language in ("J’accepte que", "أوافق على", "I agree that"):
        assert language in told
    silent = {"language": "fr", "means": "spoken", "on": f"{clock.today():%d/%m/%Y}", "agreed": "on"}
    assert client.post(consent, silent).status_code == 200
    assert client.post(consent, {**silent, "witness": "Interprète"}).status_code == 303
    transfer = Transfer.objects.get()
    assert transfer.status == "proposed"
    assert address not in body(client, scene.case.get_absolute_url())
    partner = taker(scene)
    assert reverse("transfers:received") in body(partner, reverse("home"))
    answer = reverse("transfers:accept", args=[transfer.pk])
    assert answer in body(partner, transfer.received_url)
    chosen = {"office": scene.there.pk, "guichet": scene.guichet.pk, "adviser": scene.adviser.pk}
    done = partner.post(answer, chosen)
    transfer.refresh_from_db()
    assert transfer.new_case is not None
    assert done.headers["Location"] == transfer.new_case.get_absolute_url()
    assert transfer.received_url in body(partner, transfer.new_case.get_absolute_url())
    assert transfer.get_absolute_url() in body(client, scene.case.get_absolute_url())
    assert client.get(reverse("cases:reopen", args=[scene.case.pk])).status_code == 403


def test_the_second_who_accepts_is_told_on_the_page() -> None:
    scene = a_scene()
    transfer = proposed(scene)
    client = taker(scene)
    page = client.get(reverse("transfers:accept", args=[transfer.pk]))
    chosen = {"office": scene.there.pk, "guichet": scene.guichet.pk, "adviser": scene.adviser.pk}
    version = {"version": page.context["locking"].version}
    accepted(scene, transfer)
    late = client.post(reverse("transfers:accept", args=[transfer.pk]), {**chosen, **version})
    assert late.status_code in (200, 409)
    assert Transfer.objects.get().new_case is not None


def test_the_receipt_is_set_in_french_and_arabic_once_there_is_a_consent() -> None:
    scene = a_scene()
    transfer = prepared(scene)
    address = reverse("transfers:receipt", args=[transfer.pk])
    client = sender(scene)
    assert client.post(address).status_code == 302
    actions.propose(by=scene.sender, transfer=transfer, means="signed", language="ar")
    for language in ("", "fr"):
        answer = client.post(address, {"langue": language})
        assert answer.content[:5] == b"%PDF-"
        assert "no-store" in answer.headers["Cache-Control"]


def test_withdrawn_and_taken_back_on_their_pages() -> None:
    for name, asked in (("withdraw", {}), ("give_up", {"reason": "Reste ici"})):
        scene = a_scene()
        transfer = proposed(scene)
        client = sender(scene)
        assert client.post(reverse(f"transfers:{name}", args=[transfer.pk]), asked).status_code == 303
        transfer.refresh_from_db()
        assert transfer.status == "withdrawn"
        assert body(taker(scene), transfer.received_url)


def test_each_figure_of_a_partner_opens_to_as_many_lines() -> None:
    scene = a_scene()
    accepted(scene)
    for turn in ("wait", "declined", "stopped"):
        person = a_person(scene.here, turn, reason_new="autre")
        case = a_case(scene.here, person.party, on=clock.today())
        transfer = actions.prepare(
            by=scene.sender,
            case=case,
            receiver=scene.partner,
            along=["identity"],
            reason="Part",
            office=scene.there,
        )
        actions.propose(by=scene.sender, transfer=transfer, means="signed", language="fr")
        if turn == "declined":
            actions.decline(by=scene.taker, transfer=transfer, reason="full")
        elif turn == "stopped":
            actions.withdraw(by=scene.sender, transfer=transfer)
    for client, side, listed in (
        (sender(scene), "sent", "transfers:list"), (taker(scene), "got", "transfers:received"),
    ):  # fmt: skip
        page = client.get(reverse("transfers:partners"))
        (partner,) = page.context["table"].page.records
        counts = {code: getattr(partner, f"{side}_{code}") for code in FIGURES}
        assert counts == {"proposed": 4, "accepted": 1, "declined": 1, "waiting": 1, "stopped": 1}
        for code, count in counts.items():
            found = client.get(f"{reverse(listed)}?partner={partner.pk}&figure={code}")
            assert len(found.context["table"].rows) == count, (side, code)
        assert client.get(reverse("transfers:partners") + "?export=csv").status_code == 200


def test_the_lists_ask_a_constant_number_of_times() -> None:
    scene = a_scene()
    clients = ((sender(scene), "transfers:list"), (taker(scene), "transfers:received"))
    asked: list[list[int]] = []
    proposed(scene)
    for more in (0, 12):
        for number in range(more):
            person = a_person(scene.here, f"Arbre{number}", reason_new="autre")
            case = a_case(scene.here, person.party, on=clock.today())
            transfer = actions.prepare(
                by=scene.sender, case=case, receiver=scene.partner, along=["identity"], reason="Part"
            )
            actions.propose(by=scene.sender, transfer=transfer, means="signed", language="fr")
        asked.append([])
        for client, name in clients:
            client.get(reverse(name))
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse(name))
            asked[-1].append(len(captured))
    assert asked[0] == asked[1]
