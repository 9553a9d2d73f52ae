"""Writes of the room."""

from wasl.base.messaging.actions.outbox import cancel_about, put

__all__ = ["cancel_about", "put"]
