from wasl.spine.appointments.models.appointment import Appointment, Move
from wasl.spine.appointments.models.hours import Absence, Closure, Hours, OfficeTimetable, Reminder

__all__ = ["Absence", "Appointment", "Closure", "Hours", "Move", "OfficeTimetable", "Reminder"]
