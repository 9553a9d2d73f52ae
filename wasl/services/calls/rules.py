"""What a call asks, how it is scored, who fits in its envelope. Pure: amounts and dates come as arguments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from wasl.services.calls.enums import DecisionOutcome, Operator, Outcome, Placing

ZERO = Decimal(0)
HUNDRED = Decimal(100)
CENT = Decimal("0.01")
DIVERGENCE = Decimal(20)

# ------------------------------------------------------------------ eligibility


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one rule asks of the answer to an evidence code."""

    operator: str
    value: str = ""
    value_max: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the evidence answered: state is yes, no, missing or value; `high` ends a range known only so far."""

    state: str
    value: object = None
    high: object = None


def number(value: object) -> Decimal | None:
    """The value as a number, or None when it is none."""
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def choices(value: str) -> frozenset[str]:
    """The words of a list written with commas."""
    return frozenset(word.strip() for word in value.split(",") if word.strip())


def judge(requirement: Requirement, proof: Proof) -> Outcome:
    """Yes, no, or missing. Anything that does not answer the question asked is missing, never yes."""
    operator = requirement.operator
    if operator in (Operator.IS_YES, Operator.IS_NO):
        if proof.state not in ("yes", "no"):
            return Outcome.MISSING
        wanted = "yes" if operator == Operator.IS_YES else "no"
        return Outcome.YES if proof.state == wanted else Outcome.NO
    if proof.state != "value" or proof.value in (None, ""):
        return Outcome.MISSING
    if operator == Operator.ONE_OF:
        return Outcome.YES if str(proof.value) in choices(requirement.value) else Outcome.NO
    ends = {_compare(requirement, number(end)) for end in (proof.value, proof.high) if end not in (None, "")}
    return ends.pop() if len(ends) == 1 else Outcome.MISSING


def _compare(requirement: Requirement, found: Decimal | None) -> Outcome:
    low, high = number(requirement.value), number(requirement.value_max)
    if requirement.operator == Operator.AT_MOST:
        low, high = None, low
    elif requirement.operator == Operator.AT_LEAST:
        high = None
    elif requirement.operator != Operator.BETWEEN or low is None or high is None:
        return Outcome.MISSING
    if found is None or (low is None and high is None):
        return Outcome.MISSING
    inside = (low is None or low <= found) and (high is None or found <= high)
    return Outcome.YES if inside else Outcome.NO


def together(outcomes: Iterable[str]) -> Outcome:
    """One no makes no; else one missing makes missing; else yes (a call without rules admits everybody)."""
    found = set(outcomes)
    if Outcome.NO in found:
        return Outcome.NO
    return Outcome.MISSING if Outcome.MISSING in found else Outcome.YES


# ------------------------------------------------------------------ rubric


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion: its share of the 100 points, its best mark, and the mark under which it eliminates."""

    code: str
    weight: Decimal
    max_points: int
    threshold: Decimal | None = None


def total(points: Mapping[str, Decimal], grid: Sequence[Mark]) -> Decimal:
    """The mark out of 100 (two decimals, half up); a criterion without points counts nothing."""
    found = sum((points.get(m.code, ZERO) / m.max_points * m.weight for m in grid), ZERO)
    return found.quantize(CENT, rounding=ROUND_HALF_UP)


def mean(reviews: Sequence[Mapping[str, Decimal]], grid: Sequence[Mark]) -> dict[str, Decimal]:
    """The mean points per criterion over the reviews; {} without a review."""
    if not reviews:
        return {}
    return {m.code: sum((r.get(m.code, ZERO) for r in reviews), ZERO) / len(reviews) for m in grid}


def shortfalls(points: Mapping[str, Decimal], grid: Sequence[Mark], pass_mark: Decimal) -> list[str]:
    """Codes of the criteria under their eliminatory threshold, then "total" when the mark is under the pass mark."""
    under = [m.code for m in grid if m.threshold is not None and points.get(m.code, ZERO) < m.threshold]
    return [*under, "total"] if total(points, grid) < pass_mark else under


def diverge(totals: Sequence[Decimal]) -> bool:
    """Whether the reviewers are so far apart (20 points of 100 or more) that a third reading is advised."""
    return bool(totals) and max(totals) - min(totals) >= DIVERGENCE


