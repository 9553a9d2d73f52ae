"""Who fits a case, how far a project has come; no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A coach as the fit sees them: codes of what they know, and their load against what they can carry."""

    key: int
    sectors: frozenset[str]
    languages: frozenset[str]
    provinces: frozenset[str]
    load: int
    capacity: int

    @property
    def is_free(self) -> bool:
        return self.load < self.capacity


@dataclass(frozen=True, slots=True)
class Need:
    """What a case asks for; an empty field asks for nothing."""

    sector: str = ""
    languages: frozenset[str] = frozenset()
    province: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """Why somebody fits: codes of the reasons that hold, and of those that do not."""

    candidate: Candidate
    holds: tuple[str, ...]
    fails: tuple[str, ...]


def fits(need: Need, candidates: Iterable[Candidate]) -> list[Fit]:
    """Everybody in the order of fit: those who are free first, then by reasons that hold, then by the lighter load.

    A language in common is a reason, as are the sector and the place. Nobody is left out: the adviser chooses.
    """
    found = [_fit(need, candidate) for candidate in candidates]
    return sorted(
        found,
        key=lambda fit: (
            not fit.candidate.is_free,
            -len(fit.holds),
            _share(fit.candidate),
            fit.candidate.key,
        ),
    )


def _share(candidate: Candidate) -> Decimal:
    return Decimal(candidate.load) / max(candidate.capacity, 1)


def _fit(need: Need, one: Candidate) -> Fit:
    asked = [
        ("language", bool(need.languages), bool(need.languages & one.languages)),
        ("sector", bool(need.sector), need.sector in one.sectors),
        ("place", bool(need.province), not one.provinces or need.province in one.provinces),
        ("load", True, one.is_free),
    ]
    holds = tuple(code for code, wanted, met in asked if wanted and met)
    return Fit(one, holds, tuple(code for code, wanted, met in asked if wanted and not met))


def score(levels: Mapping[str, int], dimensions: Sequence[str], top: int) -> Decimal:
    """The mean of the levels given, out of a hundred, to a tenth, halves up; zero when none was given.

    A dimension that was not looked at counts neither way.
    """
    given = [levels[code] for code in dimensions if code in levels]
    if not given:
        return Decimal(0)
    return (Decimal(sum(given)) * 100 / (len(given) * top)).quantize(TENTH, rounding=ROUND_HALF_UP)


def steps(first: Mapping[str, int], last: Mapping[str, int]) -> dict[str, int]:
    """By how many levels each dimension looked at both times has moved."""
    return {code: last[code] - level for code, level in first.items() if code in last}


def hours(minutes: int) -> Decimal:
    """Minutes as hours, to a tenth, halves up."""
    return (Decimal(minutes) / 60).quantize(TENTH, rounding=ROUND_HALF_UP)
