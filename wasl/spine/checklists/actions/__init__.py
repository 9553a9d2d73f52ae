"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.spine.checklists.actions.law import acknowledge, move_run
from wasl.spine.checklists.actions.runs import (
    abandon_run,
    abandon_with_case,
    complete_run,
    keep_beyond_case,
    resume_run,
    start_run,
)
from wasl.spine.checklists.actions.steps import set_paper, set_step

__all__ = [
    "abandon_run",
    "abandon_with_case",
    "acknowledge",
    "complete_run",
    "keep_beyond_case",
    "move_run",
    "resume_run",
    "set_paper",
    "set_step",
    "start_run",
]
