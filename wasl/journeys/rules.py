"""How a grant is usually cut into tranches."""

from __future__ import annotations

from decimal import Decimal

FIRST_SHARE = Decimal("0.60")
CENT = Decimal("0.01")


def two_tranches(amount: Decimal, first_share: Decimal = FIRST_SHARE) -> tuple[Decimal, Decimal]:
    """The amount in two parts that sum to it exactly, the first one `first_share` of it to the nearest hundred."""
    hundreds = (amount * first_share / 100).quantize(Decimal(1)) * 100
    first = hundreds if 0 < hundreds < amount else (amount * first_share).quantize(CENT)
    return first, amount - first
