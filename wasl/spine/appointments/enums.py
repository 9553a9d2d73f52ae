"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.kernel.workflow import Transition, Workflow


class Status(models.TextChoices):
    BOOKED = "booked", pgettext_lazy("an appointment", "Booked")
    DONE = "done", _("Took place")
    NO_SHOW = "no_show", _("Did not come")
    CANCELLED = "cancelled", pgettext_lazy("an appointment", "Cancelled")


class Reason(models.TextChoices):
    """Why an appointment was cancelled or moved; the last one is the machine's."""

    PERSON = "person", _("The person asked for it")
    OFFICE = "office", _("The office could not receive")
    MISTAKE = "mistake", pgettext_lazy("an appointment", "Booked by mistake")
    OTHER = "other", _("Another reason")
    CASE = "case", _("The case was closed")


GIVEN = [(one.value, one.label) for one in Reason if one != Reason.CASE]


class Origin(models.TextChoices):
    LIVE = "live", pgettext_lazy("an appointment", "Booked here")
    IMPORT = "import", pgettext_lazy("an appointment", "Taken over")


class Passage(models.TextChoices):
    DONE = "done", _("Came")
    NO_SHOW = "no_show", pgettext_lazy("to say that somebody", "Did not come")
    CANCEL = "cancel", pgettext_lazy("an appointment", "Cancel")


WORKFLOW = Workflow(
    [
        Transition(Passage.DONE, (Status.BOOKED,), Status.DONE, Passage.DONE.label),
        Transition(Passage.NO_SHOW, (Status.BOOKED,), Status.NO_SHOW, Passage.NO_SHOW.label),
        Transition(Passage.CANCEL, (Status.BOOKED,), Status.CANCELLED, Passage.CANCEL.label),
    ],
    public={
        Status.BOOKED: _("You have an appointment"),
        Status.DONE: Status.DONE.label,
        Status.NO_SHOW: _("Missed"),
        Status.CANCELLED: Status.CANCELLED.label,
    },
)

TONES: dict[str, str] = {
    Status.BOOKED: "info",
    Status.DONE: "success",
    Status.NO_SHOW: "attention",
    Status.CANCELLED: "neutral",
}


class Weekday(models.IntegerChoices):
    """Days of a week that begins on Monday."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "appointments.book": _("Appointment booked"),
    "appointments.move": _("Appointment moved"),
    "appointments.settle": _("Appointment settled"),
    "appointments.cancel": _("Appointment cancelled"),
    "appointments.take_over": _("Past appointment taken over"),
    "appointments.take_back": _("Appointment of an undone sheet removed"),
    "appointments.hand_over": _("Appointments handed over"),
    "appointments.read": _("Appointment read"),
    "appointments.calendar": _("Calendar of appointments shown"),
    "appointments.slip": _("Slip of an appointment printed"),
    "appointments.timetable": _("Working hours of an office set"),
    "appointments.timetable_end": _("Working hours of an office ended"),
    "appointments.closure": _("Closure of an office noted"),
    "appointments.closure_removed": _("Closure of an office removed"),
    "appointments.absence": _("Absence noted"),
    "appointments.absence_removed": _("Absence removed"),
    "appointments.reminder": _("Reminders of an office set"),
}
# What stood in the journal while appointments were a part of case files.
FORMER_VERBS: dict[str, str | Promise] = {
    "cases.book": _("Appointment booked"),
    "cases.appointment": _("Appointment settled"),
}
