"""Reads of the room."""

from wasl.spine.cases.queries.counts import open_case_of, overdue_steps
from wasl.spine.cases.queries.evidence import accompanied_hours, advised_minutes
from wasl.spine.cases.queries.facts import expected_services
from wasl.spine.cases.queries.reach import case_to_act_on, case_to_read
from wasl.spine.cases.queries.timeline import entries

__all__ = [
    "accompanied_hours",
    "advised_minutes",
    "case_to_act_on",
    "case_to_read",
    "entries",
    "expected_services",
    "open_case_of",
    "overdue_steps",
]
