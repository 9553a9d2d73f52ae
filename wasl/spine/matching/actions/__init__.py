"""Writes of the room: what was decided of two persons, and who is proposed to be decided on."""

from wasl.spine.matching.actions.deciding import decide, reopen, settle_same, undo_decision
from wasl.spine.matching.actions.finding import changed, look
from wasl.spine.matching.actions.searching import check_all
from wasl.spine.matching.actions.writing import Written

__all__ = [
    "Written",
    "changed",
    "check_all",
    "decide",
    "look",
    "reopen",
    "settle_same",
    "undo_decision",
]
