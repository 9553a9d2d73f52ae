"""Reads of the room."""

from wasl.spine.checklists.queries.conditions import conditions_of
from wasl.spine.checklists.queries.law import changes_for, waiting_changes
from wasl.spine.checklists.queries.reach import open_run_of, run_to_act_on, run_to_read
from wasl.spine.checklists.queries.showing import shown

__all__ = [
    "changes_for",
    "conditions_of",
    "open_run_of",
    "run_to_act_on",
    "run_to_read",
    "shown",
    "waiting_changes",
]
