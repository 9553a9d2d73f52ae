"""Telephone numbers: kept as they were typed, compared in international form (E.164)."""

from __future__ import annotations

from dataclasses import dataclass

import phonenumbers

HERE = "MA"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as dialled from anywhere ("+212661234567", "" when it cannot be read), and whether it can exist."""

    e164: str
    is_valid: bool


def read_phone(text: str, country: str = HERE) -> Phone:
    """The number written in `text`, a national one read as of `country`; Arabic digits too."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return Phone("", False)
    valid = phonenumbers.is_valid_number(number)
    if not phonenumbers.is_possible_number(number):
        return Phone("", False)
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), valid)
