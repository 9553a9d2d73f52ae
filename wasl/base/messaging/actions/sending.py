"""What is due goes by machine: each message is taken by one worker, and never sent twice.

Taking a message is one conditional UPDATE, committed before anything leaves. Whoever takes it sends it and says how it
ended. If the program stops in between, nobody knows whether it went: it is shown as perhaps sent and a person decides;
sending it again by itself could tell somebody twice, or two different hours of an appointment.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from wasl.base.audit.actions import record
from wasl.base.messaging import rules, ways
from wasl.base.messaging.actions.receipts import read_receipts
from wasl.base.messaging.enums import Status
from wasl.base.messaging.models import Message
from wasl.base.messaging.models.message import MessageQuerySet
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM

log = logging.getLogger("wasl.messages")
AT_A_TIME = 500
NOT_TOLD = "interrupted"


@dataclass
class Sent:
    """How many went, will be tried again, were given up, and are perhaps sent."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    uncertain: int = 0


def send_what_is_due() -> None:
    """A duty of the worker: read the receipts of the gateway, then send what is due."""
    read_receipts()
    send_due()


def send_due(*, at_most: int = AT_A_TIME) -> Sent:
    """Send the messages that are due and go by machine, oldest first, at most `at_most`; return how they ended.

    Call it outside any transaction: what was taken stays taken even if the program stops. Safe in several processes
    at once.
    """
    done = Sent(uncertain=give_up_interrupted())
    ready = Message.objects.due(clock.now()).filter(channel__in=ways.open_ways())
    for pk in list(ready.order_by("due_at", "pk").values_list("pk", flat=True)[:at_most]):
        message = claim(pk)
        if message is not None:
            _deliver(message, done)
    return done


def claim(pk: int) -> Message | None:
    """Take a message that waits, for this worker alone; None when another has taken it, or it was taken back."""
    now = clock.now()
    rows = Message.objects.due(now).filter(pk=pk)
    taken = rows.update(status=Status.SENDING, claimed_at=now, tries=F("tries") + 1)
    return Message.objects.get(pk=pk) if taken else None


def give_up_interrupted() -> int:
    """Say "perhaps sent" of what was taken long ago and never ended; return how many."""
    since = clock.now() - rules.INTERRUPTED_AFTER
    lost = Message.objects.filter(status=Status.SENDING, claimed_at__lt=since)
    return lost.update(status=Status.UNCERTAIN, settled_at=clock.now(), error=NOT_TOLD)


def _deliver(message: Message, done: Sent) -> None:
    try:
        ways.send(message)
    except ways.NotSent as refusal:
        _not_sent(message, refusal, done)
    except Exception as error:
        log.exception("message %s: nobody knows whether it went", message.pk)
        done.uncertain += _end(message, status=Status.UNCERTAIN, error=type(error).__name__)
    else:
        done.sent += _end(message, status=Status.SENT, error="")


def _not_sent(message: Message, refusal: ways.NotSent, done: Sent) -> None:
    wait = None if refusal.for_good else rules.wait_after(message.tries)
    error = str(refusal)[:300]
    if wait is None:
        done.failed += _end(message, status=Status.FAILED, error=error)
        return
    done.later += _held(message).update(
        status=Status.WAITING, claimed_at=None, retry_at=clock.now() + wait, error=error
    )


def _end(message: Message, **values: Any) -> int:
    with transaction.atomic():
        done = _held(message).update(settled_at=clock.now(), settled_by_label=SYSTEM.label, **values)
        if done:
            verb = "messaging.send" if values["status"] == Status.SENT else "messaging.fail"
            record(by=SYSTEM, verb=verb, object=message, organisation=message.organisation_id)
    return done


def _held(message: Message) -> MessageQuerySet:
    """The row while it is still this worker's: the same try, not declared lost meanwhile."""
    return Message.objects.filter(pk=message.pk, status=Status.SENDING, tries=message.tries)
