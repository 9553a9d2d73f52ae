"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("link", "Proposed")
    CONFIRMED = "confirmed", pgettext_lazy("link", "Confirmed")
    REFUSED = "refused", pgettext_lazy("link", "Refused")
    ENDED = "ended", pgettext_lazy("link", "Ended")


OPEN = (LinkState.PROPOSED, LinkState.CONFIRMED)
STATE_TONES = {
    LinkState.PROPOSED: "attention",
    LinkState.CONFIRMED: "success",
    LinkState.REFUSED: "neutral",
    LinkState.ENDED: "neutral",
}


class Evidence(models.TextChoices):
    """What agrees in the two files. A name never does."""

    PAPER = "paper", _("the same paper number")
    PHONE_BIRTH = "phone_birth", _("the same phone and birth date")
    READ = "read", _("both files, read by the data-protection officer")


class Origin(models.TextChoices):
    DESK = "desk", _("Asked by a colleague")
    MACHINE = "machine", _("Found by comparing")
    INSIDE = "inside", _("Decided inside one organisation")


class AskBy(models.TextChoices):
    """What the question is asked with."""

    PAPER = "paper", _("A paper number, whole")
    PHONE_BIRTH = "phone_birth", _("A phone number, whole, and the birth date")


class AskReason(models.TextChoices):
    """Why somebody asks; it stands in the journal."""

    SAID = "said", _("The person says that another organisation knows them")
    REGISTERING = "registering", _("Before opening a file")
    SERVICE = "service", _("Before giving a help that is given once")


class Standing(models.TextChoices):
    """Where an agreement stands on a day."""

    WAITING = "waiting", _("Waits for the second organisation")
    PLANNED = "planned", _("Not begun")
    IN_FORCE = "in_force", _("In force")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", pgettext_lazy("agreement", "Ended")


STANDING_TONES = {
    Standing.WAITING: "attention",
    Standing.PLANNED: "info",
    Standing.IN_FORCE: "success",
    Standing.EXPIRED: "danger",
    Standing.ENDED: "neutral",
}

# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "links.record_agreement": _("Sharing agreement recorded"),
    "links.confirm_agreement": _("Sharing agreement confirmed"),
    "links.end_agreement": _("Sharing agreement ended"),
    "links.ask": _("Asked whether somebody is known elsewhere"),
    "links.known": _("Answer to “known elsewhere?” read"),
    "links.search": _("Files of two organisations compared"),
    "links.propose": _("Link proposed"),
    "links.confirm": _("Link confirmed for one side"),
    "links.refuse": _("Link refused"),
    "links.end": _("Link ended"),
    "links.join": _("Two records of one organisation linked without merging"),
    "links.compare": _("Two records compared for a link"),
    "links.settle": _("Links brought in line with their agreements"),
    "links.list": _("List of links shown"),
    "links.read": _("Link opened"),
    "links.export": _("List of links exported"),
}
