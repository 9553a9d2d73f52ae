"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.services.marketing.actions.work import add_file, ask, measure, move, settle_with_case

__all__ = ["add_file", "ask", "measure", "move", "settle_with_case"]
