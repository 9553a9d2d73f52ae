"""Coverage: for which programmes an act counts, and when two exclusive coverages contradict each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """What happened, as far as coverage looks at it. Ids; None where the act names none."""

    kind: str
    on: date
    office_id: int
    guichet_id: int | None = None
    strand_id: int | None = None
    zone_id: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """When an act counts for a programme: an empty set asks nothing; dates are inclusive, None is open."""

    programme_id: int
    coverage_id: int
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    kinds: frozenset[str] = frozenset()
    offices: frozenset[int] = frozenset()
    guichets: frozenset[int] = frozenset()
    strands: frozenset[int] = frozenset()
    zones: frozenset[int] = frozenset()
    exclusive: bool = False

    @property
    def digest(self) -> str:
        """Eight signs that change when the condition does, so that a frozen rule can be recognised."""
        parts = (
            self.starts_on,
            self.ends_on,
            sorted(self.kinds),
            sorted(self.offices),
            sorted(self.guichets),
            sorted(self.strands),
            sorted(self.zones),
            self.exclusive,
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:8]

    @property
    def rule(self) -> str:
        """The words frozen with a fact: programme/coverage#digest."""
        return f"{self.name}#{self.digest}"


@dataclass(frozen=True, slots=True)
class Match:
    """The act counts for this programme by this coverage; `rule` is what is frozen with the fact."""

    programme_id: int
    coverage_id: int
    rule: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """Which programme each strand and each zone belongs to."""

    strands: dict[int, int]
    zones: dict[int, int]

    def of(self, act: Act) -> int | None:
        """The programme the act itself names by its strand or zone, if any."""
        if act.strand_id is not None:
            return self.strands.get(act.strand_id)
        return self.zones.get(act.zone_id) if act.zone_id is not None else None


def holds(condition: Condition, act: Act) -> bool:
    """Whether the act meets the condition, whatever other coverages say."""
    return (
        (condition.starts_on is None or condition.starts_on <= act.on)
        and (condition.ends_on is None or act.on <= condition.ends_on)
        and _asks(condition.kinds, act.kind)
        and _asks(condition.offices, act.office_id)
        and _asks(condition.guichets, act.guichet_id)
        and _asks(condition.strands, act.strand_id)
        and _asks(condition.zones, act.zone_id)
    )


def _asks(wanted: frozenset[T], value: T | None) -> bool:
    return not wanted or value in wanted


def matches(act: Act, conditions: Sequence[Condition], belonging: Belonging) -> list[Match]:
    """The programmes the act counts for, each once, in the order of `conditions`.

    An act that names a strand or a zone counts for the programme of that strand or zone alone. Where an exclusive
    coverage holds, the act counts for its programme alone.
    """
    named = belonging.of(act)
    held = [
        condition
        for condition in conditions
        if (named is None or condition.programme_id == named) and holds(condition, act)
    ]
    exclusive = [condition for condition in held if condition.exclusive]
    if exclusive:
        held = [c for c in held if c.programme_id == exclusive[0].programme_id]
    found: dict[int, Match] = {}
    for condition in sorted(held, key=lambda c: not c.exclusive):
        match = Match(condition.programme_id, condition.coverage_id, condition.rule)
        found.setdefault(condition.programme_id, match)
    return list(found.values())


def contradict(one: Condition, other: Condition) -> bool:
    """Whether some act would meet two exclusive coverages of different programmes.

    A coverage that asks for a strand or a zone meets only acts that name its own programme, which no coverage of
    another programme meets: such a pair never contradicts.
    """
    return (
        one.programme_id != other.programme_id
        and one.exclusive
        and other.exclusive
        and not (one.strands or one.zones or other.strands or other.zones)
        and _dates_meet(one, other)
        and _sets_meet(one.kinds, other.kinds)
        and _sets_meet(one.offices, other.offices)
        and _sets_meet(one.guichets, other.guichets)
    )


def _dates_meet(one: Condition, other: Condition) -> bool:
    starts = max(one.starts_on or date.min, other.starts_on or date.min)
    ends = min(one.ends_on or date.max, other.ends_on or date.max)
    return starts <= ends


def _sets_meet(one: frozenset[T], other: frozenset[T]) -> bool:
    return not one or not other or bool(one & other)


def contradictions(conditions: Iterable[Condition]) -> list[tuple[Condition, Condition]]:
    """Each pair of exclusive coverages that some act would meet together."""
    return [pair for pair in combinations(conditions, 2) if contradict(*pair)]
