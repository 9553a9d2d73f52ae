"""Rules of case files, without a database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from wasl.spine.cases import rules

OPENED, TODAY = date(2024, 3, 1), date(2024, 6, 1)


@pytest.mark.parametrize(
    ("closed", "on", "fault"),
    [
        (False, OPENED, ""),
        (False, TODAY, ""),
        (False, OPENED - timedelta(days=1), "before"),
        (False, TODAY + timedelta(days=1), "future"),
        (True, TODAY, "closed"),
    ],
)
def test_when_an_act_may_stand(closed: bool, on: date, fault: str) -> None:
    assert rules.act_fault(closed=closed, opened_on=OPENED, on=on, today=TODAY) == fault


@pytest.mark.parametrize(("minutes", "fault"), [(0, True), (-5, True), (1, False), (720, False), (721, True)])
def test_how_long_a_service_may_last(minutes: int, fault: bool) -> None:
    assert rules.minutes_fault(minutes) is fault


def test_minutes_become_hours() -> None:
    assert rules.hours([30, 45, 60]) == Decimal("2.25")
    assert rules.hours([]) == Decimal("0.00")
    assert rules.hours([20]) == Decimal("0.33")
