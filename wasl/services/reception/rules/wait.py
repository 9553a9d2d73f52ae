"""How long somebody will wait, from how long those before them were received. Plain arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from statistics import median

# Fewer services than this tell nothing of a guichet; more than the last ones tell of other days.
ENOUGH, LATEST = 3, 20
# A ticket called before noon and closed in the evening was forgotten, not received all day.
SHORTEST, LONGEST = 0.0, 180.0


def service_minutes(seconds: Sequence[float]) -> list[float]:
    """The services that tell something, in minutes, of those given in seconds (the latest first): the last twenty
    between nothing and three hours."""
    minutes = [one / 60 for one in seconds]
    return [one for one in minutes if SHORTEST <= one <= LONGEST][:LATEST]


def expected_wait(services: Sequence[float], ahead: int) -> int | None:
    """About how many minutes somebody with `ahead` visitors before them (called or waiting) will wait.

    `services`: minutes of the last services at this guichet. The median of them, times the visitors ahead, in whole
    minutes, by fives above ten. None when fewer than three services are known; 0 for whoever is next.
    """
    if len(services) < ENOUGH:
        return None
    minutes = ceil(median(services) * max(0, ahead))
    return minutes if minutes <= 10 else ceil(minutes / 5) * 5
