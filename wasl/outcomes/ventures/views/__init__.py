"""Screens of ventures."""

from wasl.outcomes.ventures.views.acts import create, edit, follow_up, register, status
from wasl.outcomes.ventures.views.pages import venture, ventures

__all__ = ["create", "edit", "follow_up", "register", "status", "venture", "ventures"]
