"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.spine.rights.actions.forgetting import forget
from wasl.spine.rights.actions.notes import write_note
from wasl.spine.rights.actions.openings import open_compartment
from wasl.spine.rights.actions.requests import answer_access, ask_access, discard_expired, export_person

__all__ = [
    "answer_access",
    "ask_access",
    "discard_expired",
    "export_person",
    "forget",
    "open_compartment",
    "write_note",
]
