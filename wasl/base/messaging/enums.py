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
BY_HAND = (Channel.WHATSAPP, Channel.SLIP)


class Status(models.TextChoices):
    """Where a message stands. "Uncertain": the machine stopped between taking it and saying that it went."""

    WAITING = "waiting", pgettext_lazy("a message", "To be sent")
    SENDING = "sending", pgettext_lazy("a message", "Being sent")
    SENT = "sent", pgettext_lazy("a message", "Sent")
    UNCERTAIN = "uncertain", pgettext_lazy("a message", "Perhaps sent")
    FAILED = "failed", pgettext_lazy("a message", "Not delivered")
    CANCELLED = "cancelled", pgettext_lazy("a message", "Cancelled")


#: a person decides what becomes of these
TO_LOOK_AT = (Status.FAILED, Status.UNCERTAIN)
#: nothing more happens to these by itself
SETTLED = (Status.SENT, Status.UNCERTAIN, Status.FAILED, Status.CANCELLED)


# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "messaging.put": _("Message put into the outbox"),
    "messaging.cancel": _("Messages taken back"),
    "messaging.read": _("Message read"),
    "messaging.export": _("List of messages exported"),
    "messaging.send": _("Message sent by the machine"),
    "messaging.fail": _("Message not delivered"),
    "messaging.hand_over": _("Message handed over"),
    "messaging.try_again": _("Message to be sent again"),
    "messaging.circle": _("Messages kept for one role"),
    "messaging.forget": _("Messages emptied"),
}
