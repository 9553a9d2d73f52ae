"""The plan that the architecture tests read is the plan of the house."""

from __future__ import annotations

import pytest

from tests.support.house_plan import Room


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("wasl.services.calls.models", "wasl.spine.people.models"),
        ("wasl.spine.funding.models", "wasl.spine.facts.models"),
        ("wasl.base.accounts.models", "wasl.base.network.models"),
        ("wasl.measure.indicators.models", "wasl.kernel.background.models"),
        ("wasl.config.demo.story", "wasl.doors.portal.views"),
    ],
)
def test_a_room_may_know_what_stands_below(here: str, there: str) -> None:
    above, below = Room.of(here), Room.of(there)
    assert above
    assert below
    assert above.may_know(below)
    assert not below.may_know(above)


def test_rooms_of_a_floor_without_order_are_strangers() -> None:
    reception, calls = Room.of("wasl.services.reception"), Room.of("wasl.services.calls")
    assert reception
    assert calls
    assert not reception.may_know(calls)
    assert not calls.may_know(reception)


def test_other_packages_have_no_place_in_the_house() -> None:
    assert Room.of("django.contrib.auth.models") is None
