"""From a decision to a signed agreement and a business with its members."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.base.accounts.queries import actor_for
from wasl.journeys import actions, queries
from wasl.journeys.tests.conftest import Decided
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.outcomes.ventures.actions import create_venture, register_venture
from wasl.outcomes.ventures.models import Venture
from wasl.services.calls.tests import factories
from wasl.spine.facts import queries as fact_queries
from wasl.spine.facts.models import Fact
from wasl.spine.funding import actions as funding
from wasl.spine.funding.models import Agreement, Payment
from wasl.spine.funding.queries import verify
from wasl.spine.funding.tests.factories import a_proof
from wasl.spine.people import actions as people
from wasl.spine.people.queries import members_on

D = Decimal


@pytest.mark.parametrize("role", [Role.ADVISER, Role.REVIEWER, Role.COMMITTEE, Role.RECEPTION, Role.AUDITOR])
def test_who_does_not_keep_the_money_awards_nothing(decided: Decided, role: Role) -> None:
    with pytest.raises(Refused):
        actions.award(by=decided.scene.actor(role), application=decided.chosen)


def test_an_application_that_was_not_selected_is_awarded_nothing(decided: Decided) -> None:
    with pytest.raises(RuleBroken) as fault:
        actions.award(by=decided.finance, application=decided.refused)
    assert fault.value.code == "not_selected"


def test_nothing_is_awarded_before_the_results_are_published(db: None) -> None:
    scene = factories.a_scene(budget_line_code="6.1")
    application = factories.an_application(scene)
    factories.decided(scene, [application])
    application.call.refresh_from_db()
    with pytest.raises(RuleBroken) as fault:
        actions.award(by=scene.actor(Role.FINANCE), application=application)
    assert fault.value.code == "not_announced"


def test_an_award_carries_amount_line_composition_and_the_usual_two_tranches(decided: Decided) -> None:
    agreement = actions.award(by=decided.finance, application=decided.chosen)
    assert (agreement.total, agreement.line_code, agreement.title) == (D(30000), "6.1", "Atelier Teranga")
    assert (agreement.strand, agreement.party) == (decided.scene.strand, decided.chosen.party)
    first, second = agreement.tranches.order_by("number")
    assert (first.amount, second.amount) == (D(18000), D(12000))
    assert [c.evidence for c in first.conditions.all()] == ["venture_registered"]
    assert [c.standard for c in second.conditions.all()] == ["invoices", "visit"]
    assert not Venture.objects.exists()
    assert not Fact.objects.filter(kind="committed").exists()


def test_an_activity_without_legal_form_is_not_asked_to_register() -> None:
    first, _second = actions.usual_tranches(D(1000), "none")
    assert [when.standard for when in first.conditions if not isinstance(when, str)] == ["quotes"]


def test_a_decision_gives_one_agreement_until_it_is_put_away(decided: Decided) -> None:
    agreement = actions.award(by=decided.finance, application=decided.chosen)
    with pytest.raises(RuleBroken) as fault:
        actions.award(by=decided.finance, application=decided.chosen)
    assert fault.value.code == "already"
    funding.cancel_agreement(by=decided.finance, agreement=agreement, reason="Autre montage")
    actions.award(by=decided.finance, application=decided.chosen)


def test_readers_and_committee_are_kept_away_from_the_money(decided: Decided) -> None:
    agreement = actions.award(by=decided.finance, application=decided.chosen)
    parts = sorted(agreement.involvements.values_list("part", flat=True))
    assert parts == ["decided", "decided", "decided", "instructed", "instructed"]
    decision = queries.decision_of(decided.chosen)
    assert decision is not None
    voters = set(decision.committee.members.values_list("user_id", flat=True))
    assert voters <= set(agreement.involvements.values_list("actor_id", flat=True))


def test_the_signature_founds_the_business_with_its_members_in_the_same_transaction(decided: Decided) -> None:
    agreement = actions.award(by=decided.finance, application=decided.chosen, signed_on=clock.today())
    venture = Venture.objects.get()
    assert (venture.name, venture.legal_form, venture.party) == (
        "Atelier Teranga",
        "cooperative",
        agreement.party,
    )
    assert venture.programme == decided.scene.programme
    members = {person.pk for person in members_on(agreement.party, clock.today())}
    assert set(venture.members.values_list("person_id", flat=True)) == members
    assert venture.follow_ups.count() == 5
    kinds = Fact.objects.filter(kind__in=["committed", "venture_created"]).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["committed", "venture_created"]
    assert fact_queries.verify().ok


def test_eligibility_lost_since_the_decision_stops_the_signature(decided: Decided) -> None:
    agreement = actions.award(by=decided.finance, application=decided.chosen)
    group = decided.chosen.party.collective
    for person in members_on(group.party, clock.today())[:2]:
        people.remove_member(by=SYSTEM, collective=group, person=person, on=clock.today() - timedelta(days=1))
    with pytest.raises(RuleBroken) as fault:
        funding.sign_agreement(by=decided.coordinator, agreement=agreement)
    assert fault.value.code == "not_eligible"
    agreement.refresh_from_db()
    assert agreement.status == "draft"
    assert not Venture.objects.exists()
    assert not Fact.objects.filter(kind="committed").exists()


def test_an_applicant_who_has_a_business_keeps_it(decided: Decided) -> None:
    standing = create_venture(
        by=SYSTEM, party=decided.chosen.party, name="Déjà là", legal_form="sarl", office=decided.scene.office
    )
    actions.award(by=decided.finance, application=decided.chosen, signed_on=clock.today())
    assert Venture.objects.get() == standing


def test_from_the_decision_to_the_paid_tranche(decided: Decided) -> None:
    scene, other = decided.scene, decided.scene.user(Role.FINANCE)
    payer = actor_for(other)
    agreement = actions.award(by=decided.finance, application=decided.chosen, signed_on=clock.today())
    first = agreement.tranches.get(number=1)
    condition = first.conditions.get()
    with pytest.raises(RuleBroken):
        funding.meet_condition(by=decided.finance, condition=condition)
    register_venture(by=scene.actor(Role.ADVISER), venture=Venture.objects.get(), number="LOCAL-7")
    funding.meet_condition(by=decided.finance, condition=condition)
    payee = funding.register_payee(
        by=decided.finance,
        party=agreement.party,
        office=scene.office,
        mode="transfer",
        holder="Coopérative Atelier Teranga",
        account="007810000123456789012345",
    )
    funding.confirm_account(by=payer, account=payee.accounts.get())
    order = funding.order_payment(by=decided.finance, tranche=first, payee=payee)
    funding.release_payment(by=decided.coordinator, order=order)
    funding.record_payment(by=payer, order=order, proof=a_proof())
    assert Payment.objects.get().amount == D(18000)
    assert Fact.objects.filter(kind="paid").get().people.count() == 3
    assert verify() == []
    assert fact_queries.verify().ok


def test_an_award_signed_costs_few_questions(decided: Decided) -> None:
    with CaptureQueriesContext(connection) as asked:
        actions.award(by=decided.finance, application=decided.chosen, signed_on=clock.today())
    assert len(asked) <= 60, [q["sql"][:100] for q in asked]
    assert Agreement.objects.count() == 1
