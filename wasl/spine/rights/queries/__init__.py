"""Reads of the room: what stands open to whom, notes, what every room holds on a person."""

from wasl.spine.rights.queries.gates import gate, opened, reached_by, standing_of
from wasl.spine.rights.queries.journal import Trace, traces
from wasl.spine.rights.queries.notes import notes_of
from wasl.spine.rights.queries.requests import delay, late_or_soon

__all__ = [
    "Trace",
    "delay",
    "gate",
    "late_or_soon",
    "notes_of",
    "opened",
    "reached_by",
    "standing_of",
    "traces",
]
