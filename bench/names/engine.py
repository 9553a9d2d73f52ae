"""The one place where the bench meets the product's engine of duplicates (wasl.spine.matching), pure as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from bench.names.people import Record
from wasl.spine.matching import rules

# Lower than what the product proposes, so that the threshold is chosen by the bench for both engines alike.
LEAST = 30


def ours(one: Record) -> rules.Record:
    """A record of the bench as the engine takes it; a paper's number stands for its fingerprint."""
    return rules.Record(
        key=one.id,
        names=(one.label,),
        sex=one.sex,
        birth=date.fromisoformat(one.birth_date) if one.birth_date else None,
        birth_precision=one.birth_precision,
        nationality=one.nationality,
        phone=one.phone,
        papers=frozenset(re.sub(r"\W", "", number) for _kind, number in one.papers),
    )


def keys(one: Record) -> list[str]:
    """The consonants of each word of the name, in all readings: the keys the peer is given."""
    return sorted({bones for word in rules.ready(ours(one)).words for bones in word.bones})


def blocks(one: Record) -> tuple[list[str], list[str]]:
    """Two keys together, and a key with the birth year: where a peer looks for pairs."""
    held = keys(one)
    return ["|".join(two) for two in combinations(held, 2)], [
        f"{key}|{one.birth_year}" for key in held if one.birth_year
    ]


def pairs(records: Iterable[Record]) -> Iterator[tuple[int, int, float]]:
    """The pairs the engine proposes; its score orders them, and among equal scores the weight of the evidence."""
    for pair in rules.pairs(map(ours, records), least=LEAST):
        yield pair.first, pair.second, pair.comparison.score + pair.comparison.weight / 1000
