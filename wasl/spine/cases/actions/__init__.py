"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.spine.cases.actions.files import assign, close_case, end_assignment, open_case, reopen_case
from wasl.spine.cases.actions.moves import acknowledge, hand_over
from wasl.spine.cases.actions.notes import write_note
from wasl.spine.cases.actions.plan import (
    add_plan_item,
    change_plan_item,
    end_goal,
    finish_plan_item,
    remove_plan_item,
    restore_plan_item,
    resume_goal,
    set_goal,
)
from wasl.spine.cases.actions.services import correct_service, record_service, withdraw_service
from wasl.spine.cases.actions.taking_over import Given, take_back_case, take_back_service, take_over_service

__all__ = [
    "Given",
    "acknowledge",
    "add_plan_item",
    "assign",
    "change_plan_item",
    "close_case",
    "correct_service",
    "end_assignment",
    "end_goal",
    "finish_plan_item",
    "hand_over",
    "open_case",
    "record_service",
    "remove_plan_item",
    "reopen_case",
    "restore_plan_item",
    "resume_goal",
    "set_goal",
    "take_back_case",
    "take_back_service",
    "take_over_service",
    "withdraw_service",
    "write_note",
]
