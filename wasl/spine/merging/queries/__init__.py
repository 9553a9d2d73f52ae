"""Reads of the room: what hangs on a person, what a merge would do, which merges hold whom."""

from wasl.spine.merging.queries.plan import counted, plan_of, unsettled
from wasl.spine.merging.queries.references import Reference, references
from wasl.spine.merging.queries.who import decides_on, into, mergeable_by, once_one, path_of, why_not

__all__ = [
    "Reference",
    "counted",
    "decides_on",
    "into",
    "mergeable_by",
    "once_one",
    "path_of",
    "plan_of",
    "references",
    "unsettled",
    "why_not",
]
