"""What a history of validities leaves open, and where it says two things at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, both inclusive; no last day: no end known."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def gaps(spans: Sequence[Span], until: date) -> list[Span]:
    """The days that nothing covers, from the first day known to `until` (inclusive), oldest first."""
    found: list[Span] = []
    covered: date | None = None  # every day up to this one was looked at
    for span in sorted(spans, key=lambda one: one.first):
        if covered is not None and span.first > covered + ONE_DAY and covered < until:
            found.append(Span(covered + ONE_DAY, min(span.first - ONE_DAY, until)))
        if span.last is None:
            return found
        covered = span.last if covered is None else max(covered, span.last)
    if covered is not None and covered < until:
        found.append(Span(covered + ONE_DAY, until))
    return found


def overlaps(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Pairs of places in `spans` that hold on a same day."""
    found = []
    for one, left in enumerate(spans):
        for other in range(one + 1, len(spans)):
            right = spans[other]
            if left.holds(right.first) or right.holds(left.first):
                found.append((one, other))
    return found
