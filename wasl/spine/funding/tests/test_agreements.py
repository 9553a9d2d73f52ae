"""Agreements: tranches sum to the amount, signature commits, amendments keep the sum."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.facts import queries as fact_queries
from wasl.spine.facts.models import Fact
from wasl.spine.funding import actions, queries, slots
from wasl.spine.funding.actions import TrancheSpec, When
from wasl.spine.funding.enums import AgreementStatus, TrancheStatus
from wasl.spine.funding.models import Agreement, Tranche
from wasl.spine.funding.tests.factories import (
    World,
    a_payee,
    a_payment,
    a_proof,
    an_agreement,
    an_order,
    somebody,
)
from wasl.spine.people import actions as people
from wasl.spine.people import evidence
from wasl.spine.people.tests.factories import a_person, an_office

D = Decimal


@pytest.mark.parametrize(
    "role", [Role.RECEPTION, Role.ADVISER, Role.COMMITTEE, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_who_does_not_keep_the_money_prepares_no_agreement(world: World, role: Role) -> None:
    with pytest.raises(Refused):
        actions.create_agreement(
            by=somebody(role, world.office, 50),
            party=world.party,
            programme=world.programme,
            line_code="6.1",
            amount=D(100),
            tranches=[(D(100), [])],
            office=world.office,
        )


def test_finance_of_another_organisation_signs_nothing_and_sees_nothing(world: World) -> None:
    agreement = an_agreement(world, signed=False)
    stranger = somebody(Role.FINANCE, an_office(), 60)
    with pytest.raises(Refused):
        actions.sign_agreement(by=stranger, agreement=agreement)
    assert not Agreement.objects.visible_to(stranger).exists()
    assert Agreement.objects.visible_to(world.finance).get() == agreement


def test_finance_limited_to_another_office_sees_nothing(world: World) -> None:
    an_agreement(world)
    elsewhere = an_office(world.office.organisation)
    limited = somebody(Role.FINANCE, world.office, 61, offices=frozenset({elsewhere.pk}))
    assert not Agreement.objects.visible_to(limited).exists()


def test_tranches_that_do_not_sum_to_the_amount_are_refused(world: World) -> None:
    with pytest.raises(RuleBroken) as fault:
        an_agreement(world, "60000.00", "40000.00", amount=D("100000.01"))
    assert fault.value.code == "wrong_sum"
    assert not Agreement.objects.exists()


def test_one_decision_gives_one_agreement(world: World) -> None:
    decision = world.office  # any saved record stands for the decision
    first = an_agreement(world, source=decision, signed=False)
    with pytest.raises(RuleBroken) as fault:
        an_agreement(world, source=decision, signed=False)
    assert fault.value.code == "already"
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(
            party=world.party,
            programme=world.programme,
            organisation_id=world.office.organisation_id,
            office=world.office,
            line_code="6.1",
            amount=D(1),
            total=D(1),
            source_kind=first.source_kind,
            source_id=first.source_id,
        )
    actions.cancel_agreement(by=world.finance, agreement=first, reason="Erreur de saisie")
    an_agreement(world, source=decision, signed=False)


def test_a_signature_commits_the_line_and_records_the_fact(world: World) -> None:
    agreement = an_agreement(world)
    assert agreement.status == AgreementStatus.SIGNED
    assert (agreement.line_amount, agreement.line_currency) == (D("10000.00"), "EUR")
    fact = Fact.objects.get()
    assert (fact.kind, fact.amount_mad, fact.happened_on) == (
        "committed",
        D("100000.00"),
        agreement.signed_on,
    )
    assert fact.programmes.get().programme == world.programme
    assert fact.people.count() == 1
    assert fact_queries.verify().ok


def test_an_agreement_is_signed_once_and_never_in_the_future(world: World) -> None:
    agreement = an_agreement(world, signed=False)
    with pytest.raises(RuleBroken) as future:
        actions.sign_agreement(by=world.coordinator, agreement=agreement, signed_on=date(2999, 1, 1))
    assert future.value.code == "future"
    actions.sign_agreement(by=world.coordinator, agreement=agreement, signed_on=date(2022, 3, 1))
    with pytest.raises(RuleBroken) as twice:
        actions.sign_agreement(by=world.coordinator, agreement=agreement, signed_on=date(2022, 3, 1))
    assert twice.value.code == "workflow"


def test_an_upper_room_may_refuse_a_signature_and_nothing_is_written(world: World) -> None:
    def not_eligible(*, agreement: Agreement, by: Actor, on: date) -> None:
        raise RuleBroken("Le titre de séjour a expiré.", code="not_eligible")

    slots.before_signature.fill("test", not_eligible)
    try:
        agreement = an_agreement(world, signed=False)
        with pytest.raises(RuleBroken) as fault:
            actions.sign_agreement(by=world.coordinator, agreement=agreement)
    finally:
        slots.before_signature._items.pop("test")
    assert fault.value.code == "not_eligible"
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.DRAFT
    assert not Fact.objects.exists()


def test_a_line_that_does_not_exist_or_is_a_heading_is_refused(world: World) -> None:
    for code, expected in [("9.9", "no_line"), ("6", "heading")]:
        with pytest.raises(RuleBroken) as fault:
            an_agreement(world, line_code=code)
        assert fault.value.code == expected


# ---------------------------------------------------------------- conditions


def waiting(world: World, *conditions: When | str) -> Tranche:
    agreement = an_agreement(world, tranches=[TrancheSpec(D(100), conditions)], amount=D(100))
    return agreement.tranches.get()


def test_a_tranche_with_conditions_waits_for_all_of_them(world: World) -> None:
    tranche = waiting(world, "Visite de terrain", "Factures de la première tranche")
    assert tranche.status == TrancheStatus.WAITING
    first, second = tranche.conditions.order_by("pk")
    actions.meet_condition(by=world.coordinator, condition=first, note="Visite du 3 mars")
    tranche.refresh_from_db()
    assert tranche.status == TrancheStatus.WAITING
    actions.meet_condition(by=world.coordinator, condition=second, proof=a_proof("factures.pdf"))
    tranche.refresh_from_db()
    assert tranche.status == TrancheStatus.READY
    second.refresh_from_db()
    assert second.proof is not None
    assert (second.proof.name, second.met_by_label) == ("factures.pdf", world.coordinator.label)


def test_a_sentence_is_not_met_without_a_word_or_a_document(world: World) -> None:
    condition = waiting(world, "Visite de terrain").conditions.get()
    with pytest.raises(RuleBroken) as fault:
        actions.meet_condition(by=world.coordinator, condition=condition)
    assert fault.value.code == "no_proof"


def test_an_evidence_nobody_provides_is_missing_and_never_met(world: World) -> None:
    condition = waiting(world, When(evidence="moon_landing")).conditions.get()
    with pytest.raises(RuleBroken) as fault:
        actions.meet_condition(by=world.coordinator, condition=condition)
    assert fault.value.code == "evidence_missing"


def test_an_evidence_that_reaches_its_limit_is_met_and_its_answer_frozen(world: World) -> None:
    condition = waiting(world, When(evidence="grants_received", at_least=D(1))).conditions.get()
    actions.meet_condition(by=world.coordinator, condition=condition, on=date(2022, 3, 2))
    condition.refresh_from_db()
    assert condition.answer["value"] == "1"
    assert condition.answer["source"].startswith("funding.agreement:")


def test_an_evidence_under_its_limit_is_not_met(world: World) -> None:
    condition = waiting(world, When(evidence="grants_received", at_least=D(2))).conditions.get()
    with pytest.raises(RuleBroken) as fault:
        actions.meet_condition(by=world.coordinator, condition=condition, on=date(2022, 3, 2))
    assert fault.value.code == "evidence_value"


def test_a_condition_is_met_once(world: World) -> None:
    condition = waiting(world, "Visite").conditions.get()
    actions.meet_condition(by=world.coordinator, condition=condition, note="Vue")
    with pytest.raises(RuleBroken) as fault:
        actions.meet_condition(by=world.coordinator, condition=condition, note="Vue")
    assert fault.value.code == "already"


# ---------------------------------------------------------------- amendments


def test_an_amendment_adds_a_tranche_and_commits_its_money(world: World) -> None:
    agreement = an_agreement(world)
    actions.amend_agreement(
        by=world.coordinator,
        agreement=agreement,
        change=D("20000.00"),
        added=[(D("20000.00"), ["Rapport final"])],
        reason="Équipement supplémentaire",
    )
    agreement.refresh_from_db()
    assert agreement.total == D("120000.00")
    assert [t.amount for t in agreement.tranches.order_by("number")] == [D(60000), D(40000), D(20000)]
    facts = Fact.objects.order_by("pk").values_list("source_kind", "quantity", "amount_mad")
    assert list(facts) == [
        ("funding.agreement", D(1), D("100000.00")),
        ("funding.amendment", D(0), D("20000.00")),
    ]
    assert queries.verify() == []
    assert fact_queries.verify().ok


def test_an_amendment_whose_tranches_do_not_sum_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken) as fault:
        actions.amend_agreement(
            by=world.coordinator,
            agreement=an_agreement(world),
            change=D(10),
            amounts={1: D(60011)},
            reason="Essai",
        )
    assert fault.value.code == "wrong_sum"


def test_an_amendment_never_takes_back_what_is_ordered(world: World) -> None:
    agreement = an_agreement(world)
    an_order(world, agreement, a_payee(world))
    with pytest.raises(RuleBroken) as fault:
        actions.amend_agreement(
            by=world.coordinator,
            agreement=agreement,
            change=D(-1),
            amounts={1: D("59999.00")},
            reason="Essai",
        )
    assert fault.value.code == "bound"


def test_an_amendment_is_held_by_the_line(world: World) -> None:
    with pytest.raises(RuleBroken) as fault:
        actions.amend_agreement(
            by=world.coordinator,
            agreement=an_agreement(world),
            change=D("900000.10"),
            added=[(D("900000.10"), [])],
            reason="Trop",
        )
    assert fault.value.code == "overcommitted"


def test_ending_an_agreement_gives_back_what_is_not_paid(world: World) -> None:
    agreement = an_agreement(world)
    a_payment(world, agreement, a_payee(world))
    actions.end_agreement(by=world.coordinator, agreement=agreement, reason="Le groupe s’est séparé")
    agreement.refresh_from_db()
    assert (agreement.status, agreement.total, agreement.paid) == ("terminated", D(60000), D(60000))
    assert [t.status for t in agreement.tranches.order_by("number")] == ["paid", "cancelled"]
    assert queries.committed_by_line(world.programme.pk) == {"6.1": D("6000.00")}
    assert queries.verify() == []
    assert fact_queries.verify().ok


def test_an_agreement_with_an_open_order_does_not_end(world: World) -> None:
    agreement = an_agreement(world)
    an_order(world, agreement, a_payee(world))
    with pytest.raises(RuleBroken) as fault:
        actions.end_agreement(by=world.coordinator, agreement=agreement, reason="Essai")
    assert fault.value.code == "live"


# ---------------------------------------------------------------- evidence, cost


def test_the_grants_of_a_member_count_for_the_group_and_the_other_way_round(world: World) -> None:
    other = a_person(world.office, "Kone", "Salif")
    group = people.create_collective(
        by=SYSTEM,
        office=world.office,
        name="Atelier Teranga",
        members=[(world.party.person, "member"), (other, "member")],
        on=date(2022, 1, 1),
    )
    day = date(2022, 12, 31)
    assert evidence.ask("grants_received", group.party, day).value == D(0)
    an_agreement(world)
    assert evidence.ask("grants_received", group.party, day).value == D(1)
    an_agreement(world, party=group.party)
    assert evidence.ask("grants_received", other.party, day).value == D(1)
    assert evidence.ask("grants_received", group.party, day).value == D(2)
    assert evidence.ask("grants_received", group.party, date(2022, 1, 1)).value == D(0)


def test_a_signed_agreement_costs_few_questions(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        an_agreement(world)
    assert len(asked) <= 24, [q["sql"][:90] for q in asked]
