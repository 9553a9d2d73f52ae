"""What the demo tells about a grant keeps every promise."""

from __future__ import annotations

from datetime import timedelta
from types import ModuleType

from wasl.base.accounts.queries import actor_for
from wasl.journeys import queries
from wasl.journeys.demo import fund
from wasl.journeys.tests.conftest import Decided
from wasl.kernel.actors import Role
from wasl.outcomes.ventures.demo import follow
from wasl.outcomes.ventures.models import FollowUp, Venture
from wasl.spine.facts import queries as fact_queries
from wasl.spine.facts.models import Fact
from wasl.spine.funding.demo import MoneyDesk
from wasl.spine.funding.queries import verify


def test_a_grant_is_told_from_its_decision_to_its_last_follow_up(
    decided: Decided, moving_clock: ModuleType
) -> None:
    second = actor_for(decided.scene.user(Role.FINANCE))
    desk = MoneyDesk(decided.coordinator, decided.finance, second, decided.finance)
    decision = queries.decision_of(decided.chosen)
    assert decision is not None
    adviser, on = decided.scene.actor(Role.ADVISER), moving_clock.today()
    agreement = fund(desk, adviser, decision, on=on, number=7)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.paid) == ("completed", agreement.total)
    venture = Venture.objects.get()
    assert venture.registrations.get().registered_on == on + timedelta(days=30)
    follow(adviser, venture, until=on + timedelta(days=800), seed=3)
    assert FollowUp.objects.filter(status="done").count() >= 1
    assert list(Fact.objects.filter(kind="paid").values_list("amount_mad", flat=True))
    assert verify() == []
    assert fact_queries.verify().ok
