"""When a message is tried again, what of an address is shown, how a link to WhatsApp is written. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from urllib.parse import quote

#: how long to wait after the 1st, 2nd… failed try; after the last one the message counts as not delivered
WAITS = (timedelta(minutes=5), timedelta(minutes=20), timedelta(hours=1), timedelta(hours=6))
#: a message taken this long ago whose end nobody told: its worker was stopped
INTERRUPTED_AFTER = timedelta(minutes=15)
#: E.164: at most fifteen digits, and no country's numbers are shorter than seven
FEWEST_DIGITS, MOST_DIGITS = 7, 15
SHOWN = 2


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after that many failed tries (1 or more); None when it is not tried again."""
    return WAITS[tries - 1] if 1 <= tries <= len(WAITS) else None


def e164_digits(phone: str) -> str:
    """The digits of an international number ("+212 6 12-34…", "00212…"); "" where it is none.

    Digits of any script are read. ITU-T E.164: a country code, which never begins with 0, at most fifteen digits.
    """
    found = "".join(str(unicodedata.decimal(one)) for one in phone if one.isdecimal())
    plain = phone.strip()
    if not plain.startswith("+") and found.startswith("00"):
        found = found[2:]
    if found.startswith("0") or not FEWEST_DIGITS <= len(found) <= MOST_DIGITS:
        return ""
    return found


def whatsapp_link(phone: str, text: str) -> str:
    """The address that opens WhatsApp on a conversation with this number and this text written, not sent.

    `phone` is an E.164 number; "" is returned where it cannot be one. Source of the form: WhatsApp's help on
    "click to chat" (https://wa.me/<digits>?text=<percent-encoded>).
    """
    digits = e164_digits(phone)
    return f"https://wa.me/{digits}?text={quote(text, safe='')}" if digits else ""


def masked(to: str) -> str:
    """An address of which only the end can be read: "•••• 01", "•••@example.org"; a name keeps its initials."""
    text = to.strip()
    if "@" in text:
        return f"•••@{text.rpartition('@')[2]}"
    if sum(letter.isdecimal() for letter in text) >= FEWEST_DIGITS:
        return f"•••• {re.sub(r'[^0-9]', '', unicodedata.normalize('NFKC', text))[-SHOWN:]}"
    return " ".join(f"{word[0]}." for word in text.split()) if text else ""
