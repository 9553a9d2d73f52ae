"""What the gateway says of the SMS it took: a file per receipt, read once."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from django.conf import settings

from wasl.base.messaging.enums import Channel, Status
from wasl.base.messaging.models import Message
from wasl.kernel import clock

log = logging.getLogger("wasl.messages")
LONGEST = 10_000  # bytes of a receipt
UNREAD = ".unread"


def read_receipts() -> int:
    """Read the receipts of WASL_SMS_RECEIPTS (JSON with id, status "delivered" or "failed", error); how many counted.

    Each file is removed once read. One that cannot be read is set aside under another name and left to a person.
    """
    if not settings.WASL_SMS_RECEIPTS:
        return 0
    count = 0
    for file in sorted(Path(settings.WASL_SMS_RECEIPTS).glob("*.json")):
        try:
            count += _apply(file)
        except (OSError, ValueError, KeyError, TypeError):
            log.warning("receipt %s cannot be read", file.name)
            file.rename(file.with_name(file.name + UNREAD))
        else:
            file.unlink(missing_ok=True)
    return count


def _apply(file: Path) -> int:
    if file.stat().st_size > LONGEST:
        raise ValueError("too long")
    told = json.loads(file.read_text(encoding="utf-8"))
    pk, status = int(told["id"]), told["status"]
    rows = Message.objects.filter(pk=pk, channel=Channel.SMS)
    if status == "delivered":
        # a receipt settles the doubt about an interrupted sending too
        return rows.filter(status__in=(Status.SENT, Status.UNCERTAIN), delivered_at=None).update(
            status=Status.SENT, delivered_at=clock.now(), error=""
        )
    if status == "failed":
        return rows.filter(status__in=(Status.SENT, Status.UNCERTAIN), delivered_at=None).update(
            status=Status.FAILED, error=str(told.get("error", ""))[:300]
        )
    raise ValueError(f"unknown status {status!r}")
