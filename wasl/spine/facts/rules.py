"""What is frozen on a fact, computed without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

BANDS = ((17, "under_18"), (25, "18_25"), (35, "26_35"), (59, "36_59"))


def age_on(birth: date | None, precision: str, day: date) -> int | None:
    """Completed years on `day`; None when the birth date is unknown or later. A bare year counts as its 1 July."""
    if birth is None or precision == "none":
        return None
    if precision == "year":
        birth = birth.replace(month=7, day=1)
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return years if years >= 0 else None


def band_of(age: int | None) -> str:
    """The age band code; "unknown" without an age."""
    if age is None:
        return "unknown"
    for last, code in BANDS:
        if age <= last:
            return code
    return "60_plus"


@dataclass(frozen=True, slots=True)
class Expected:
    """A fact as its source record says it should stand; compared by `facts verify`.

    `source_kind` is the model's label ("reception.visit"), `quantity` in the unit of the fact, `amount_mad` in MAD.
    """

    source_kind: str
    source_id: int
    kind: str
    on: date
    party_id: int | None = None
    quantity: Decimal = Decimal(1)
    amount_mad: Decimal | None = None

    @property
    def key(self) -> tuple[str, int, str]:
        return (self.source_kind, self.source_id, self.kind)


@dataclass(frozen=True, slots=True)
class Difference:
    """What the record says and what the fact says, for one key (source kind, source id, fact kind)."""

    key: tuple[str, int, str]
    expected: Expected
    found: Expected


@dataclass(frozen=True, slots=True)
class Verification:
    """Result of a verification: facts the records ask for and that are missing, facts without a record, differences.

    `withdrawn` counts records whose fact somebody withdrew with a reason: said, not a fault.
    """

    checked: int
    missing: tuple[Expected, ...]
    extra: tuple[Expected, ...]
    different: tuple[Difference, ...]
    withdrawn: int = 0

    @property
    def ok(self) -> bool:
        return not (self.missing or self.extra or self.different)


def compare(
    expected: dict[tuple[str, int, str], Expected],
    found: list[Expected],
    withdrawn: frozenset[tuple[str, int, str]] = frozenset(),
) -> Verification:
    """Compare what the records say with the facts that stand.

    `withdrawn`: the keys of facts that were voided; a record behind one of them is no longer missing its fact.
    """
    left = dict(expected)
    extra: list[Expected] = []
    different: list[Difference] = []
    for fact in found:
        wanted = left.pop(fact.key, None)
        if wanted is None:
            extra.append(fact)
        elif wanted != fact:
            different.append(Difference(fact.key, wanted, fact))
    missing = [fact for fact in left.values() if fact.key not in withdrawn]
    return Verification(
        len(found), tuple(missing), tuple(extra), tuple(different), withdrawn=len(left) - len(missing)
    )
