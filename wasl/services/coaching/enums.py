"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CoachKind(models.TextChoices):
    COACH = "coach", _("Coach")
    MENTOR = "mentor", _("Mentor")


class EventKind(models.TextChoices):
    """What brings projects and others together."""

    MEETING = "meeting", _("Networking meeting")
    FAIR = "fair", _("Fair or market")
    VISIT = "visit", _("Visit to a business")
    CIRCLE = "circle", _("Circle of mentors")
    PITCH = "pitch", _("Presentation to partners")


class EventStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("event", "Planned")
    HELD = "held", pgettext_lazy("event", "Held")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


TONES: dict[str, str] = {
    EventStatus.PLANNED: "info",
    EventStatus.HELD: "success",
    EventStatus.CANCELLED: "neutral",
}

# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "coaching.profile": _("Profile of a coach written"),
    "coaching.session": _("Coaching session recorded"),
    "coaching.withdraw": _("Coaching session withdrawn"),
    "coaching.read": _("Coaching sessions read"),
    "coaching.export": _("List of sessions exported"),
    "coaching.diagnose": _("Diagnostic taken"),
    "coaching.withdraw_diagnostic": _("Diagnostic withdrawn"),
    "coaching.read_diagnostics": _("Diagnostics read"),
    "coaching.event": _("Networking event written"),
    "coaching.enrol": _("Somebody added to an event"),
    "coaching.drop": _("Somebody taken off an event"),
    "coaching.held": _("Networking event held"),
    "coaching.correct": _("Presence at an event corrected"),
    "coaching.cancel": _("Networking event cancelled"),
    "coaching.read_event": _("Networking event read"),
    "coaching.export_events": _("List of events exported"),
}
