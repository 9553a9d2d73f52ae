"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.spine.appointments.actions.booking import book_appointment, move_appointment, take_over
from wasl.spine.appointments.actions.handing import case_closed, case_handed_over, hand_over, held_by
from wasl.spine.appointments.actions.hours import (
    close_office,
    end_timetable,
    note_absence,
    remove_absence,
    remove_closure,
    set_reminder,
    set_timetable,
)
from wasl.spine.appointments.actions.reminding import put_reminders
from wasl.spine.appointments.actions.settling import cancel_appointment, settle_appointment
from wasl.spine.appointments.actions.sheets import take_back_imported, take_in

__all__ = [
    "book_appointment",
    "cancel_appointment",
    "case_closed",
    "case_handed_over",
    "close_office",
    "end_timetable",
    "hand_over",
    "held_by",
    "move_appointment",
    "note_absence",
    "put_reminders",
    "remove_absence",
    "remove_closure",
    "set_reminder",
    "set_timetable",
    "settle_appointment",
    "take_back_imported",
    "take_in",
    "take_over",
]
