"""Screens of the room."""

from wasl.services.marketing.views.work import add_file, ask, deliverable, deliverables, measure, move

__all__ = ["add_file", "ask", "deliverable", "deliverables", "measure", "move"]
