"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.kernel.workflow import Transition, Workflow

OWNER = "marketing.deliverable"  # whose files


class Kind(models.TextChoices):
    """What is made."""

    LOGO = "logo", _("Logo and visual identity")
    FLYER = "flyer", _("Flyer or poster")
    MENU = "menu", _("Menu or price list")
    LABEL = "label", _("Label or packaging")
    CARDS = "cards", _("Business cards and signs")
    PHOTOS = "photos", _("Photos of products")
    NETWORK = "network", _("Page on a social network")
    SITE = "site", _("Website or online shop")
    STUDY = "study", _("Small market study")
    PLAN = "plan", _("Marketing plan")
    OTHER = "other", pgettext_lazy("marketing deliverable", "Other")


class Status(models.TextChoices):
    ASKED = "asked", pgettext_lazy("marketing deliverable", "Asked for")
    IN_WORK = "in_work", pgettext_lazy("marketing deliverable", "In the making")
    DELIVERED = "delivered", pgettext_lazy("marketing deliverable", "Handed over")
    APPROVED = "approved", pgettext_lazy("marketing deliverable", "Approved")
    DROPPED = "dropped", pgettext_lazy("marketing deliverable", "Given up")


STANDING = (Status.ASKED, Status.IN_WORK, Status.DELIVERED)
PATH = Workflow(
    (
        Transition("start", (Status.ASKED,), Status.IN_WORK, _("Begin the work")),
        Transition("deliver", (Status.ASKED, Status.IN_WORK), Status.DELIVERED, _("Hand over")),
        Transition("approve", (Status.DELIVERED,), Status.APPROVED, _("Approved by whom it is for")),
        Transition("rework", (Status.DELIVERED,), Status.IN_WORK, _("To be done again")),
        Transition("drop", (Status.ASKED, Status.IN_WORK, Status.DELIVERED), Status.DROPPED, _("Give up")),
    )
)


class What(models.TextChoices):
    """What a measure counts, in its own unit."""

    CUSTOMERS = "customers", _("Customers a month")
    TURNOVER = "turnover", _("Turnover a month (MAD)")
    ORDERS = "orders", _("Orders a month")
    FOLLOWERS = "followers", _("Followers")
    OUTLETS = "outlets", _("Points of sale")


class Moment(models.TextChoices):
    BEFORE = "before", pgettext_lazy("measure", "Before")
    AFTER = "after", pgettext_lazy("measure", "After")


class FileRole(models.TextChoices):
    """What a file of a deliverable shows."""

    BEFORE = "before", pgettext_lazy("file", "How it was before")
    DELIVERABLE = "deliverable", pgettext_lazy("file", "The work handed over")
    AFTER = "after", pgettext_lazy("file", "In use, after")


TONES: dict[str, str] = {
    Status.ASKED: "attention",
    Status.IN_WORK: "info",
    Status.DELIVERED: "info",
    Status.APPROVED: "success",
    Status.DROPPED: "neutral",
}

# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "marketing.ask": _("Marketing deliverable asked for"),
    "marketing.move": _("Marketing deliverable moved on"),
    "marketing.file": _("File added to a deliverable"),
    "marketing.measure": _("Measure taken for a deliverable"),
    "marketing.read": _("Marketing deliverables read"),
    "marketing.export": _("List of deliverables exported"),
}
