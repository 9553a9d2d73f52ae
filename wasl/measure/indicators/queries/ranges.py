"""Between what and what a count of people lies, where partners may not compare the people they both help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from wasl.base.network.models import Organisation
from wasl.measure.indicators.enums import PeriodRule
from wasl.measure.indicators.queries.compile import Compiled
from wasl.measure.indicators.rules import Reached, at_least, comparing_groups
from wasl.spine.links.queries import authorised_pairs
from wasl.spine.people.queries import counted_key


class Sharing:
    """Which organisations may compare their people in a programme on a day; asked once, when first needed."""

    def __init__(self, programme_id: int, on: date) -> None:
        self.programme_id, self.on = programme_id, on

    @cached_property
    def pairs(self) -> frozenset[tuple[int, int]]:
        """Pairs of ids, the smaller first."""
        return authorised_pairs(self.on, self.programme_id)

    def apart(self, organisations: Mapping[int, int]) -> set[int]:
        """Those of these organisations that may not compare with every other of them."""
        missing = (pair for pair in combinations(sorted(organisations), 2) if pair not in self.pairs)
        return {one for pair in missing for one in pair}


@dataclass(frozen=True, slots=True)
class PartnerCount:
    """How many people or groups of the figure one organisation helped, each once with it."""

    organisation: int
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Range:
    """The true number lies between `low` and `high`, both included; `apart` names who may not compare with all others.

    `high` is the figure: each person once where it is known that they are one. Equal bounds are a single number.
    """

    low: int
    high: int
    partners: tuple[PartnerCount, ...]
    apart: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether the bounds differ."""
        return self.low < self.high


def spread(made: Compiled, sharing: Sharing) -> Range | None:
    """The bounds of a figure of people or groups with the count of each partner; None for others and for one partner.

    At most four queries, however many people.
    """
    if made.units is None:
        return None
    each = dict(_counted(made).values_list(made.units.holder).annotate(n=Count("counted", distinct=True)))
    if len(each) < 2:
        return None
    high, apart = made.rows.count(), sharing.apart(each)
    low = _low(made, each, sharing, high) if apart else high
    names = {one.pk: one.label for one in Organisation.objects.filter(pk__in=each)}
    partners = sorted((PartnerCount(pk, names[pk], n) for pk, n in each.items()), key=lambda one: one.label)
    return Range(low, high, tuple(partners), tuple(sorted(names[pk] for pk in apart)))


def of_partner(made: Compiled, organisation: int) -> QuerySet[Any]:
    """The rows of a figure whose person or group this organisation helped too: as many as its count says."""
    assert made.units is not None
    held = made.units.counted().filter(**{made.units.holder: organisation}).values("counted")
    rows = made.rows.alias(partner_counted=counted_key(made.units.key))
    found: QuerySet[Any] = rows.filter(partner_counted__in=held)
    return found


def _low(made: Compiled, each: Mapping[int, int], sharing: Sharing, high: int) -> int:
    assert made.units is not None
    groups = comparing_groups(list(each), sharing.pairs)
    counted = _by_group(_counted(made), made.units.holder, groups)
    if not _asks_who_is_new(made):
        return at_least([Reached(n) for n in counted], high)
    old = made.units.counted().exclude(counted__in=_new(made))
    known = _by_group(old, made.units.holder, groups)
    all_old = old.values("counted").distinct().count()
    return at_least([Reached(n, all_old - here) for n, here in zip(counted, known, strict=True)], high)


def _by_group(rows: QuerySet[Any], holder: str, groups: list[frozenset[int]]) -> list[int]:
    """How many people or groups each group of organisations knows. One query."""
    asked = {
        f"n{number}": Count("counted", distinct=True, filter=Q(**{f"{holder}__in": sorted(group)}))
        for number, group in enumerate(groups)
    }
    found = rows.aggregate(**asked)
    return [found[name] for name in asked]


def _counted(made: Compiled) -> QuerySet[Any]:
    """The acts of the people or groups of the figure, each with the key it counts under."""
    assert made.units is not None
    rows = made.units.counted()
    return rows.filter(counted__in=_new(made)) if _asks_who_is_new(made) else rows


def _asks_who_is_new(made: Compiled) -> bool:
    return made.definition.period_rule == PeriodRule.FIRST_TIME and made.days.first is not None


def _new(made: Compiled) -> QuerySet[Any, Any]:
    """The keys of those whose first act falls in the period."""
    assert made.units is not None
    firsts: QuerySet[Any, Any] = made.units.grouped().annotate(first=Min(made.units.day))
    return firsts.filter(first__gte=made.days.first).values("counted")
