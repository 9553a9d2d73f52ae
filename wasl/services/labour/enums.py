"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What the matter is about."""

    WAGES = "wages", _("Wages not paid")
    DISMISSAL = "dismissal", _("Dismissal")
    NO_CONTRACT = "no_contract", _("Work without a contract")
    HOURS = "hours", _("Working hours and leave")
    SOCIAL_SECURITY = "social_security", _("Not declared to the CNSS")
    ACCIDENT = "accident", _("Accident at work")
    PAPERS = "papers", _("Papers kept by the employer")
    TREATMENT = "treatment", _("Ill-treatment or harassment at work")
    OTHER = "other", pgettext_lazy("labour-law matter", "Other")


class StepKind(models.TextChoices):
    """A step of a matter, in the order in which they usually come."""

    TALK = "talk", _("Talk with the employer")
    LETTER = "letter", _("Letter of claim to the employer")
    INSPECTION = "inspection", _("Complaint to the labour inspection")
    SUMMONS = "summons", _("Summons by the labour inspection")
    CONCILIATION = "conciliation", _("Conciliation before the labour inspector")
    LAWYER = "lawyer", _("Sent to a lawyer or a legal clinic")
    COURT = "court", _("Case brought before the court")
    JUDGMENT = "judgment", _("Judgment")
    OTHER = "other", pgettext_lazy("step of a matter", "Other step")


class Status(models.TextChoices):
    OPEN = "open", _("Under way")
    CONCLUDED = "concluded", pgettext_lazy("labour-law matter", "Concluded")


class Result(models.TextChoices):
    AGREEMENT = "agreement", _("Agreement with the employer")
    CONCILIATION = "conciliation", _("Conciliation before the inspector")
    NO_CONCILIATION = "no_conciliation", _("Report of non-conciliation")
    WON = "won", _("Judgment for the worker")
    LOST = "lost", _("Judgment against the worker")
    WITHDRAWN = "withdrawn", _("The worker gave it up")
    UNREACHABLE = "unreachable", _("No longer reachable")


class ContractKind(models.TextChoices):
    FIXED_TERM = "fixed_term", _("Fixed-term contract (CDD)")
    OPEN_ENDED = "open_ended", _("Open-ended contract (CDI)")
    FOREIGNER = "foreigner", _("Contract of a foreign worker (CTE)")
    STIPEND = "stipend", _("Stipend agreement")


TONES: dict[str, str] = {Status.OPEN: "info", Status.CONCLUDED: "neutral"}

# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "labour.open": _("Labour-law matter opened"),
    "labour.change": _("Labour-law matter changed"),
    "labour.read": _("Labour-law matters read"),
    "labour.step": _("Step added to a labour-law matter"),
    "labour.step_done": _("Step of a labour-law matter done"),
    "labour.conclude": _("Labour-law matter concluded"),
    "labour.reopen": _("Labour-law matter taken up again"),
    "labour.export": _("List of labour-law matters exported"),
    "labour.draft": _("Contract drafted"),
    "labour.change_draft": _("Draft of a contract changed"),
    "labour.print": _("Contract printed"),
    "labour.read_draft": _("Draft of a contract read"),
}
