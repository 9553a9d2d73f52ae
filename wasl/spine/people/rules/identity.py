"""Labels, phones and papers."""

from __future__ import annotations

import re
import unicodedata

ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def label(family_name: str, given_names: str) -> str:
    """Given names, then the family name, as people read it."""
    return f"{given_names} {family_name}".strip()


def list_label(family_name: str, given_names: str) -> str:
    """FAMILY NAME, then given names, as lists are read and sorted."""
    return f"{family_name.upper()} {given_names}".strip()


def sort_key(*parts: str) -> str:
    """Parts without case nor diacritics, one after the other, to sort and to compare."""
    text = unicodedata.normalize("NFKD", " ".join(part.strip() for part in parts if part.strip()))
    return "".join(char for char in text if not unicodedata.combining(char)).casefold()[:240]


def script_of(text: str) -> str:
    """The script most of the text is written in: latin, arabic or other."""
    if ARABIC.search(text):
        return "arabic"
    return "latin" if LATIN.search(text) else "other"


def phone_digits(phone: str) -> str:
    """The digits of a phone number, Arabic digits included, without any other sign."""
    return "".join(str(unicodedata.digit(char)) for char in phone if char.isdigit())


def phone_key(phone: str) -> str:
    """The last nine digits of a phone, last first, so that an end of a number is a beginning of the key."""
    return phone_digits(phone)[-9:][::-1]


def paper_key(number: str) -> str:
    """A paper's number as it is indexed: letters and digits only, in capitals."""
    text = unicodedata.normalize("NFKC", number).upper()
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text if c.isalnum())


def mask_end(text: str, shown: int = 3) -> str:
    """The text hidden but for its last `shown` signs, spaces left out; one no longer than that is hidden whole."""
    text = "".join(text.split())
    if len(text) <= shown:
        return "•" * len(text)
    return "•" * 3 + text[-shown:]
