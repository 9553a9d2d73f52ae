"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("a procedure followed", "Under way")
    COMPLETED = "completed", pgettext_lazy("a procedure followed", "Completed")
    ABANDONED = "abandoned", pgettext_lazy("a procedure followed", "Abandoned")


RUN_TONES = {RunStatus.OPEN: "info", RunStatus.COMPLETED: "success", RunStatus.ABANDONED: "neutral"}


class EndReason(models.TextChoices):
    """Why a run was abandoned."""

    CASE_CLOSED = "case_closed", _("The case was closed")
    GAVE_UP = "gave_up", _("The person gave up")
    REFUSED = "refused", _("Refused by the authority")
    OTHER_WAY = "other_way", _("Another way was chosen")
    MOVED = "moved", _("Moved away")
    UNREACHABLE = "unreachable", _("No longer reachable")
    MISTAKE = "mistake", _("Started by mistake")


class StepState(models.TextChoices):
    TO_DO = "to_do", pgettext_lazy("step", "To do")
    FILED = "filed", pgettext_lazy("step", "Filed, answer awaited")
    DONE = "done", pgettext_lazy("step", "Done")
    BLOCKED = "blocked", pgettext_lazy("step", "Blocked")
    NOT_NEEDED = "not_needed", pgettext_lazy("step", "Not needed")


STEP_TONES = {
    StepState.TO_DO: "neutral",
    StepState.FILED: "info",
    StepState.DONE: "success",
    StepState.BLOCKED: "danger",
    StepState.NOT_NEEDED: "neutral",
}
UNFINISHED = (StepState.TO_DO, StepState.FILED, StepState.BLOCKED)


class PaperState(models.TextChoices):
    MISSING = "missing", pgettext_lazy("a paper to bring", "Missing")
    ASKED = "asked", pgettext_lazy("a paper to bring", "Asked for")
    HELD = "held", pgettext_lazy("a paper to bring", "Held")


class Answered(models.TextChoices):
    """What an adviser did of a run that a change of law touches."""

    SEEN = "seen", _("Seen, nothing to do")
    MOVED = "moved", _("Moved to the new version")


# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "checklists.start": _("Procedure started"),
    "checklists.step": _("Step of a procedure recorded"),
    "checklists.paper": _("Paper of a procedure recorded"),
    "checklists.complete": _("Procedure completed"),
    "checklists.abandon": _("Procedure abandoned"),
    "checklists.resume": _("Procedure resumed"),
    "checklists.keep": _("Procedure kept beyond its case"),
    "checklists.move": _("Procedure moved to a new version"),
    "checklists.seen": _("Change of law seen for a procedure"),
    "checklists.read": _("Procedure of somebody opened"),
    "checklists.print": _("Route sheet printed"),
    "checklists.list": _("List of procedures followed shown"),
    "checklists.export": _("List of procedures followed exported"),
}
