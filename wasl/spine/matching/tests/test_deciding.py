from __future__ import annotations

from datetime import timedelta
from types import ModuleType

import pytest

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.spine.matching import actions, queries
from wasl.spine.matching.enums import Again, State
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.tests.factories import a_pair
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db


def test_whoever_does_not_see_both_persons_may_not_decide() -> None:
    here, elsewhere = an_office(), an_office()
    pair = a_pair(here, a_person(here), a_person(elsewhere))

    with pytest.raises(Refused):
        actions.decide(
            by=an_actor(Role.ADVISER, here), duplicate=pair, decision="different", reason="x", expected=1
        )

    assert not Duplicate.objects.visible_to(an_actor(Role.ADVISER, here)).exists()


def test_reception_does_not_decide() -> None:
    here = an_office()
    pair = a_pair(here)

    with pytest.raises(Refused):
        actions.decide(by=an_actor(Role.RECEPTION, here), duplicate=pair, decision="same", expected=1)


def test_two_deciders_see_the_conflict() -> None:
    here = an_office()
    adviser = an_actor(Role.ADVISER, here)
    pair = a_pair(here)
    actions.decide(
        by=adviser,
        duplicate=Duplicate.objects.get(pk=pair.pk),
        decision="different",
        reason="Deux sœurs",
        expected=1,
    )

    with pytest.raises(Conflict) as stopped:
        actions.decide(by=adviser, duplicate=pair, decision="same", expected=1)

    assert stopped.value.current["state"] == State.DIFFERENT
    assert stopped.value.current["reason"] == "Deux sœurs"


def test_different_needs_a_reason_because_it_is_remembered() -> None:
    here = an_office()

    with pytest.raises(RuleBroken) as broken:
        actions.decide(
            by=an_actor(Role.ADVISER, here), duplicate=a_pair(here), decision="different", expected=1
        )

    assert broken.value.field == "reason"


def test_put_off_it_comes_back_on_its_day(moving_clock: ModuleType) -> None:
    here = an_office()
    pair = a_pair(here)
    day = clock.today() + timedelta(days=7)
    adviser = an_actor(Role.ADVISER, here)

    with pytest.raises(RuleBroken):
        actions.decide(by=adviser, duplicate=pair, decision="later", expected=1, later_until=clock.today())
    actions.decide(by=adviser, duplicate=pair, decision="later", expected=1, later_until=day)

    assert not queries.open_pairs_of(pair.first_id)
    with moving_clock.moved_to(day):
        assert list(queries.open_pairs_of(pair.first_id)) == [pair]


def test_a_decision_is_taken_back() -> None:
    here = an_office()
    coordinator = an_actor(Role.COORDINATOR, here)
    pair = a_pair(here)
    actions.decide(by=coordinator, duplicate=pair, decision="different", reason="Deux sœurs", expected=1)

    actions.undo_decision(by=coordinator, duplicate=pair, expected=2)

    pair.refresh_from_db()
    assert (pair.state, pair.again, pair.reason) == (State.OPEN, Again.UNDONE, "Deux sœurs")
    with pytest.raises(RuleBroken):
        actions.undo_decision(by=coordinator, duplicate=pair, expected=3)


def test_a_merge_settles_the_pair_and_its_undoing_brings_it_back() -> None:
    here = an_office()
    first, second = a_person(here, "Sow", "Awa"), a_person(here, "Ba", "Oumar")

    made = actions.settle_same(by=SYSTEM, first=second.party, second=first.pk, reason="Même passeport")

    assert (made.first_id, made.second_id, made.state) == (first.pk, second.pk, State.SAME)
    assert made.organisation_id == here.organisation_id
    again = actions.reopen(by=SYSTEM, first=first.pk, second=second.pk)
    assert again.pk == made.pk
    assert (again.state, again.again, again.reason) == (State.OPEN, Again.UNMERGED, "Même passeport")
