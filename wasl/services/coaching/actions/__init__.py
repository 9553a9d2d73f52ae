"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.services.coaching.actions.events import (
    cancel_event,
    correct_presence,
    drop,
    enrol,
    hold_event,
    plan_event,
)
from wasl.services.coaching.actions.sessions import (
    diagnose,
    record_session,
    withdraw_diagnostic,
    withdraw_session,
)
from wasl.services.coaching.actions.team import assign_coach, write_profile

__all__ = [
    "assign_coach",
    "cancel_event",
    "correct_presence",
    "diagnose",
    "drop",
    "enrol",
    "hold_event",
    "plan_event",
    "record_session",
    "withdraw_diagnostic",
    "withdraw_session",
    "write_profile",
]
