"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a referral stands; only sent, accepted and done are read by the institution."""

    DRAFT = "draft", pgettext_lazy("a referral", "Being prepared")
    SENT = "sent", pgettext_lazy("a referral", "Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("a referral", "Accepted")
    DECLINED = "declined", pgettext_lazy("a referral", "Declined")
    DONE = "done", pgettext_lazy("a referral", "Outcome known")
    EXPIRED = "expired", pgettext_lazy("a referral", "Expired without an answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("a referral", "Consent withdrawn")
    CANCELLED = "cancelled", pgettext_lazy("a referral", "Not sent")
    VOIDED = "voided", pgettext_lazy("a referral", "Sent by mistake")


WITH_RECEIVER = (Status.SENT, Status.ACCEPTED, Status.DONE)
NEVER_RECEIVED = (Status.DRAFT, Status.CANCELLED)
# Those that count as sent in the returns: a mistake counts for nothing.
COUNTED = tuple(one for one in Status if one not in (*NEVER_RECEIVED, Status.VOIDED))


class SharedField(models.TextChoices):
    """The closed list of what may be shared, each chosen by itself."""

    NAME = "name", _("Name")
    PHONE = "phone", _("Phone")
    SEX = "sex", _("Sex")
    BIRTH_YEAR = "birth_year", _("Year of birth")
    BIRTH_DATE = "birth_date", _("Date of birth")
    NATIONALITY = "nationality", _("Nationality")
    LANGUAGE = "language", _("Language spoken")
    REASON = "reason", _("Reason of the referral")
    ADVISER = "adviser", _("Name of the adviser and phone of the office")
    PAPER = "paper", _("A paper: its kind and until when it is valid")
    PAPER_NUMBER = "paper_number", _("The number of that paper")


class Means(models.TextChoices):
    """How the person agreed."""

    SIGNED = "signed", _("Signed on paper")
    SPOKEN = "spoken", _("Said aloud before a witness")


class Way(models.TextChoices):
    """Through what an answer came."""

    MEMBER = "member", _("by an account of the institution")
    LINK = "link", _("by the link and the code")
    TOLD = "told", _("told to the sender, by phone or on paper")


class DeclineReason(models.TextChoices):
    FULL = "full", _("No place left")
    CONDITIONS = "conditions", _("The person does not meet the conditions")
    TERRITORY = "territory", _("Outside the territory")
    SERVICE = "service", _("The service is no longer given")
    PAPERS = "papers", _("Papers are missing")
    KNOWN = "known", _("Already followed there")
    OTHER = "other", _("Other reason")


class Outcome(models.TextChoices):
    """What came of a referral; the first two say that the institution received the person."""

    RECEIVED = "received", _("Came and was received")
    SERVED = "served", _("The service was given")
    REFUSED = "refused", _("Turned away on site")
    NO_SHOW = "no_show", _("Did not come")
    REDIRECTED = "redirected", _("Sent on to another service")


RECEIVED = (Outcome.RECEIVED, Outcome.SERVED)

TONES: dict[str, str] = {
    Status.DRAFT: "neutral",
    Status.SENT: "info",
    Status.ACCEPTED: "success",
    Status.DECLINED: "attention",
    Status.DONE: "success",
    Status.EXPIRED: "attention",
    Status.WITHDRAWN: "danger",
    Status.CANCELLED: "neutral",
    Status.VOIDED: "neutral",
}

# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "referrals.create": _("Referral prepared"),
    "referrals.read": _("Referral read"),
    "referrals.list": _("List of referrals shown"),
    "referrals.export": _("List of referrals exported"),
    "referrals.send": _("Referral sent with a consent"),
    "referrals.cancel": _("Referral not sent"),
    "referrals.void": _("Referral sent by mistake"),
    "referrals.withdraw": _("Consent to a referral withdrawn"),
    "referrals.receipt": _("Receipt of a consent to a referral printed"),
    "referrals.letter": _("Letter of a referral printed"),
    "referrals.received_list": _("List of referrals received shown"),
    "referrals.received": _("Referral read by the institution"),
    "referrals.accept": _("Referral accepted"),
    "referrals.decline": _("Referral declined"),
    "referrals.outcome": _("Outcome of a referral said"),
    "referrals.code": _("Code for a referral sent to the institution"),
    "referrals.link": _("Link to a referral sent again"),
    "referrals.remind": _("Institution reminded of a referral"),
    "referrals.expire": _("Referral expired without an answer"),
    "referrals.forget_copy": _("Shared copy of a referral removed"),
    "referrals.forget": _("Words of a referral removed"),
}

# What the outbox calls the messages of this room.
PURPOSES: dict[str, str | Promise] = {
    "referrals.referral": _("Referral to an institution"),
    "referrals.code": _("Code to read a referral"),
    "referrals.reminder": _("Reminder of a referral"),
    "referrals.withdrawn": _("Referral withdrawn"),
}
