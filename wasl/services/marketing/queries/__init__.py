"""Reads of the room."""

from wasl.services.marketing.queries.shown import files_of, held, may_open_file

__all__ = ["files_of", "held", "may_open_file"]
