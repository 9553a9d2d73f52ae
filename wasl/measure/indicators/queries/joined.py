"""What merges and links change in a figure: counted on the spot, stored nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min

from wasl.measure.indicators.enums import PeriodRule
from wasl.measure.indicators.queries.compile import Compiled
from wasl.spine.people.queries import counted_key, is_joined, merged_as


@dataclass(frozen=True, slots=True)
class Joined:
    """How many people or groups were recorded under several keys, and by how much they would be counted too often.

    `merges` and `links` are units that the figure would hold in addition if nobody had merged or linked them.
    """

    people: int
    merges: int
    links: int

    @property
    def more(self) -> int:
        """By how much the figure would be larger."""
        return self.merges + self.links


def joined(made: Compiled) -> Joined | None:
    """What merges and links change in this figure; None when they change nothing. Two queries, or one more for each
    step of the longest chain of merges."""
    if made.units is None:
        return None
    day, field = made.units.day, made.units.key
    rows = made.units.rows.order_by().filter(is_joined(field)).annotate(counted=counted_key(field))
    found = list(rows.values_list(field, "counted").annotate(first=Min(day)))
    if not found:
        return None
    since = made.days.first if made.definition.period_rule == PeriodRule.FIRST_TIME else None
    survivor = merged_as({key for key, _unit, _first in found})
    own = _counted(((key, first) for key, _unit, first in found), since)
    merged = _counted(((survivor[key], first) for key, _unit, first in found), since)
    once = _counted(((unit, first) for _key, unit, first in found), since)
    held: dict[UUID, int] = {}
    for key, unit, _first in found:
        held[unit] = held.get(unit, 0) + own[key]
    changed = Joined(
        people=sum(1 for unit, keys in held.items() if keys != once[unit]),
        merges=sum(own.values()) - sum(merged.values()),
        links=sum(merged.values()) - sum(once.values()),
    )
    return changed if changed.more else None


def _counted(firsts: Iterable[tuple[UUID, date]], since: date | None) -> Mapping[UUID, int]:
    """Whether each key counts, 1 or 0: always, or only when its first act falls on `since` or later."""
    earliest: dict[UUID, date] = {}
    for key, first in firsts:
        earliest[key] = min(first, earliest.get(key, first))
    return {key: int(since is None or first >= since) for key, first in earliest.items()}
