"""Writes of the room: open a sheet, say what its columns are, decide on its rows, take it over, undo it."""

from wasl.base.intake.actions.checking import check_batch
from wasl.base.intake.actions.committing import commit_rows, confirm
from wasl.base.intake.actions.deciding import (
    LATER,
    NEW,
    accept_strong,
    choose,
    correct_row,
    leave_faulty_out,
    leave_out,
    others_are_new,
    take_back,
)
from wasl.base.intake.actions.opening import choose_sheet, forget_mapping, open_batch, set_mapping
from wasl.base.intake.actions.undoing import undo, undo_rows

__all__ = [
    "LATER",
    "NEW",
    "accept_strong",
    "check_batch",
    "choose",
    "choose_sheet",
    "commit_rows",
    "confirm",
    "correct_row",
    "forget_mapping",
    "leave_faulty_out",
    "leave_out",
    "open_batch",
    "others_are_new",
    "set_mapping",
    "take_back",
    "undo",
    "undo_rows",
]
