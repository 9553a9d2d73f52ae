"""Writes of the room: two records become one, one record becomes two again, what undoing needs is forgotten."""

from wasl.spine.merging.actions.forgetting import forget
from wasl.spine.merging.actions.merging import merge
from wasl.spine.merging.actions.unmerging import unmerge

__all__ = ["forget", "merge", "unmerge"]
