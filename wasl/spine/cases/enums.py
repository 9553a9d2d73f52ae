"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    OPEN = "open", _("Under way")
    CLOSED = "closed", pgettext_lazy("a case file", "Closed")


class ClosingReason(models.TextChoices):
    COMPLETED = "completed", _("Pathway completed")
    MOVED = "moved", _("Moved away")
    REFERRED = "referred", _("Goes on with a partner")
    STOPPED = "stopped", _("The person stopped")
    UNREACHABLE = "unreachable", _("No longer reachable")
    MISTAKE = "mistake", _("Opened by mistake")


class AssignmentRole(models.TextChoices):
    ADVISER = "adviser", _("Adviser")
    COACH = "coach", _("Coach")
    MENTOR = "mentor", _("Mentor")


class ServiceKind(models.TextChoices):
    """What was given; each is a kind of fact (see `FACT_OF`)."""

    ADVICE = "advice", _("Advice")
    ACCOMPANIMENT = "accompaniment", _("Accompaniment")
    ORIENTATION = "orientation", _("Orientation")


FACT_OF: dict[str, str] = {
    ServiceKind.ADVICE: "advised",
    ServiceKind.ACCOMPANIMENT: "accompanied",
    ServiceKind.ORIENTATION: "oriented",
}


class Purpose(models.TextChoices):
    INFORMATION = "information", _("Information")
    BUSINESS_CREATION = "business_creation", _("Creating a business")
    JOB_SEARCH = "job_search", _("Looking for work")
    PAPERS = "papers", _("Papers and residence")
    TRAINING = "training", _("Training")
    LABOUR_LAW = "labour_law", _("Labour law and contracts")
    MARKETING = "marketing", _("Marketing")
    HEALTH = "health", _("Health care")
    EDUCATION = "education", _("School and education")


# What a guichet of this kind is mostly asked for: offered first, never forced.
PURPOSE_OF: dict[str, str] = {
    "health": Purpose.HEALTH,
    "education": Purpose.EDUCATION,
    "training": Purpose.TRAINING,
    "employment": Purpose.JOB_SEARCH,
}


class Mode(models.TextChoices):
    OFFICE = "office", _("At the office")
    VISIT = "visit", _("Visit on site")
    PHONE = "phone", _("By phone")
    ONLINE = "online", _("Online")
    GROUP = "group", _("In a group")


class BatchAct(models.TextChoices):
    """What may be asked of several cases, or of several steps, at once."""

    HAND_OVER = "hand_over", pgettext_lazy("a case file", "Hand over")
    ADD_STEP = "add_step", _("Add a step")
    CLOSE = "close", pgettext_lazy("several case files", "Close")
    MENTOR = "mentor", _("Assign a mentor")
    DONE = "done", _("Steps done")


class Compartment(models.TextChoices):
    """Where a note is kept; who opens each stands in access."""

    GENERAL = "general", _("General")
    LEGAL = "legal", _("Legal")
    HEALTH = "health", _("Health")
    PROTECTION = "protection", _("Protection")


TONES: dict[str, str] = {
    Status.OPEN: "info",
    Status.CLOSED: "neutral",
}

# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "cases.open": _("Case opened"),
    "cases.read": _("Case read"),
    "cases.list": _("List of cases shown"),
    "cases.export": _("List of cases exported"),
    "cases.assign": _("Somebody assigned to a case"),
    "cases.unassign": _("Assignment ended"),
    "cases.service": _("Service recorded"),
    "cases.plan": _("Step added to a plan"),
    "cases.plan_done": _("Step of a plan finished"),
    "cases.note": _("Note written"),
    "cases.read_notes": _("Notes of a compartment opened"),
    "cases.close": _("Case closed"),
    "cases.hand_over": _("Case handed over"),
    "cases.acknowledge": _("Hand-over read by who takes the case"),
    "cases.reopen": _("Case reopened"),
    "cases.goal": _("Goal set"),
    "cases.goal_end": _("Goal reached or given up"),
    "cases.plan_edit": _("Step of a plan changed"),
    "cases.plan_remove": _("Step of a plan removed"),
    "cases.plan_restore": _("Removed step put back"),
    "cases.service_withdraw": _("Service withdrawn"),
    "cases.service_correct": _("Service corrected"),
    "cases.services": _("List of services shown"),
    "cases.services_export": _("List of services exported"),
    "cases.followed": _("Who follows a person shown"),
    "cases.take_over": _("Past service taken over"),
    "cases.batch": _("Act on several cases asked"),
}
