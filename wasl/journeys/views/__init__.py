"""Screens of the journeys."""

from wasl.journeys.views.award import award

__all__ = ["award"]
