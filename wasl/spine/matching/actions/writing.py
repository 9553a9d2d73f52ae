"""Writing what the machine found, without touching what people decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wasl.spine.matching.enums import Again, State
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.rules import LEAST_SCORE, POSSIBLE, Comparison
from wasl.spine.people.queries import standing as standing_of
from wasl.spine.people.queries import with_absorbed

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
    "Different" said of a record merged since holds for the record that stands for it, in the same way.
    """
    found = list(found)
    said = _said_different(
        {pk for one in found if _may_propose(one, standing) for pk in (one.first, one.second)}
    )
    new: list[Found] = []
    fresh: list[Duplicate] = []
    gone: list[int] = []
    back: list[Duplicate] = []
    for one in found:
        held = standing.get((one.first, one.second))
        alike = one.organisation is not None and one.comparison.score >= PROPOSED_FROM
        silent = _stays_different(one, said)
        if held is None:
            if alike and not silent:
                new.append(one)
        elif held.state == State.OPEN:
            # What somebody had decided and took back is no proposal of the machine: it stays.
            if (
                one.organisation is None
                or one.comparison.score < KEPT_FROM
                or (silent and not held.decided_at)
            ):
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
    rows = [
        _seen(
            Duplicate(first_id=one.first, second_id=one.second, found_by=one.found_by, found_at=one.at), one
        )
        for one in found
    ]
    Duplicate.objects.bulk_create(rows, batch_size=AT_A_TIME, ignore_conflicts=True)
    return len(rows)


def _may_propose(one: Found, standing: Mapping[tuple[int, int], Duplicate]) -> bool:
    """Whether this pair may wait for a decision after it is written."""
    if one.organisation is None or one.comparison.score < KEPT_FROM:
        return False
    held = standing.get((one.first, one.second))
    return held is None or (held.state == State.OPEN and held.decided_at is None)


def _said_different(ids: Collection[int]) -> dict[tuple[int, int], bool]:
    """Pairs of these persons said different when one of the two was a record merged since, in any number of steps.

    Each with whether a paper number agreed when it was said. One query where nothing was merged.
    """
    absorbed = set(with_absorbed(sorted(ids))) - set(ids) if ids else set()
    if not absorbed:
        return {}
    rows = Duplicate.objects.touching(absorbed).filter(state=State.DIFFERENT)
    said = list(rows.values_list("first_id", "second_id", "agrees"))
    stands = standing_of({pk for first, second, _agrees in said for pk in (first, second)})
    found: dict[tuple[int, int], bool] = {}
    for first, second, agrees in said:
        one, other = sorted((stands[first], stands[second]))
        found[one, other] = found.get((one, other), False) or "paper" in agrees
    return found


def _stays_different(one: Found, said: Mapping[tuple[int, int], bool]) -> bool:
    """Whether these two were said different and no paper number agrees since."""
    paper_then = said.get((one.first, one.second))
    return paper_then is not None and (paper_then or "paper" not in one.comparison.agrees)


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
