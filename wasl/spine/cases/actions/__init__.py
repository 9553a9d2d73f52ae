"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.spine.cases.actions.acts import add_plan_item, finish_plan_item, record_service, write_note
from wasl.spine.cases.actions.files import assign, close_case, end_assignment, open_case
from wasl.spine.cases.actions.moves import acknowledge, hand_over

__all__ = [
    "acknowledge",
    "add_plan_item",
    "assign",
    "close_case",
    "end_assignment",
    "finish_plan_item",
    "hand_over",
    "open_case",
    "record_service",
    "write_note",
]
