"""Pure rules: what a whole phone number and a whole paper number are, where an agreement stands."""

from __future__ import annotations

from datetime import date

from wasl.spine.people.rules import paper_key, phone_digits

COUNTRY = "212"  # Morocco, for numbers written without their country
NATIONAL = 9  # digits of a Moroccan number after its 0
SHORTEST_PAPER = 5  # the shortest number of an identity paper in Morocco has two letters and three digits


def full_phone(text: str) -> str:
    """A phone number as +212661223344, however it was typed; "" when digits or the country are missing.

    Nine national digits, with or without their 0, are Moroccan; numbers of other countries need their + or 00.
    """
    digits = phone_digits(text)
    if text.strip().startswith(("+", "(+")):
        whole = digits
    elif digits.startswith("00"):
        whole = digits[2:]
    elif len(digits) == NATIONAL + 1 and digits[0] == "0":
        whole = COUNTRY + digits[1:]
    elif len(digits) == NATIONAL and digits[0] in "5678":
        whole = COUNTRY + digits
    elif len(digits) == NATIONAL + len(COUNTRY) and digits.startswith(COUNTRY):
        whole = digits
    else:
        return ""
    if whole.startswith(COUNTRY):
        national = whole[len(COUNTRY) :].removeprefix("0")
        return f"+{COUNTRY}{national}" if len(national) == NATIONAL else ""
    return f"+{whole}" if 8 <= len(whole) <= 15 and whole[0] != "0" else ""


def full_paper(number: str) -> str:
    """A paper's number as it is indexed; "" when it is too short to be whole."""
    key = paper_key(number)
    return key if len(key) >= SHORTEST_PAPER else ""


def standing_on(
    day: date, *, confirmed: bool, valid_from: date, valid_to: date | None, ended_on: date | None
) -> str:
    """Where an agreement stands on a day: waiting, planned, in_force, expired or ended. `valid_to` is inclusive;
    from `ended_on` itself it no longer holds."""
    if ended_on is not None and day >= ended_on:
        return "ended"
    if not confirmed:
        return "waiting"
    if day < valid_from:
        return "planned"
    return "expired" if valid_to is not None and day > valid_to else "in_force"
