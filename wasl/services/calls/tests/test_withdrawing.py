"""Withdrawing an application after an agreement was made of it: money already committed is never given twice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import RuleBroken
from wasl.services.calls import actions
from wasl.services.calls.models import Application
from wasl.services.calls.queries.ranking import left_in_envelope
from wasl.services.calls.tests.factories import Scene, a_scene, an_application, decided
from wasl.spine.funding import actions as funding
from wasl.spine.funding.models import Agreement
from wasl.spine.funding.tests.factories import World, a_budget, a_payee, a_payment, somebody

pytestmark = pytest.mark.django_db
LINE = "6.1"


def selected(scene: Scene, amount: int = 40_000) -> Application:
    """A selected application whose results are published."""
    application = an_application(scene, amount=amount)
    decided(scene, [application])
    actions.announce_results(by=SYSTEM, call=scene.call)
    return application


def agreed(scene: Scene, application: Application, *, signed: bool = False) -> Agreement:
    """An agreement made of the decision, as the award makes it: two halves."""
    half = application.decision.amount / 2
    return funding.create_agreement(
        by=SYSTEM,
        party=application.party,
        programme=scene.programme,
        line_code=LINE,
        amount=application.decision.amount,
        tranches=[(half, []), (half, [])],
        office=scene.office,
        source=application.decision,
        signed_on=clock.today() if signed else None,
    )


def test_it_is_refused_while_an_agreement_is_prepared_signed_or_paid() -> None:
    scene = a_scene()
    application = selected(scene)
    a_budget(scene.programme, scene.office)
    agreement = agreed(scene, application)
    adviser = scene.actor(Role.ADVISER)
    for status in ("draft", "signed", "completed"):
        if status == "signed":
            agreement = funding.sign_agreement(by=SYSTEM, agreement=agreement)
        elif status == "completed":
            Agreement.objects.filter(pk=agreement.pk).update(status=status)
        with pytest.raises(RuleBroken) as broken:
            actions.withdraw(by=adviser, application=application, reason="Départ")
        assert broken.value.code == "agreement"
        assert agreement.reference in str(broken.value)
    application.refresh_from_db()
    assert application.status == "selected"
    assert left_in_envelope(scene.call) == Decimal(60_000)


def test_the_page_says_to_end_the_agreement_first_and_keeps_what_was_typed() -> None:
    scene = a_scene()
    application = selected(scene)
    agreement = agreed(scene, application)
    scene.actor(Role.ADVISER)
    client = Client()
    client.force_login(scene.staff[Role.ADVISER])
    answer = client.post(reverse("calls:withdraw", args=[application.pk]), {"reason": "Départ du Maroc"})
    assert answer.status_code == 200
    assert agreement.reference in answer.content.decode()
    assert "Départ du Maroc" in answer.content.decode()


def test_it_is_possible_once_the_agreement_nobody_signed_is_cancelled() -> None:
    scene = a_scene()
    application = selected(scene)
    agreement = agreed(scene, application)
    funding.cancel_agreement(by=SYSTEM, agreement=agreement, reason="Renonce")
    actions.withdraw(by=scene.actor(Role.ADVISER), application=application, reason="Renonce")
    assert application.status == "withdrawn"
    assert left_in_envelope(scene.call) == Decimal(100_000)


def test_what_was_paid_before_the_agreement_ended_does_not_come_back_to_the_envelope() -> None:
    scene = a_scene()
    application = selected(scene)
    a_budget(scene.programme, scene.office)
    agreement = agreed(scene, application, signed=True)
    world = World(
        scene.office,
        scene.programme,
        application.party,
        finance=somebody(Role.FINANCE, scene.office, 9011),
        other_finance=somebody(Role.FINANCE, scene.office, 9012),
        coordinator=somebody(Role.COORDINATOR, scene.office, 9013),
    )
    a_payment(world, agreement, a_payee(world))
    funding.end_agreement(by=SYSTEM, agreement=agreement, reason="Le groupe se sépare")
    actions.withdraw(by=scene.actor(Role.ADVISER), application=application, reason="Le groupe se sépare")
    assert left_in_envelope(scene.call) == Decimal(80_000)
