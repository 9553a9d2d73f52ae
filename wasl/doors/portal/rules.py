"""How many applications may come from one place. Pure."""

from __future__ import annotations

from datetime import timedelta

WINDOW = timedelta(hours=1)
FROM_ONE_PLACE = 20
IN_ALL = 300
MOST_MEMBERS = 8


def too_many(*, from_source: int, in_all: int) -> bool:
    """Whether the sendings of the last hour, without this one, reach a limit; a shared line may send several."""
    return from_source >= FROM_ONE_PLACE or in_all >= IN_ALL


def blocks(smallest: int, largest: int) -> tuple[int, int]:
    """How many member blocks a form shows open, and in all, for groups of `smallest` to `largest`."""
    most = max(2, min(largest, MOST_MEMBERS))
    return min(max(smallest, 2), most), most
