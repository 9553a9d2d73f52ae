"""The ways out of the house: a gateway for SMS that is a folder, and e-mail.

The gateway is another program: it takes one file after the other from WASL_SMS_FOLDER (JSON with id, to, text), sends
it and removes it; it may write what became of it into WASL_SMS_RECEIPTS. A file appears whole or not at all. In a demo
everything goes into a folder of the home and nothing outside.
"""

from __future__ import annotations

import json
import os
import smtplib
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from wasl.base.messaging.enums import Channel
from wasl.base.messaging.models import Message
from wasl.kernel.installation.state import is_demo


class NotSent(Exception):
    """It certainly did not go; `for_good` when trying again is of no use."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


def demo_folder() -> Path:
    """Where a demo puts what would have left the house."""
    return Path(settings.HOME) / "outbox"


def open_ways() -> list[str]:
    """The channels by which this installation sends by machine."""
    if is_demo():
        return [Channel.SMS, Channel.EMAIL]
    ways: list[str] = [Channel.SMS] if settings.WASL_SMS_FOLDER else []
    return [*ways, Channel.EMAIL] if settings.WASL_MAIL_FROM else ways


def send(message: Message) -> None:
    """Let a message go. NotSent when it certainly did not; any other error leaves it open whether it did."""
    if is_demo():
        _write(demo_folder(), message)
    elif message.channel == Channel.SMS:
        _write(Path(settings.WASL_SMS_FOLDER), message)
    else:
        _mail(message)


def _write(folder: Path, message: Message) -> None:
    content = {"id": str(message.pk), "to": message.to, "text": message.body}
    if message.channel == Channel.EMAIL:
        content["subject"] = message.subject
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(folder, f"{message.pk}-{message.tries}.json", content)
    except OSError as error:
        raise NotSent(f"{type(error).__name__}: {error.strerror}") from error


def _write_whole(folder: Path, name: str, content: Mapping[str, str]) -> None:
    """Write the file under a name no gateway takes, then give it its own: it is never seen half written."""
    unfinished = folder / f".{name}.part"
    with unfinished.open("w", encoding="utf-8") as handle:
        json.dump(content, handle, ensure_ascii=False)
        handle.flush()
        os.fsync(handle.fileno())
    unfinished.replace(folder / name)


def _mail(message: Message) -> None:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors: nobody has taken the message yet
        raise NotSent(f"{type(error).__name__}: {error}"[:300]) from error
    mail = EmailMessage(
        message.subject or message.purpose_label,
        message.body,
        settings.WASL_MAIL_FROM,
        [message.to],
        connection=connection,
    )
    try:
        mail.send()
    except ValueError as error:  # an address or a subject that no letter can bear
        raise NotSent(type(error).__name__, for_good=True) from error
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        raise NotSent(f"{type(error).__name__} {code}", for_good=code >= 500) from error
    except smtplib.SMTPResponseException as error:  # the server answered, and said no
        raise NotSent(f"{type(error).__name__} {error.smtp_code}", for_good=error.smtp_code >= 500) from error
    finally:
        connection.close()
