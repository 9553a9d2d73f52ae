"""Screens of finance: who is refused, what stands on the page, what a form does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.spine.funding.actions import TrancheSpec
from wasl.spine.funding.models import Agreement, Payment, PaymentOrder
from wasl.spine.funding.tests.factories import World, a_payee, a_payment, a_proof, an_agreement, an_order
from wasl.spine.people.tests.factories import a_person, an_office

D = Decimal
PDF = a_proof().getvalue()
SignIn = Callable[..., Client]
READING = ("funding:agreements", "funding:orders", "funding:budgets")


@pytest.fixture
def sign_in(world: World) -> SignIn:
    """A signed-in browser of somebody with this role at the world's organisation (or another office's)."""

    def sign(role: str, *, elsewhere: bool = False) -> Client:
        where = an_office().organisation if elsewhere else world.office.organisation
        someone = accounts.user(where)
        accounts.membership(someone, role, where)
        client = Client()
        client.force_login(someone)
        client.actor = actor_for(someone)  # type: ignore[attr-defined]
        return client

    return sign


def pages_of(agreement: Agreement, order: PaymentOrder, payment: Payment) -> list[str]:
    return [
        reverse("funding:agreement", args=[agreement.pk]),
        reverse("funding:agreement_pdf", args=[agreement.pk]),
        reverse("funding:order", args=[order.pk]),
        reverse("funding:receipt_pdf", args=[payment.pk]),
        reverse("funding:budget", args=[agreement.programme.code]),
    ]


def test_a_visitor_is_sent_to_sign_in(world: World, client: Client) -> None:
    for name in READING:
        assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.ADVISER, Role.COMMITTEE, Role.DONOR, Role.MONITORING])
def test_who_has_nothing_to_do_with_money_is_refused(world: World, sign_in: SignIn, role: str) -> None:
    agreement = an_agreement(world)
    payment = a_payment(world, agreement, a_payee(world))
    browser = sign_in(role)
    for address in [*map(reverse, READING), *pages_of(agreement, payment.order, payment)]:
        assert browser.get(address).status_code == 403, address


def test_finance_of_another_organisation_finds_nothing(world: World, sign_in: SignIn) -> None:
    agreement = an_agreement(world)
    payment = a_payment(world, agreement, a_payee(world))
    browser = sign_in(Role.FINANCE, elsewhere=True)
    for address in pages_of(agreement, payment.order, payment):
        assert browser.get(address).status_code == 404, address
    for name in READING:
        assert world.party.label not in browser.get(reverse(name)).content.decode()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_reads_is_offered_no_act_and_refused_each(world: World, sign_in: SignIn, role: str) -> None:
    agreement = an_agreement(world, signed=False)
    browser = sign_in(role)
    page = browser.get(reverse("funding:agreement", args=[agreement.pk])).content.decode()
    assert reverse("funding:sign", args=[agreement.pk]) not in page
    for name in ("sign", "amend", "end", "cancel", "register_payee"):
        assert browser.get(reverse(f"funding:{name}", args=[agreement.pk])).status_code == 403


def test_the_page_of_an_agreement_says_where_the_money_stands(world: World, sign_in: SignIn) -> None:
    agreement = an_agreement(
        world,
        amount=D("100000.00"),
        tranches=[TrancheSpec(D("60000.00")), TrancheSpec(D("40000.00"), ["Visite de l’atelier"])],
    )
    payee = a_payee(world)
    a_payment(world, agreement, payee)
    page = sign_in(Role.FINANCE).get(reverse("funding:agreement", args=[agreement.pk])).content.decode()
    for text in (
        agreement.reference,
        world.party.label,
        "Visite de l’atelier",
        "•••• 2345",
        "Fonds de start-up",
    ):
        assert text in page, text
    assert "007810000123456789012345" not in page
    assert Entry.objects.filter(verb="funding.read").exists()


def test_an_agreement_is_signed_amended_and_ended_on_screen(world: World, sign_in: SignIn) -> None:
    agreement = an_agreement(world, signed=False)
    browser = sign_in(Role.COORDINATOR)
    signed = browser.post(reverse("funding:sign", args=[agreement.pk]), {"signed_on": "1/3/2022"})
    assert signed.status_code == 303
    wrong = {"tranche_1": "60000", "tranche_2": "0", "signed_on": "1/6/2022", "reason": "Essai", "added": ""}
    amended = browser.post(reverse("funding:amend", args=[agreement.pk]), {**wrong, "tranche_2": "50 000,00"})
    assert amended.status_code == 303
    agreement.refresh_from_db()
    assert agreement.total == D("110000.00")
    ended = browser.post(reverse("funding:end", args=[agreement.pk]), {"reason": "Projet arrêté"})
    assert ended.status_code == 303
    agreement.refresh_from_db()
    assert (agreement.status, agreement.total) == ("terminated", D(0))


def test_a_rule_broken_stands_on_the_form_and_nothing_typed_is_lost(world: World, sign_in: SignIn) -> None:
    agreement = an_agreement(world, "2000000.00", signed=False)
    page = sign_in(Role.COORDINATOR).post(
        reverse("funding:sign", args=[agreement.pk]), {"signed_on": "1/3/2022"}
    )
    assert page.status_code == 200
    assert "1/3/2022" in page.content.decode()
    agreement.refresh_from_db()
    assert agreement.status == "draft"


def test_two_people_bring_a_tranche_from_the_payee_to_the_paid_proof(world: World, sign_in: SignIn) -> None:
    agreement = an_agreement(world)
    finance, coordinator, other = sign_in(Role.FINANCE), sign_in(Role.COORDINATOR), sign_in(Role.FINANCE)
    here = reverse("funding:agreement", args=[agreement.pk])
    made = finance.post(
        reverse("funding:register_payee", args=[agreement.pk]),
        {"mode": "transfer", "holder": "Awa Traoré", "account": "007 810 0001234567890123 45"},
    )
    assert made.status_code == 303
    account = world.party.payees.get().accounts.get()
    confirm = reverse("funding:confirm_account", args=[account.pk])
    assert confirm not in finance.get(here).content.decode()
    assert finance.post(confirm).status_code == 403
    assert confirm in coordinator.get(here).content.decode()
    assert coordinator.post(confirm).status_code == 302

    tranche = agreement.tranches.get(number=1)
    ask = reverse("funding:order_payment", args=[tranche.pk])
    payee = world.party.payees.get()
    assert (
        finance.post(ask, {"payee": payee.pk, "amount": "60 000", "purpose": "Machines"}).status_code == 303
    )
    order = PaymentOrder.objects.get()
    release = reverse("funding:release", args=[order.pk])
    assert finance.post(release).status_code == 403
    assert coordinator.post(release).status_code == 302
    pay = reverse("funding:record_payment", args=[order.pk])
    assert coordinator.get(pay).status_code == 403
    paid_on = clock.today().strftime("%d/%m/%Y")
    without = other.post(pay, {"paid_on": paid_on})
    assert without.status_code == 200
    assert not Payment.objects.exists()
    proof = SimpleUploadedFile("avis.pdf", PDF, content_type="application/pdf")
    done = other.post(pay, {"paid_on": paid_on, "reference": "VIR-1", "proof": proof})
    assert done.status_code == 303
    page = other.get(done["Location"]).content.decode()
    assert "avis.pdf" in page
    assert "VIR-1" in page
    receipt = reverse("funding:receipt", args=[Payment.objects.get().pk])
    assert other.post(receipt, {"received_by": "Awa Traoré", "received_on": paid_on}).status_code == 303


def test_the_same_form_sent_twice_pays_once(world: World, sign_in: SignIn) -> None:
    order = an_order(world, an_agreement(world), a_payee(world))
    sign_in(Role.COORDINATOR).post(reverse("funding:release", args=[order.pk]))
    browser = sign_in(Role.FINANCE)
    address = reverse("funding:record_payment", args=[order.pk])
    for _ in range(2):
        proof = SimpleUploadedFile("avis.pdf", PDF)
        data = {
            "paid_on": clock.today().strftime("%d/%m/%Y"),
            "proof": proof,
            "submission": "one-and-the-same",
        }
        assert browser.post(address, data).status_code == 303
    assert Payment.objects.count() == 1


def test_a_proof_opens_only_for_who_may_see_the_agreement(world: World, sign_in: SignIn) -> None:
    payment = a_payment(world, an_agreement(world), a_payee(world))
    address = payment.proof.get_absolute_url()
    assert sign_in(Role.ADVISER).get(address).status_code in (403, 404)
    assert sign_in(Role.FINANCE, elsewhere=True).get(address).status_code in (403, 404)
    assert sign_in(Role.AUDITOR).get(address).status_code == 200


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_papers_are_set_in_three_languages(world: World, sign_in: SignIn, language: str) -> None:
    agreement = an_agreement(
        world,
        amount=D(100),
        tranches=[TrancheSpec(D(60)), TrancheSpec(D(40), ["Factures & visite <atelier> #1"])],
    )
    payment = a_payment(world, agreement, a_payee(world))
    browser = sign_in(Role.FINANCE)
    for address in pages_of(agreement, payment.order, payment)[1::2]:
        answer = browser.get(f"{address}?langue={language}")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")


def test_the_budget_compares_its_versions_and_shows_its_gauge(world: World, sign_in: SignIn) -> None:
    browser = sign_in(Role.FINANCE)
    address = reverse("funding:amend_budget", args=[world.programme.code])
    data = {
        "line-1": "60000",
        "line-6.1": "120 000",
        "line-6.2": "40000",
        "signed_on": "1/6/2022",
        "note": "Avenant",
    }
    assert browser.post(address, data).status_code == 303
    page = browser.get(reverse("funding:budget", args=[world.programme.code])).content.decode()
    assert "Avenant" in page
    for amount in ("100 000,00", "120 000,00", "160 000,00"):
        assert amount in page.replace("\u202f", " ").replace("\xa0", " "), amount
    rate = reverse("funding:add_rate", args=[world.programme.code])
    assert browser.post(rate, {"on": "1/7/2022", "rate": "10,85", "source": "Banque"}).status_code == 303


@pytest.mark.parametrize("name", ["funding:agreements", "funding:orders"])
def test_a_list_asks_the_same_number_of_questions_for_one_row_and_for_thirty(
    world: World, sign_in: SignIn, name: str
) -> None:
    def one_more() -> None:
        party = a_person(world.office, "Kone", "Salif").party
        there = replace(world, party=party)
        an_order(there, an_agreement(there, "100.00"), a_payee(there, party=party))

    browser = sign_in(Role.FINANCE)
    one_more()
    browser.get(reverse(name))
    with CaptureQueriesContext(connection) as first:
        assert browser.get(reverse(name)).status_code == 200
    for _ in range(29):
        one_more()
    with CaptureQueriesContext(connection) as many:
        assert browser.get(reverse(name)).status_code == 200
    assert len(many) == len(first)


def test_an_export_holds_what_is_filtered_and_stands_in_the_journal(world: World, sign_in: SignIn) -> None:
    an_agreement(world)
    an_agreement(world, "10.00", signed=False)
    answer = sign_in(Role.FINANCE).get(reverse("funding:agreements") + "?status=draft&export=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").strip().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    assert Entry.objects.filter(verb="funding.export").exists()


def test_the_page_of_a_beneficiary_shows_the_money_to_finance_alone(world: World, sign_in: SignIn) -> None:
    agreement = an_agreement(world)
    payment = a_payment(world, agreement, a_payee(world))
    page = sign_in(Role.FINANCE).get(world.party.get_absolute_url()).content.decode()
    assert agreement.get_absolute_url() in page
    assert reverse("funding:order", args=[payment.order_id]) in page
    other = sign_in(Role.ADVISER).get(world.party.get_absolute_url()).content.decode()
    assert agreement.get_absolute_url() not in other
    assert "60" + " 000" not in other.replace("\u202f", " ").replace("\xa0", " ")
