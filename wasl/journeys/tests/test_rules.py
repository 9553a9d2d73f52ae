"""Two tranches."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wasl.journeys.rules import two_tranches

amounts = st.decimals(min_value=Decimal("0.02"), max_value=Decimal(9_999_999), places=2)


@given(amounts)
def test_two_tranches_are_both_positive_and_sum_to_the_grant(amount: Decimal) -> None:
    first, second = two_tranches(amount)
    assert first > 0
    assert second > 0
    assert first + second == amount


def test_the_first_is_a_round_sum() -> None:
    assert two_tranches(Decimal("89247.00")) == (Decimal(53500), Decimal("35747.00"))
