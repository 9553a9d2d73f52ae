"""What a person does with a message: hand it over, send it again, take it back. Each a conditional UPDATE."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.messaging import access
from wasl.base.messaging.enums import TO_LOOK_AT, Status
from wasl.base.messaging.models import Message
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import Conflict, RuleBroken


@transaction.atomic
def hand_over(*, by: Actor, message: Message) -> None:
    """Say that somebody told the person themselves (link opened, slip given, said on the phone).

    Refused unless the actor reads the message's text at its office; Conflict when it has gone, or was taken back.
    """
    _check(by, message, access.readers(message.circle))
    _pass(
        message,
        (Status.WAITING, *TO_LOOK_AT),
        status=Status.SENT,
        settled_at=clock.now(),
        settled_by_label=by.label[:150],
        error="",
    )
    record(by=by, verb="messaging.hand_over", object=message)


@transaction.atomic
def try_again(*, by: Actor, message: Message) -> None:
    """Put a message that was not delivered, or perhaps, back among those to be sent, as if it were new.

    RuleBroken when its text has been emptied; Conflict when it stands otherwise.
    """
    _check(by, message, access.tenders(message.circle))
    if message.emptied_at is not None:
        raise RuleBroken(_("The text of this message is no longer kept."), code="emptied")
    _pass(
        message,
        TO_LOOK_AT,
        status=Status.WAITING,
        tries=0,
        claimed_at=None,
        retry_at=None,
        settled_at=None,
        settled_by_label="",
        error="",
    )
    record(by=by, verb="messaging.try_again", object=message)


@transaction.atomic
def cancel(*, by: Actor, message: Message) -> None:
    """Take one message back. Conflict when it has gone already, or is going."""
    _check(by, message, access.tenders(message.circle))
    _pass(
        message,
        (Status.WAITING, *TO_LOOK_AT),
        status=Status.CANCELLED,
        settled_at=clock.now(),
        settled_by_label=by.label[:150],
    )
    record(by=by, verb="messaging.cancel", object=message)


def _check(by: Actor, message: Message, roles: Collection[str]) -> None:
    check(Message.objects.visible_to(by).filter(pk=message.pk).exists())
    check(by.may(roles, organisation=message.organisation_id, office=message.office_id))


def _pass(message: Message, sources: Collection[str], **values: Any) -> None:
    if not Message.objects.filter(pk=message.pk, status__in=sources).update(**values):
        raise Conflict(_("Somebody else changed this message meanwhile: look at where it stands now."))
    message.refresh_from_db()
