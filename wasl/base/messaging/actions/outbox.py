"""Putting a message into the outbox, and taking it out again before it goes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.messaging.enums import Channel, Status
from wasl.base.messaging.models import Message
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken


@transaction.atomic
def put(
    *,
    by: Actor,
    key: str,
    purpose: str,
    channel: str,
    organisation_id: int,
    to: str,
    body: str,
    subject: str = "",
    language: str = "fr",
    office_id: int | None = None,
    about_kind: str = "",
    about_id: int | str = "",
    due_at: datetime | None = None,
    circle: str = "",
) -> Message:
    """Put a message into the outbox, to go from `due_at` on (now by default); one with this key is returned as it is.

    `to` is an E.164 number (sms, whatsapp), an address (email) or a name (slip). `circle` is the one role that may see
    it ("protection"); without one, whoever works at the desk of the office does. Who may write to whom is the calling
    room's to check, in the same transaction. RuleBroken for an unknown channel, without addressee or without words.
    """
    standing = Message.objects.filter(key=key).first()
    if standing is not None:
        return standing
    if channel not in Channel.values:
        raise RuleBroken(_("Choose one of the list."), field="channel", code="channel")
    if not to.strip():
        raise RuleBroken(_("There is nobody to write to."), field="to", code="to")
    if not body.strip():
        raise RuleBroken(_("The message is empty."), field="body", code="body")
    message = Message(
        key=key,
        purpose=purpose,
        channel=channel,
        circle=circle,
        organisation_id=organisation_id,
        office_id=office_id,
        language=language,
        to=to.strip(),
        subject=subject.strip(),
        body=body.strip(),
        about_kind=about_kind,
        about_id=str(about_id),
        due_at=due_at or clock.now(),
    )
    message.authored_by(by)
    message.save(force_insert=True)
    record(by=by, verb="messaging.put", object=message, reason=purpose, organisation=organisation_id)
    return message


@transaction.atomic
def cancel_about(*, by: Actor, about_kind: str, about_id: int | str, purpose: str = "") -> int:
    """Take back the messages about a record that have not gone yet (of one purpose, where given); return how many."""
    rows = Message.objects.filter(about_kind=about_kind, about_id=str(about_id), status=Status.WAITING)
    if purpose:
        rows = rows.filter(purpose=purpose)
    taken = rows.update(status=Status.CANCELLED, settled_at=clock.now(), settled_by_label=by.label[:150])
    if taken:
        record(by=by, verb="messaging.cancel", kind=about_kind, object_ids=[about_id], reason=purpose)
    return taken
