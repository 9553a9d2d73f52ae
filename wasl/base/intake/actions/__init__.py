"""Writes of the room: open a sheet, say what its columns are, correct it, take it over, undo it."""

from wasl.base.intake.actions.checking import check_batch, choose, correct_row, leave_out, take_back
from wasl.base.intake.actions.committing import commit_rows, confirm, undo, undo_rows
from wasl.base.intake.actions.opening import open_batch, set_mapping

__all__ = [
    "check_batch",
    "choose",
    "commit_rows",
    "confirm",
    "correct_row",
    "leave_out",
    "open_batch",
    "set_mapping",
    "take_back",
    "undo",
    "undo_rows",
]
