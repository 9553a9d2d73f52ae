"""Mail servers that do not take a letter, each in its own way."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class NoLine(BaseEmailBackend):
    """Nobody answers."""

    def open(self) -> bool:
        raise ConnectionRefusedError(111, "refused")

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        raise AssertionError("never asked")


class CutLine(BaseEmailBackend):
    """The line is cut once the letter was given over."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        raise smtplib.SMTPServerDisconnected("cut")


class Busy(BaseEmailBackend):
    """The server says: later."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        raise smtplib.SMTPDataError(451, b"later")


class Unknown(BaseEmailBackend):
    """The server knows no such address."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        raise smtplib.SMTPRecipientsRefused({"awa@example.org": (550, b"unknown")})
