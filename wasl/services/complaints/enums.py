"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What is said; the last four are sensitive."""

    FEEDBACK = "feedback", _("An idea or a thank you")
    COMPLAINT = "complaint", _("A complaint about a service")
    CONDUCT = "conduct", _("How somebody of the staff behaved")
    ABUSE = "abuse", _("Exploitation, harassment or abuse")
    CORRUPTION = "corruption", _("Money or a favour asked for a service")
    DATA = "data", _("My personal data")


class About(models.TextChoices):
    """Whether it is about somebody who would otherwise read it."""

    NOBODY = "", _("None of these people")
    PROTECTION = "protection", _("The person in charge of data protection")
    COORDINATION = "coordination", _("The coordination")
    ADMINISTRATION = "administration", _("The administrator")


class Way(models.TextChoices):
    """How it came."""

    PUBLIC = "public", _("Public page")
    DESK = "desk", _("At the desk")
    PHONE = "phone", _("By phone")
    BOX = "box", _("Box of the office")
    LETTER = "letter", _("By letter")


class AnswerBy(models.TextChoices):
    """How the answer is told, besides reference and code."""

    CODE = "", _("I come back with my reference and my code")
    SMS = "sms", _("By SMS")
    WHATSAPP = "whatsapp", _("By WhatsApp")
    EMAIL = "email", _("By e-mail")


class State(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("a complaint", "Received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("a complaint", "Acknowledged")
    EXAMINED = "examined", pgettext_lazy("a complaint", "Being examined")
    ANSWERED = "answered", pgettext_lazy("a complaint", "Answered")
    CLOSED = "closed", pgettext_lazy("a complaint", "Closed")


class RemarkKind(models.TextChoices):
    """Words added to a complaint."""

    NOTE = "note", _("Note among those who handle it")
    ANSWER = "answer", _("Answer")
    AGAIN = "again", _("Why it was opened again")


class Satisfied(models.TextChoices):
    UNSAID = "", _("Not said")
    YES = "yes", _("Yes, the answer helps me")
    NO = "no", _("No, it does not")


OPEN = (State.RECEIVED, State.ACKNOWLEDGED, State.EXAMINED)

# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "complaints.give": _("Complaint received"),
    "complaints.list": _("Complaints shown"),
    "complaints.export": _("List of complaints exported"),
    "complaints.read": _("Complaint read"),
    "complaints.acknowledge": _("Complaint acknowledged"),
    "complaints.examine": _("Complaint under examination"),
    "complaints.answer": _("Complaint answered"),
    "complaints.close": _("Complaint closed"),
    "complaints.reopen": _("Complaint opened again"),
    "complaints.assign": _("Complaint given to somebody"),
    "complaints.hand_over": _("Complaints handed over to a colleague"),
    "complaints.classify": _("Kind of a complaint changed"),
    "complaints.keep_from": _("Complaint kept from somebody"),
    "complaints.note": _("Note on a complaint written"),
    "complaints.rate": _("Answer to a complaint judged"),
    "complaints.escalate": _("Late complaint told to the coordination"),
}
