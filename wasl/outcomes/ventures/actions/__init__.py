"""Writes of ventures: founding, registering, following up, taking over from a sheet."""

from wasl.outcomes.ventures.actions.acting import (
    create_venture,
    record_follow_up,
    record_status,
    register_venture,
    update_venture,
)
from wasl.outcomes.ventures.actions.taking_over import add_founder, remove_founder, remove_venture

__all__ = [
    "add_founder",
    "create_venture",
    "record_follow_up",
    "record_status",
    "register_venture",
    "remove_founder",
    "remove_venture",
    "update_venture",
]
