"""Payees, two signatures, and money that leaves once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from types import ModuleType

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.crypto import get_random_string

from wasl.kernel import clock as kernel_clock
from wasl.kernel.actors import Role
from wasl.kernel.errors import Refused, RuleBroken, WaslError
from wasl.spine.facts import queries as fact_queries
from wasl.spine.facts.models import Fact
from wasl.spine.funding import actions, queries
from wasl.spine.funding.actions import Involved
from wasl.spine.funding.enums import AgreementStatus, Mode, OrderStatus, TrancheStatus
from wasl.spine.funding.models import Payee, PayeeAccount, Payment, PaymentOrder
from wasl.spine.funding.tests.factories import (
    World,
    a_payee,
    a_payment,
    a_proof,
    a_world,
    an_agreement,
    an_order,
    somebody,
)
from wasl.spine.people.tests.factories import a_person

D = Decimal


# ---------------------------------------------------------------- payees


@pytest.mark.parametrize("role", [Role.ADVISER, Role.AUDITOR, Role.ADMINISTRATOR, Role.RECEPTION])
def test_who_does_not_keep_the_money_registers_no_payee(world: World, role: Role) -> None:
    with pytest.raises(Refused):
        actions.register_payee(
            by=somebody(role, world.office, 70),
            party=world.party,
            office=world.office,
            mode=Mode.TRANSFER,
            holder="X",
            account="007810000123",
        )


def test_nobody_confirms_the_account_they_proposed(world: World) -> None:
    payee = actions.register_payee(
        by=world.finance,
        party=world.party,
        office=world.office,
        mode=Mode.TRANSFER,
        holder="Awa Traoré",
        account="007 810 0001234567",
    )
    account = payee.accounts.get()
    with pytest.raises(Refused):
        actions.confirm_account(by=world.finance, account=account)
    with pytest.raises(IntegrityError), transaction.atomic():
        PayeeAccount.objects.filter(pk=account.pk).update(
            confirmed_at=kernel_clock.now(), confirmed_by_id=world.finance.id
        )


def test_an_account_number_never_stands_readable_in_the_database(world: World) -> None:
    payee = a_payee(world, account="007 810 00012345 67")
    with connection.cursor() as cursor:
        cursor.execute("select account, account_index from funding_payeeaccount")
        stored = " ".join(map(str, cursor.fetchall()))
    assert "12345" not in stored
    account = payee.accounts.get()
    assert account.account == "0078100001234567"
    assert account.masked == "•••• 4567"


def test_a_payee_that_nobody_confirmed_is_not_paid(world: World) -> None:
    payee = actions.register_payee(
        by=world.finance, party=world.party, office=world.office, mode=Mode.CASH, holder="Awa Traoré"
    )
    with pytest.raises(RuleBroken) as fault:
        an_order(world, an_agreement(world), payee)
    assert fault.value.code == "account"


def test_a_transfer_needs_its_account(world: World) -> None:
    with pytest.raises(RuleBroken) as fault:
        actions.register_payee(
            by=world.finance,
            party=world.party,
            office=world.office,
            mode=Mode.TRANSFER,
            holder="Awa",
            account="12",
        )
    assert fault.value.field == "account"


def test_the_payee_of_somebody_else_is_not_paid_on_this_agreement(world: World) -> None:
    other = a_payee(world, party=a_person(world.office, "Kone", "Salif").party)
    with pytest.raises(RuleBroken) as fault:
        an_order(world, an_agreement(world), other)
    assert fault.value.code == "payee"


def test_a_change_of_account_holds_payments_for_three_working_days(
    world: World,
    moving_clock: ModuleType,
) -> None:
    thursday, tuesday, wednesday = date(2022, 3, 3), date(2022, 3, 8), date(2022, 3, 9)
    agreement, payee = an_agreement(world), a_payee(world)
    with moving_clock.moved_to(thursday):
        change = actions.change_account(by=world.finance, payee=payee, account="999888777666555444")
        actions.confirm_account(by=world.coordinator, account=change)
        order = an_order(world, agreement, payee)
        with pytest.raises(RuleBroken) as held:
            actions.release_payment(by=world.coordinator, order=order)
        assert held.value.code == "held"
    with moving_clock.moved_to(tuesday), pytest.raises(RuleBroken):
        actions.release_payment(by=world.coordinator, order=order)
    with moving_clock.moved_to(wednesday):
        actions.release_payment(by=world.coordinator, order=order)


def test_another_payee_for_the_same_beneficiary_is_a_change_too(world: World) -> None:
    a_payee(world)
    second = a_payee(world, account="999888777666555444")
    assert second.accounts.get().is_change
    supplier = a_payee(world, mode=Mode.IN_KIND, holder="Fournisseur Atlas", account="123456789")
    assert not supplier.accounts.get().is_change
    again = a_payee(world, mode=Mode.IN_KIND, holder="FOURNISSEUR ATLAS", account="987654321")
    assert again.accounts.get().is_change


def test_an_order_on_an_account_that_changed_since_is_not_paid(world: World) -> None:
    agreement, payee = an_agreement(world), a_payee(world)
    order = an_order(world, agreement, payee)
    actions.release_payment(by=world.coordinator, order=order)
    change = actions.change_account(by=world.finance, payee=payee, account="999888777666555444")
    actions.confirm_account(by=world.coordinator, account=change)
    with pytest.raises(RuleBroken) as fault:
        actions.record_payment(by=world.other_finance, order=order, proof=a_proof())
    assert fault.value.code == "changed"


def test_two_beneficiaries_with_one_account_are_pointed_out(world: World) -> None:
    mine = a_payee(world)
    other = a_payee(world, party=a_person(world.office, "Kone", "Salif").party)
    assert list(queries.same_account_elsewhere(mine.accounts.get())) == [other]


# ---------------------------------------------------------------- two signatures


def test_who_asks_does_not_release(world: World) -> None:
    order = an_order(world, an_agreement(world), a_payee(world))
    with pytest.raises(Refused):
        actions.release_payment(by=world.finance, order=order)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(released_by_id=world.finance.id)


@pytest.mark.parametrize("part", ["instructed", "decided"])
def test_who_instructed_or_decided_the_file_neither_releases_nor_pays(world: World, part: str) -> None:
    judge = world.other_finance
    assert judge.id is not None
    agreement = an_agreement(world, involved=[Involved(judge.id, judge.label, part)])
    order = an_order(world, agreement, a_payee(world))
    with pytest.raises(Refused):
        actions.release_payment(by=judge, order=order)
    actions.release_payment(by=world.coordinator, order=order)
    with pytest.raises(Refused):
        actions.record_payment(by=judge, order=order, proof=a_proof())
    actions.record_payment(by=world.finance, order=order, proof=a_proof())


@pytest.mark.parametrize("role", [Role.ADVISER, Role.AUDITOR, Role.ADMINISTRATOR, Role.COMMITTEE])
def test_other_roles_neither_ask_nor_release_nor_pay(world: World, role: Role) -> None:
    nobody = somebody(role, world.office, 80)
    agreement, payee = an_agreement(world), a_payee(world)
    with pytest.raises(Refused):
        actions.order_payment(by=nobody, tranche=agreement.tranches.get(number=1), payee=payee)
    order = an_order(world, agreement, payee)
    with pytest.raises(Refused):
        actions.release_payment(by=nobody, order=order)
    actions.release_payment(by=world.coordinator, order=order)
    with pytest.raises(Refused):
        actions.record_payment(by=nobody, order=order, proof=a_proof())


def test_the_coordinator_releases_but_does_not_pay(world: World) -> None:
    order = an_order(world, an_agreement(world), a_payee(world))
    actions.release_payment(by=world.coordinator, order=order)
    with pytest.raises(Refused):
        actions.record_payment(by=world.coordinator, order=order, proof=a_proof())


def test_an_order_not_released_is_not_paid(world: World) -> None:
    order = an_order(world, an_agreement(world), a_payee(world))
    with pytest.raises(RuleBroken) as fault:
        actions.record_payment(by=world.other_finance, order=order, proof=a_proof())
    assert fault.value.code == "workflow"


def test_a_refused_order_says_why_and_the_tranche_may_be_asked_for_again(world: World) -> None:
    agreement, payee = an_agreement(world), a_payee(world)
    order = an_order(world, agreement, payee)
    with pytest.raises(RuleBroken):
        actions.refuse_payment(by=world.coordinator, order=order, reason="")
    actions.refuse_payment(by=world.coordinator, order=order, reason="Montant à revoir")
    with pytest.raises(RuleBroken):
        actions.release_payment(by=world.coordinator, order=order)
    again = an_order(world, agreement, payee, amount=D("30000.00"))
    assert again.status == OrderStatus.REQUESTED


# ---------------------------------------------------------------- payments


def test_a_payment_moves_the_tranche_the_agreement_and_records_the_fact(world: World) -> None:
    agreement, payee = an_agreement(world), a_payee(world)
    payment = a_payment(world, agreement, payee)
    assert (payment.amount, payment.line_amount, payment.mode) == (D("60000.00"), D("6000.00"), "transfer")
    assert payment.proof.owner_kind == "funding.agreement"
    agreement.refresh_from_db()
    assert (agreement.paid, agreement.status) == (D("60000.00"), AgreementStatus.SIGNED)
    assert agreement.tranches.get(number=1).status == TrancheStatus.PAID
    fact = Fact.objects.get(kind="paid")
    assert (fact.amount_mad, fact.party_id) == (D("60000.00"), world.party.pk)
    a_payment(world, agreement, payee, 2)
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.COMPLETED
    assert queries.verify() == []
    assert fact_queries.verify().ok


def test_a_proof_that_is_no_document_is_refused_and_nothing_is_paid(world: World) -> None:
    order = an_order(world, an_agreement(world), a_payee(world))
    actions.release_payment(by=world.coordinator, order=order)
    with pytest.raises(RuleBroken) as fault:
        actions.record_payment(by=world.other_finance, order=order, proof=BytesIO(b"hello"))
    assert fault.value.field == "proof"
    assert not Payment.objects.exists()
    assert not Fact.objects.filter(kind="paid").exists()


def test_a_tranche_is_paid_in_parts_to_suppliers_and_never_beyond_its_amount(world: World) -> None:
    agreement = an_agreement(world, "50000.00")
    supplier = a_payee(world, mode=Mode.IN_KIND, holder="Atlas Cuir", account="")
    a_payment(world, agreement, supplier, amount=D("30000.00"))
    tranche = agreement.tranches.get()
    assert (tranche.status, tranche.remaining) == (TrancheStatus.READY, D("20000.00"))
    with pytest.raises(RuleBroken) as fault:
        an_order(world, agreement, supplier, amount=D("20000.01"))
    assert fault.value.code == "exceeds"
    a_payment(world, agreement, supplier, amount=D("20000.00"))
    tranche.refresh_from_db()
    assert tranche.status == TrancheStatus.PAID
    with pytest.raises(IntegrityError), transaction.atomic():
        type(tranche).objects.filter(pk=tranche.pk).update(paid=D("50000.01"))


def test_a_tranche_has_one_live_order(world: World) -> None:
    agreement, payee = an_agreement(world), a_payee(world)
    order = an_order(world, agreement, payee, amount=D(10))
    with pytest.raises(RuleBroken) as fault:
        an_order(world, agreement, payee, amount=D(10))
    assert fault.value.code == "live"
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentOrder.objects.create(
            tranche=order.tranche, payee=payee, account=order.account, amount=D(10), requested_by_id=1
        )


def test_conditions_come_before_orders(world: World) -> None:
    agreement = an_agreement(world, tranches=[(D(100), ["Immatriculation"])], amount=D(100))
    with pytest.raises(RuleBroken) as fault:
        an_order(world, agreement, a_payee(world))
    assert fault.value.code == "not_ready"


def test_nothing_is_ordered_on_an_agreement_that_is_not_signed(world: World) -> None:
    with pytest.raises(RuleBroken) as fault:
        an_order(world, an_agreement(world, signed=False), a_payee(world))
    assert fault.value.code == "not_signed"


def test_a_payment_lies_between_the_second_signature_and_today(world: World) -> None:
    order = an_order(world, an_agreement(world), a_payee(world))
    actions.release_payment(by=world.coordinator, order=order)
    for day in (date(2022, 3, 2), date(2999, 1, 1)):
        with pytest.raises(RuleBroken) as fault:
            actions.record_payment(by=world.other_finance, order=order, proof=a_proof(), paid_on=day)
        assert fault.value.code == "dates"


def test_an_order_is_paid_once(world: World) -> None:
    agreement = an_agreement(world)
    payment = a_payment(world, agreement, a_payee(world))
    with pytest.raises(RuleBroken) as fault:
        actions.record_payment(by=world.other_finance, order=payment.order, proof=a_proof())
    assert fault.value.code == "already"
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            order=payment.order,
            paid_on=payment.paid_on,
            mode=payment.mode,
            amount=payment.amount,
            line_amount=payment.line_amount,
            line_rate=payment.line_rate,
            proof=payment.proof,
        )


def test_a_receipt_is_written_once_and_after_the_payment(world: World) -> None:
    payment = a_payment(world, an_agreement(world), a_payee(world))
    with pytest.raises(RuleBroken) as early:
        actions.record_receipt(
            by=world.finance, payment=payment, received_by="Awa Traoré", received_on=date(2022, 1, 1)
        )
    assert early.value.code == "dates"
    actions.record_receipt(by=world.finance, payment=payment, received_by="Awa Traoré", signed=a_proof())
    with pytest.raises(RuleBroken):
        actions.record_receipt(by=world.finance, payment=payment, received_by="Awa Traoré")


def test_each_step_of_a_payment_costs_few_questions(world: World) -> None:
    agreement, payee = an_agreement(world), a_payee(world)
    with CaptureQueriesContext(connection) as asking:
        order = an_order(world, agreement, payee)
    with CaptureQueriesContext(connection) as releasing:
        actions.release_payment(by=world.coordinator, order=order)
    with CaptureQueriesContext(connection) as paying:
        actions.record_payment(by=world.other_finance, order=order, proof=a_proof())
    assert (len(asking), len(releasing)) <= (9, 7), (len(asking), len(releasing))
    assert len(paying) <= 20, [q["sql"][:100] for q in paying]


# ---------------------------------------------------------------- double clicks


def _both(act: Callable[[], object]) -> list[object]:
    """Run the same act in two threads at the same instant; what each returned or the error it met."""
    gate, results = threading.Barrier(2), []

    def run() -> None:
        gate.wait()
        try:
            results.append(act())
        except WaslError as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_a_double_click_pays_once() -> None:
    world = a_world()
    agreement, payee = an_agreement(world), a_payee(world)
    order = an_order(world, agreement, payee)
    actions.release_payment(by=world.coordinator, order=order)
    results = _both(lambda: actions.record_payment(by=world.other_finance, order=order, proof=a_proof()))
    assert sorted(type(r).__name__ for r in results) == ["Payment", "RuleBroken"]
    assert Payment.objects.count() == 1
    assert Fact.objects.filter(kind="paid").count() == 1
    assert queries.verify() == []


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_two_orders_asked_at_once_leave_one() -> None:
    world = a_world()
    agreement, payee = an_agreement(world), a_payee(world)
    results = _both(lambda: an_order(world, agreement, payee))
    assert sorted(type(r).__name__ for r in results) == ["PaymentOrder", "RuleBroken"]
    assert PaymentOrder.objects.count() == 1


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_two_signatures_at_once_never_overcommit_a_line() -> None:
    world = a_world()
    drafts = [an_agreement(world, "600000.00", signed=False, title=get_random_string(4)) for _ in range(2)]
    waiting = iter(drafts)
    taken = threading.Lock()

    def sign() -> object:
        with taken:
            draft = next(waiting)
        return actions.sign_agreement(by=world.coordinator, agreement=draft)

    results = _both(sign)
    assert sorted(type(r).__name__ for r in results) == ["Agreement", "RuleBroken"]
    assert queries.committed_by_line(world.programme.pk) == {"6.1": D("60000.00")}
    assert queries.verify() == []


def test_the_payees_of_another_office_stay_unseen(world: World) -> None:
    a_payee(world)
    limited = somebody(Role.FINANCE, world.office, 90, offices=frozenset({-1}))
    assert not Payee.objects.visible_to(limited).exists()
