"""Reads of the outbox."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wasl.base.messaging import ways
from wasl.base.messaging.models import Message
from wasl.base.messaging.models.message import MessageQuerySet
from wasl.base.messaging.rules import whatsapp_link
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.frames import Finding

__all__ = ["machine_is_connected", "messages_about", "offices_of", "waiting_for_hands", "whatsapp_link"]


def messages_about(kind: str, ids: Iterable[int | str]) -> MessageQuerySet:
    """What was written about these records, newest first, whoever asks: scope is the calling room's affair."""
    return Message.objects.filter(about_kind=kind, about_id__in=[str(one) for one in ids])


def waiting_for_hands(actor: Actor) -> tuple[int, int]:
    """(to hand over now, not delivered or perhaps) among the actor's messages."""
    rows = Message.objects.visible_to(actor)
    return rows.to_hand_over(clock.now()).count(), rows.to_look_at().count()


def offices_of(actor: Actor) -> list[Office]:
    """The offices whose messages the actor may find, for a filter."""
    return list(Office.objects.filter(organisation_id__in=actor.organisations()).order_by("name", "pk"))


def machine_is_connected() -> Finding:
    """Whether messages that go by machine wait for a way that this installation does not have."""
    rows = Message.objects.due(clock.now()).by_machine().exclude(channel__in=ways.open_ways())
    count = rows.count()
    if not count:
        return Finding(True, _("No message waits for a way out that is not set."))
    text = ngettext(
        "%(count)d message waits for a way out that is not set.",
        "%(count)d messages wait for a way out that is not set.",
        count,
    ) % {"count": count}
    return Finding(
        False, text, _("Set WASL_SMS_FOLDER for SMS, WASL_SMTP_HOST and WASL_MAIL_FROM for e-mail.")
    )
