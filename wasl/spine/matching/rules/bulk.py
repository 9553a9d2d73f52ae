"""The pairs of persons who may be one, among many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log2

from wasl.spine.matching.rules.births import birth_code
from wasl.spine.matching.rules.blocking import Blocks
from wasl.spine.matching.rules.comparing import (
    LEAST_SCORE,
    POSSIBLE,
    SOFTNESS,
    Comparison,
    concluded,
    name_weight,
    odds_against,
    phone_code,
    sum_of,
    weigh,
)
from wasl.spine.matching.rules.likeness import SOUND
from wasl.spine.matching.rules.rarity import Rarity, rarity_of
from wasl.spine.matching.rules.record import Ready, Record, all_ready
from wasl.spine.matching.rules.weights import WEIGHTS

LEAST = LEAST_SCORE[POSSIBLE]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by their keys, the smaller first, and how they compare."""

    first: int
    second: int
    comparison: Comparison


def pairs(records: Iterable[Record], *, least: int = LEAST, rarity: Rarity | None = None) -> Iterator[Pair]:
    """The pairs of these records that score at least `least` (1 to 99), in the order of their keys.

    What is found depends neither on the order of the records nor on chance. A million records take less than 4 GB:
    pairs are given out as they are found, and none is kept. `rarity` is counted among the records unless given.
    """
    people = all_ready(records)
    known = rarity or rarity_of(people)
    against = odds_against(known)
    needed = SOFTNESS * log2((least - 0.5) / (100.5 - least)) + against
    most = [most_of_names(one, known) for one in people]
    for place, later in Blocks(people).partners():
        one = people[place]
        said_most = most[place]
        for other_place in later:
            other = people[other_place]
            if min(said_most, most[other_place]) + most_of_facts(one, other) < needed:
                continue
            said = weigh(one, other, known)
            weight = sum_of(said)
            if weight >= needed:
                comparison = concluded(said, weight - against)
                if comparison.score >= least:
                    yield Pair(one.key, other.key, comparison)


def most_of_names(one: Ready, rarity: Rarity) -> float:
    """The most that sharing all of a name may say, in bits."""
    return max(
        (sum(name_weight(SOUND, rarity.of_sound(word)) for word in name) for name in one.names), default=0.0
    )


def most_of_facts(one: Ready, other: Ready) -> float:
    """The most that all but the names may say, in bits, looked at quickly."""
    if one.papers and other.papers and not one.papers.isdisjoint(other.papers):
        return 100.0
    said = WEIGHTS.get(birth_code(one.birth, other.birth), 0.0)
    if one.nationality and other.nationality:
        said += WEIGHTS["nationality" if one.nationality == other.nationality else "nationality_differs"]
    if one.sex != other.sex and one.sex != "u" and other.sex != "u":
        said += WEIGHTS["sex_differs"]
    else:
        said += WEIGHTS["sex"]
    if one.phone and other.phone:
        said += WEIGHTS[phone_code(one.phone, other.phone)]
    if one.email and one.email == other.email:
        said += WEIGHTS["email"]
    return said + (WEIGHTS["household"] if one.ties and other.ties else 0.0)
