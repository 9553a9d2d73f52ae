"""How long the words of a message are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from wasl.base.audit.actions import record
from wasl.base.messaging.enums import SETTLED, Status
from wasl.base.messaging.models import Message
from wasl.kernel import clock
from wasl.kernel.actors import Actor


def empty_old() -> int:
    """Empty the words of what was settled more than settings.WASL_MESSAGE_DAYS ago; how many. A daily duty.

    The line stays: to whom, what for, when it went, by whom.
    """
    before = clock.now() - timedelta(days=settings.WASL_MESSAGE_DAYS)
    old = Message.objects.filter(status__in=SETTLED, settled_at__lt=before, emptied_at=None)
    return old.update(subject="", body="", emptied_at=clock.now())


@transaction.atomic
def forget_about(*, by: Actor, about_kind: str, about_ids: Iterable[int | str], reason: str = "") -> int:
    """Forget to whom and what was written about these records, and take back what has not gone; return how many.

    For a room's part of an erasure: the room knows which of its records are the person's.
    """
    ids = [str(one) for one in about_ids]
    rows = Message.objects.filter(about_kind=about_kind, about_id__in=ids)
    now = clock.now()
    rows.filter(status=Status.WAITING).update(
        status=Status.CANCELLED, settled_at=now, settled_by_label=by.label[:150]
    )
    count = rows.update(to="", subject="", body="", emptied_at=now)
    if count:
        record(by=by, verb="messaging.forget", kind=about_kind, object_ids=ids, reason=reason)
    return count


@transaction.atomic
def keep_in_circle(*, by: Actor, about_kind: str, about_id: int | str, circle: str) -> int:
    """Let only this role see what was written about a record ("": whoever works at the desk); how many changed."""
    rows = Message.objects.filter(about_kind=about_kind, about_id=str(about_id)).exclude(circle=circle)
    changed = rows.update(circle=circle)
    if changed:
        record(by=by, verb="messaging.circle", kind=about_kind, object_ids=[about_id])
    return changed
