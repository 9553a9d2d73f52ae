"""A form sent twice is done once: the token of the first sending holds a row, the second finds where it led."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from wasl.kernel import clock
from wasl.kernel.ui.models import Submission
from wasl.kernel.web import actor_of

FIELD = "submission"
KEPT = timedelta(days=3)


class AlreadySent(Exception):
    """This very form was sent before; `location` is where its result stands ("" when it was a page of its own)."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def fresh_token() -> str:
    """A new one-time token for a form shown."""
    return secrets.token_urlsafe(18)


def key_of(request: HttpRequest) -> str:
    """What identifies this sending: actor, address and token together; "" where the form carries no token."""
    token = request.POST.get(FIELD, "")
    if not token:
        return ""
    text = f"{actor_of(request).id}|{request.path}|{token}"
    return hashlib.sha256(text.encode()).hexdigest()


def claim(key: str) -> Submission | None:
    """Hold the key, inside the transaction of the act. AlreadySent when another sending holds or has done it.

    A second sending at the same moment waits for the first one's end (unique index); when the first fails, its row
    vanishes with its transaction and the second may do the act.
    """
    if not key:
        return None
    try:
        with transaction.atomic():
            return Submission.objects.create(key=key)
    except IntegrityError:
        held = Submission.objects.filter(key=key).first()
        raise AlreadySent(held.location if held else "") from None


def settle(held: Submission | None, location: str) -> None:
    """Note where the result stands."""
    if held is not None and location:
        held.location = location[:1000]
        held.save(update_fields=["location"])


def forget_old() -> int:
    """Delete what is older than three days; how many rows that was."""
    return Submission.objects.filter(at__lt=clock.now() - KEPT).delete()[0]
