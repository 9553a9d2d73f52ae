"""Writing what the machine found, without touching what people decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from wasl.spine.matching.enums import Again, State
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.rules import LEAST_SCORE, POSSIBLE, Comparison

AT_A_TIME = 500
PROPOSED_FROM = LEAST_SCORE[POSSIBLE]
# A pair that was proposed is withdrawn only below this: counts of names change a score a little from day to day.
KEPT_FROM = PROPOSED_FROM - 8
SEEN = ("score", "verdict", "agrees", "differs", "organisation_id")


@dataclass(frozen=True, slots=True)
class Found:
    """Two persons compared: the organisation that follows both (None: no longer one), how they compare, and why now."""

    first: int
    second: int
    organisation: int | None
    comparison: Comparison
    found_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """How many pairs were proposed anew, refreshed, withdrawn, and brought back by a paper."""

    proposed: int = 0
    refreshed: int = 0
    withdrawn: int = 0
    brought_back: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(
            self.proposed + other.proposed,
            self.refreshed + other.refreshed,
            self.withdrawn + other.withdrawn,
            self.brought_back + other.brought_back,
        )


def write(found: Iterable[Found], standing: Mapping[tuple[int, int], Duplicate]) -> Written:
    """Write what was found beside the pairs that stand: one query of each kind that is needed, for a few hundred.

    New pairs are proposed; open ones are refreshed, or withdrawn when they are no longer alike or no longer of one
    organisation. Decided ones stay, but for "different" when a paper number agrees that did not when it was decided.
    """
    new: list[Found] = []
    fresh: list[Duplicate] = []
    gone: list[int] = []
    back: list[Duplicate] = []
    for one in found:
        held = standing.get((one.first, one.second))
        alike = one.organisation is not None and one.comparison.score >= PROPOSED_FROM
        if held is None:
            if alike:
                new.append(one)
        elif held.state == State.OPEN:
            if one.organisation is None or one.comparison.score < KEPT_FROM:
                gone.append(held.pk)
            elif _says_otherwise(held, one):
                fresh.append(_seen(held, one))
        elif held.state == State.DIFFERENT and alike and _paper_since(held, one):
            back.append(_brought_back(held, one))
    made = _propose(new)
    Duplicate.objects.bulk_update(fresh, SEEN, batch_size=AT_A_TIME)
    Duplicate.objects.bulk_update(back, (*SEEN, "state", "again", "version"), batch_size=AT_A_TIME)
    if gone:
        Duplicate.objects.filter(pk__in=gone, state=State.OPEN).delete()
    return Written(made, len(fresh), len(gone), len(back))


def _propose(found: Sequence[Found]) -> int:
    """Write new pairs, but those said different when one of the two stood in a record merged since."""
    if not found:
        return 0
    said = _said_different({pk for one in found for pk in (one.first, one.second)})
    rows = [
        _seen(
            Duplicate(first_id=one.first, second_id=one.second, found_by=one.found_by, found_at=one.at), one
        )
        for one in found
        if (one.first, one.second) not in said or "paper" in one.comparison.agrees
    ]
    Duplicate.objects.bulk_create(rows, batch_size=AT_A_TIME, ignore_conflicts=True)
    return len(rows)


def _said_different(ids: Collection[int]) -> set[tuple[int, int]]:
    """Pairs of these persons of which records merged into them were said to be different persons."""
    absorbed = Q(first__party__merged_into__in=ids) | Q(second__party__merged_into__in=ids)
    rows = Duplicate.objects.filter(absorbed, state=State.DIFFERENT).values_list(
        "first_id", "first__party__merged_into_id", "second_id", "second__party__merged_into_id"
    )
    pairs = ((into or first, other_into or second) for first, into, second, other_into in rows)
    return {(min(pair), max(pair)) for pair in pairs}


def _seen(row: Duplicate, one: Found) -> Duplicate:
    row.score = one.comparison.score
    row.verdict = one.comparison.verdict
    row.agrees = list(one.comparison.agrees)
    row.differs = list(one.comparison.differs)
    if one.organisation is not None:
        row.organisation_id = one.organisation
    return row


def _says_otherwise(held: Duplicate, one: Found) -> bool:
    seen = (held.score, held.agrees, held.differs, held.organisation_id)
    now = one.comparison
    return seen != (now.score, list(now.agrees), list(now.differs), one.organisation)


def _paper_since(held: Duplicate, one: Found) -> bool:
    return "paper" in one.comparison.agrees and "paper" not in held.agrees


def _brought_back(held: Duplicate, one: Found) -> Duplicate:
    held.state = State.OPEN
    held.again = Again.PAPER
    held.version += 1
    return _seen(held, one)
