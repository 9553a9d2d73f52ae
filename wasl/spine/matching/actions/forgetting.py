"""Pairs that the machine alone wrote leave with a person who was registered by mistake."""

from __future__ import annotations

from collections.abc import Sequence

from wasl.spine.matching.models import Duplicate


def forget_undecided(party_ids: Sequence[int]) -> None:
    """Drop the pairs of these persons on which nobody ever decided; what somebody decided stays and holds them."""
    Duplicate.objects.touching(party_ids).filter(decided_at=None).delete()
