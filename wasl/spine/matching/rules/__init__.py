"""Whether two persons may be one, and why: pure arithmetic, without database."""

from wasl.spine.matching.rules.bulk import Pair, pairs
from wasl.spine.matching.rules.comparing import (
    LEAST_SCORE,
    LIKELY,
    NO,
    POSSIBLE,
    STRONG,
    Comparison,
    Evidence,
    compare,
    compare_ready,
)
from wasl.spine.matching.rules.rarity import USUAL, Rarity, rarity_of
from wasl.spine.matching.rules.record import Record, ready

__all__ = [
    "LEAST_SCORE",
    "LIKELY",
    "NO",
    "POSSIBLE",
    "STRONG",
    "USUAL",
    "Comparison",
    "Evidence",
    "Pair",
    "Rarity",
    "Record",
    "compare",
    "compare_ready",
    "pairs",
    "rarity_of",
    "ready",
]
