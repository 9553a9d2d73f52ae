"""A decision followed to its money in the demo: agreement, business registered, both tranches paid."""

from __future__ import annotations

from datetime import date, timedelta

from wasl.journeys import actions
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.outcomes.ventures.actions import register_venture
from wasl.outcomes.ventures.enums import REGISTRABLE, LegalForm
from wasl.outcomes.ventures.models import Venture
from wasl.services.calls.models import Decision
from wasl.spine.funding.demo import MoneyDesk, pay_tranche, payee_for
from wasl.spine.funding.models import Agreement


def fund(
    desk: MoneyDesk, adviser: Actor, decision: Decision, *, on: date, number: int, tranches_paid: int = 2
) -> Agreement:
    """Agreement signed on that day, business registered a month later, tranches paid two and six months later.

    `number` makes the invented account and registration numbers; `tranches_paid` 0, 1 or 2.
    """
    with clock.moved_to(on):
        agreement = actions.award(by=desk.signs, application=decision.application, signed_on=on)
        payee = payee_for(desk, agreement, number=number)
    venture = Venture.objects.of_parties([agreement.party_id]).order_by("-pk").first()
    if venture is not None and not venture.registrations.exists() and venture.legal_form in REGISTRABLE:
        with clock.moved_to(on + timedelta(days=30)):
            kind = "LOC" if venture.legal_form == LegalForm.COOPERATIVE else "RC"
            register_venture(by=adviser, venture=venture, number=f"{kind}-{number:05d}", ice=f"{number:015d}")
    for tranche, days in zip(agreement.tranches.order_by("number")[:tranches_paid], (60, 180), strict=False):
        pay_tranche(desk, tranche, payee, on=on + timedelta(days=days))
    return agreement
