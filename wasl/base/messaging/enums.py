"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """How a message goes; the first two by machine, the others by hand."""

    SMS = "sms", _("SMS")
    EMAIL = "email", _("E-mail")
    WHATSAPP = "whatsapp", _("WhatsApp link")
    SLIP = "slip", _("Printed slip")


BY_MACHINE = (Channel.SMS, Channel.EMAIL)


class Status(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("a message", "To be sent")
    SENT = "sent", pgettext_lazy("a message", "Sent")
    FAILED = "failed", pgettext_lazy("a message", "Not delivered")
    CANCELLED = "cancelled", pgettext_lazy("a message", "Cancelled")


# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "messaging.put": _("Message put into the outbox"),
    "messaging.cancel": _("Messages taken back"),
}
