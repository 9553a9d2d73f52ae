"""Whatever is tried, in whatever order: the sums hold, and every broken promise is found."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.kernel.errors import WaslError
from wasl.spine.facts import queries as fact_queries
from wasl.spine.funding import actions, queries
from wasl.spine.funding.models import Agreement, LineLedger, Payment, PaymentOrder, Tranche
from wasl.spine.funding.tests.factories import (
    World,
    a_payee,
    a_payment,
    a_proof,
    an_agreement,
)

D = Decimal
amounts = st.sampled_from([D("-20000.00"), D("0.00"), D("10.50"), D("999.99"), D("20000.00"), D("950000.00")])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.integers(1, 3), amounts),
        st.tuples(st.sampled_from(["release", "pay", "pay_again", "refuse", "end"]), st.none(), st.none()),
        st.tuples(st.just("amend"), st.integers(1, 3), amounts),
        st.tuples(st.just("add"), st.none(), amounts),
        st.tuples(st.just("sign"), st.none(), amounts),
    ),
    min_size=3,
    max_size=14,
)


class Office:
    """People of finance who try things in any order; what is refused is refused, nothing else may happen."""

    def __init__(self, world: World) -> None:
        self.world, self.payee, self.agreement = world, a_payee(world), an_agreement(world)

    def try_(self, name: str, number: Any, amount: Any) -> None:
        try:
            getattr(self, name)(number, amount)
        except (WaslError, Tranche.DoesNotExist, PaymentOrder.DoesNotExist):
            return

    def ask(self, number: int, amount: Decimal) -> None:
        tranche = self.agreement.tranches.get(number=number)
        actions.order_payment(by=self.world.finance, tranche=tranche, payee=self.payee, amount=amount or None)

    def release(self, *_: Any) -> None:
        actions.release_payment(by=self.world.coordinator, order=PaymentOrder.objects.latest("pk"))

    def pay(self, *_: Any) -> None:
        order = PaymentOrder.objects.latest("pk")
        actions.record_payment(by=self.world.other_finance, order=order, proof=a_proof())

    pay_again = pay

    def refuse(self, *_: Any) -> None:
        actions.refuse_payment(
            by=self.world.coordinator, order=PaymentOrder.objects.latest("pk"), reason="Non"
        )

    def amend(self, number: int, amount: Decimal) -> None:
        tranche = self.agreement.tranches.get(number=number)
        actions.amend_agreement(
            by=self.world.coordinator,
            agreement=self.agreement,
            change=amount,
            amounts={number: tranche.amount + amount},
            reason="Avenant",
        )

    def add(self, _: None, amount: Decimal) -> None:
        actions.amend_agreement(
            by=self.world.coordinator,
            agreement=self.agreement,
            change=amount,
            added=[(amount, [])],
            reason="Avenant",
        )

    def end(self, *_: Any) -> None:
        actions.end_agreement(by=self.world.coordinator, agreement=self.agreement, reason="Fin")

    def sign(self, _: None, amount: Decimal) -> None:
        an_agreement(self.world, str(amount))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps)
def test_no_order_of_acts_breaks_a_promise(world: World, tried: list[tuple[str, Any, Any]]) -> None:
    with transaction.atomic():
        office = Office(world)
        for step in tried:
            office.try_(*step)
        assert queries.verify() == []
        assert fact_queries.verify().ok
        for line in queries.line_balances(world.programme, office.agreement.created_at.date()):
            assert line.committed <= line.budgeted
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("model", "change", "found"),
    [
        (Agreement, {"total": D("100000.01")}, {"schedule", "total"}),
        (Tranche, {"paid": D("1.00")}, {"tranche_paid"}),
        (Agreement, {"paid": D("1.00")}, {"agreement_paid"}),
        (PaymentOrder, {"amount": D("1.00")}, {"order"}),
        (LineLedger, {"committed": D("1.00")}, {"ledger"}),
        (Payment, {"amount": D("59999.99")}, {"tranche_paid", "agreement_paid", "order"}),
    ],
)
def test_whatever_is_altered_behind_our_back_is_found(
    world: World, model: Any, change: dict[str, Decimal], found: set[str]
) -> None:
    a_payment(world, an_agreement(world), a_payee(world))
    model.objects.filter(pk=model.objects.order_by("pk").values("pk")[:1]).update(**change)
    assert {fault.code for fault in queries.verify()} == found
    assert not queries.health().ok


def test_a_sound_house_says_so(world: World) -> None:
    a_payment(world, an_agreement(world), a_payee(world))
    assert queries.health().ok
