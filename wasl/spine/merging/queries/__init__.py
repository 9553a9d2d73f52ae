"""Reads of the room: what hangs on a person, what a merge would do, which merges hold whom."""

from wasl.spine.merging.queries.comparing import Compared, compared
from wasl.spine.merging.queries.consents import contrary
from wasl.spine.merging.queries.outcomes import outcomes
from wasl.spine.merging.queries.plan import counted, obstacles, plan_of
from wasl.spine.merging.queries.references import Reference, references
from wasl.spine.merging.queries.who import (
    NOT_ALL_YOURS,
    decides_on,
    into,
    mergeable_by,
    once_one,
    path_of,
    why_not,
)

__all__ = [
    "NOT_ALL_YOURS",
    "Compared",
    "Reference",
    "compared",
    "contrary",
    "counted",
    "decides_on",
    "into",
    "mergeable_by",
    "obstacles",
    "once_one",
    "outcomes",
    "path_of",
    "plan_of",
    "references",
    "why_not",
]