# ------------------------------------------------------------------ ranking under the envelope


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application in the committee's order; `amount` in MAD is what it would be granted."""

    key: int
    amount: Decimal
    fundable: bool = True
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What the envelope gives to one rank.

    `passed_over`: the better ranked that did not fit although this one did; `passed_by`: the worse ranked that
    took what was left when this one did not fit.
    """

    key: int
    rank: int
    amount: Decimal
    placing: Placing
    left: Decimal
    passed_over: tuple[int, ...] = ()
    passed_by: tuple[int, ...] = ()

    @property
    def outcome(self) -> DecisionOutcome:
        if self.placing == Placing.FITS:
            return DecisionOutcome.SELECTED
        if self.placing in (Placing.ENVELOPE, Placing.NUMBER):
            return DecisionOutcome.RESERVE
        return DecisionOutcome.REJECTED


@dataclass(frozen=True, slots=True)
class Allocation:
    """The places in rank order, what they take from the envelope and what is left (MAD)."""

    places: tuple[Place, ...]
    spent: Decimal
    left: Decimal

    @property
    def selected(self) -> int:
        return sum(1 for place in self.places if place.placing == Placing.FITS)


def allocate(candidates: Sequence[Candidate], envelope: Decimal, max_grants: int | None = None) -> Allocation:
    """Give down the committee's own ranking, never more than the envelope nor than the number of grants.

    One who does not fit is passed over, goes to the reserve list, and those who took what was left are named.
    """
    left, count = envelope, 0
    placings: list[tuple[Candidate, Placing, Decimal]] = []
    for candidate in candidates:
        placing = _placing(candidate, left, max_grants is not None and count >= max_grants)
        if placing == Placing.FITS:
            left, count = left - candidate.amount, count + 1
        placings.append((candidate, placing, left))
    fits = [i for i, (_, placing, _) in enumerate(placings) if placing == Placing.FITS]
    short = [i for i, (_, placing, _) in enumerate(placings) if placing == Placing.ENVELOPE]
    places = tuple(
        Place(
            key=candidate.key,
            rank=i + 1,
            amount=candidate.amount,
            placing=placing,
            left=after,
            passed_over=tuple(placings[j][0].key for j in short if j < i) if i in fits else (),
            passed_by=tuple(placings[j][0].key for j in fits if j > i) if i in short else (),
        )
        for i, (candidate, placing, after) in enumerate(placings)
    )
    return Allocation(places=places, spent=envelope - left, left=left)


def _placing(candidate: Candidate, left: Decimal, full: bool) -> Placing:
    if candidate.set_aside:
        return Placing.SET_ASIDE
    if not candidate.fundable:
        return Placing.THRESHOLD
    if full:
        return Placing.NUMBER
    return Placing.FITS if candidate.amount <= left else Placing.ENVELOPE


def first_order(marks: Sequence[tuple[int, Decimal | None, int]]) -> list[int]:
    """Keys by mark, best first; equal marks: the earlier filed first (`(key, mark, filing number)`); no mark last."""
    ordered = sorted(marks, key=lambda m: (m[1] is None, -(m[1] or ZERO), m[2]))
    return [key for key, _, _ in ordered]


def moved(order: Sequence[int], key: int, step: int) -> list[int]:
    """The order with `key` moved by `step` places (negative: up), stopped at the ends; ValueError when absent."""
    rest = [k for k in order if k != key]
    place = list(order).index(key) + step
    rest.insert(max(0, min(len(rest), place)), key)
    return rest


def enough_votes(approvals: Collection[int], conflicted: Collection[int], quorum: int) -> bool:
    """Whether enough members without a conflict of interest approved, for one application."""
    return len(set(approvals) - set(conflicted)) >= quorum


# ------------------------------------------------------------------ the call's own sheet


def takes_applications(
    published: bool, opens_on: date, closes_on: date, on: date, *, closed: bool = False
) -> bool:
    """Open from the opening day to the closing day, both included, unless `closed` by hand on the last day."""
    return published and not closed and opens_on <= on <= closes_on


def is_over(closes_on: date, on: date, *, closed: bool = False) -> bool:
    """Whether the time to apply is over: the closing day is past, or the reception was closed on it."""
    return closed or on > closes_on


def amount_fault(amount: Decimal, minimum: Decimal, maximum: Decimal) -> str | None:
    """ "low", "high" or None for an amount asked in MAD."""
    if amount < minimum:
        return "low"
    return "high" if amount > maximum else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What publication looks at."""

    titled: bool
    opens_on: date
    closes_on: date
    envelope: Decimal
    maximum: Decimal
    zones: int
    weights: tuple[Decimal, ...]
    applicants: int


def publication_faults(sheet: Sheet, on: date) -> list[str]:
    """Codes of what still prevents publication; [] when nothing does."""
    faults = {
        "title": not sheet.titled,
        "dates": sheet.closes_on < sheet.opens_on or sheet.closes_on < on,
        "envelope": sheet.maximum > sheet.envelope,
        "zones": sheet.zones == 0,
        "applicants": sheet.applicants == 0,
        "weights": sum(sheet.weights, ZERO) != HUNDRED,
    }
    return [code for code, wrong in faults.items() if wrong]


def reference(call_code: str, filing_number: int) -> str:
    """The reference an applicant keeps: the call's code and the filing number."""
    return f"{call_code}-{filing_number:04d}"
