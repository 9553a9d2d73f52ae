"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.enums import Compartment

COMPARTMENTS: list[tuple[str, str | Promise]] = [
    (one.value, one.label) for one in Compartment if one is not Compartment.NONE
]


class Reason(models.TextChoices):
    """The usual reasons to open a compartment; words of one's own come with each."""

    INTERVIEW = "interview", _("Meeting with the person")
    PAPERS = "papers", _("Preparing a step or a paper")
    REFERRAL = "referral", _("Orientation to a service")
    PROTECTION = "protection", _("Risk for the person")
    REQUEST = "request", _("The person asks what is held on them")
    CHECK = "check", _("Check of the file")
    OTHER = "other", _("Another reason")


class Means(models.TextChoices):
    """How a request reached us."""

    OFFICE = "office", _("At the office")
    LETTER = "letter", _("By letter")
    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By phone")
    REPRESENTATIVE = "representative", _("Through somebody with a mandate")


class Identity(models.TextChoices):
    """How we made sure of who asks."""

    PAPER = "paper", _("Identity paper shown")
    KNOWN = "known", _("Known to the adviser, met in person")
    MANDATE = "mandate", _("Mandate and papers of both")
    CALLED_BACK = "called_back", _("Called back on the number of the file")


class Handing(models.TextChoices):
    """How a request ended."""

    IN_HAND = "in_hand", _("Handed over in person")
    SENT = "sent", _("Sent to the person")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")


#: Why each compartment is closed, for whoever stands before it.
WHY_CLOSED: dict[str, str | Promise] = {
    Compartment.STATUS: _(
        "A residence status may expose a person, above all where they have no permit. It is read when it is needed."
    ),
    Compartment.PROTECTION: _("What stands here concerns violence, threats or exploitation."),
    Compartment.HEALTH: _("What stands here concerns health."),
    Compartment.LEGAL: _("What stands here concerns proceedings or the person’s standing before the law."),
}

# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "rights.open": _("Compartment opened"),
    "rights.read_notes": _("Notes on a person read"),
    "rights.openings": _("Openings of compartments shown"),
    "rights.export_openings": _("Openings of compartments exported"),
    "rights.note": _("Note on a person written"),
    "rights.ask": _("Access request recorded"),
    "rights.read_request": _("Access request read"),
    "rights.requests": _("Access requests shown"),
    "rights.export_requests": _("Access requests exported"),
    "rights.export_person": _("File of all that is held made"),
    "rights.answer": _("Access request answered"),
    "rights.discard": _("File of all that is held removed"),
}
