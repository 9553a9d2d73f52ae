"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a transfer stands; the partner reads the copy of those proposed and accepted."""

    PREPARED = "prepared", pgettext_lazy("a transfer", "Being prepared")
    PROPOSED = "proposed", pgettext_lazy("a transfer", "Waits for the partner")
    ACCEPTED = "accepted", pgettext_lazy("a transfer", "Accepted")
    DECLINED = "declined", pgettext_lazy("a transfer", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("a transfer", "Withdrawn")


WAITING = (Status.PREPARED, Status.PROPOSED)
READ_THERE = (Status.PROPOSED, Status.ACCEPTED)


class Along(models.TextChoices):
    """What may go along, each chosen by itself. Notes and compartments are not in the list."""

    IDENTITY = "identity", _("Identity and contacts")
    REASON = "reason", _("Reason of the transfer")
    PLAN = "plan", _("Plan: goals and steps")
    SERVICES = "services", _("List of services, without what was said")
    PAPERS = "papers", _("Papers: their kind and validity, without numbers")


class Means(models.TextChoices):
    """How the person agreed."""

    SIGNED = "signed", _("Signed on paper")
    SPOKEN = "spoken", _("Said aloud before a witness")


class DeclineReason(models.TextChoices):
    FULL = "full", _("No place left")
    TERRITORY = "territory", _("Outside the territory")
    SERVICE = "service", _("What the person needs is not given here")
    KNOWN = "known", _("Already followed here")
    UNREACHED = "unreached", _("The person could not be reached, or prefers to stay")
    OTHER = "other", _("Other reason")


TONES: dict[str, str] = {
    Status.PREPARED: "neutral",
    Status.PROPOSED: "info",
    Status.ACCEPTED: "success",
    Status.DECLINED: "attention",
    Status.WITHDRAWN: "neutral",
}

# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "transfers.prepare": _("Transfer prepared"),
    "transfers.propose": _("Transfer proposed with a consent"),
    "transfers.give_up": _("Transfer taken back by the sender"),
    "transfers.withdraw": _("Consent to a transfer withdrawn"),
    "transfers.receipt": _("Receipt of a consent to a transfer printed"),
    "transfers.read": _("Transfer read"),
    "transfers.list": _("List of transfers shown"),
    "transfers.export": _("List of transfers exported"),
    "transfers.received_list": _("List of transfers received shown"),
    "transfers.received": _("Transfer read by the partner"),
    "transfers.accept": _("Transfer accepted"),
    "transfers.decline": _("Transfer declined"),
    "transfers.forget": _("Words of a transfer removed"),
}
