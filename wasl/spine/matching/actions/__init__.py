"""Writes of the room: what was decided of two persons, and who is proposed to be decided on."""

from wasl.spine.matching.actions.deciding import decide, reopen, settle_same, undo_decision

__all__ = ["decide", "reopen", "settle_same", "undo_decision"]
