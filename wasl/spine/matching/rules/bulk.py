"""The pairs of persons who may be one, among many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from wasl.spine.matching.rules.births import birth_code
from wasl.spine.matching.rules.blocking import Blocks
from wasl.spine.matching.rules.comparing import (
    LEAST_SCORE,
    POSSIBLE,
    SOFTNESS,
    Comparison,
    best_names,
    concluded,
    name_weight,
    odds_against,
    sum_of,
    value_of,
    weigh,
)
from wasl.spine.matching.rules.likeness import SOUND
from wasl.spine.matching.rules.rarity import Rarity, rarity_of
from wasl.spine.matching.rules.record import Ready, Record, all_ready
from wasl.spine.matching.rules.weights import WEIGHTS

LEAST = LEAST_SCORE[POSSIBLE]
ROUNDING = 1e-6


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
    most = [_most_of_names(one, known) for one in people]
    for place, later in Blocks(people).partners():
        one = people[place]
        least_said = needed - most[place]
        for other_place in later:
            other = people[other_place]
            facts = _most_of_facts(one, other)
            if facts < least_said or facts + most[other_place] < needed:
                continue
            names = best_names(one, other, known)
            if facts + value_of(names) < needed - ROUNDING:
                continue
            said = weigh(one, other, names)
            weight = sum_of(said)
            if weight >= needed:
                comparison = concluded(said, weight - against)
                if comparison.score >= least:
                    yield Pair(one.key, other.key, comparison)


def _most_of_names(one: Ready, rarity: Rarity) -> float:
    """The most that sharing all of a name may say, in bits."""
    values = (sum(name_weight(SOUND, rarity.of_sound(word)) for word in name) for name in one.names)
    return max(values, default=0.0)


@lru_cache(maxsize=1 << 17)
def _of_birth(one: int, other: int) -> float:
    return WEIGHTS.get(birth_code(one, other), 0.0)


def _most_of_facts(one: Ready, other: Ready) -> float:
    """The most that all but the names may say, in bits; looked at for each pair, so it is quick and no more."""
    said = _of_birth(one.birth, other.birth)
    if one.nationality and other.nationality:
        said += NATIONALITY if one.nationality == other.nationality else NATIONALITY_DIFFERS
    if one.sex == other.sex:
        said += SEX
    elif one.sex != "u" and other.sex != "u":
        said += SEX_DIFFERS
    if one.more_phones or other.more_phones:
        said += PHONE
    elif one.phone and other.phone:
        said += PHONE if one.phone == other.phone else _other_phone(one.phone, other.phone)
    if one.papers and other.papers and not one.papers.isdisjoint(other.papers):
        said += PAPER
    if one.email and one.email == other.email:
        said += EMAIL
    return said + HOUSEHOLD if one.ties and other.ties else said


def _other_phone(one: str, other: str) -> float:
    return PHONE_DIFFERS if len(one) == len(other) else PHONE_END


NATIONALITY, NATIONALITY_DIFFERS = WEIGHTS["nationality"], WEIGHTS["nationality_differs"]
SEX, SEX_DIFFERS = WEIGHTS["sex"], WEIGHTS["sex_differs"]
PHONE, PHONE_END, PHONE_DIFFERS = WEIGHTS["phone"], WEIGHTS["phone_end"], WEIGHTS["phone_differs"]
PAPER, EMAIL, HOUSEHOLD = WEIGHTS["paper"], WEIGHTS["email"], WEIGHTS["household"]
