"""Codes that people type from paper, and secrets that links carry. Pure functions.

A typed code has ten characters of Crockford's base 32 (50 random bits) and a check character, written
"K7QD-2M4X-9TC". The alphabet has no I, L, O, U; what is typed in their place is understood, as are small
letters, blanks, hyphens and Arabic digits. A link's secret has 26 characters of it (130 bits).
"""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
LINK_LENGTH = 26
REFERENCE_LENGTH = 8
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def check_character(body: str) -> str:
    """The character that catches every single mistyped one and every two neighbours exchanged (Luhn, base 32)."""
    total, factor = 0, 2
    for letter in reversed(body):
        addend = factor * ALPHABET.index(letter)
        total += addend // 32 + addend % 32
        factor = 3 - factor
    return ALPHABET[-total % 32]


def new_code() -> str:
    """A fresh code: 50 random bits and the check character, without hyphens."""
    body = _random(CODE_LENGTH)
    return body + check_character(body)


def new_link_secret() -> str:
    """A fresh secret of 130 random bits for a link."""
    return _random(LINK_LENGTH)


def new_reference() -> str:
    """A short public reference (40 random bits), for grants that bring none of their own."""
    return _random(REFERENCE_LENGTH)


def shown(code: str) -> str:
    """The code as it is printed: groups of four between hyphens."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def tidy(typed: str) -> str:
    """What was meant by what was typed: capitals, Western digits, no blanks nor hyphens, O as 0, I and L as 1."""
    kept = []
    for letter in unicodedata.normalize("NFKC", typed).upper():
        if letter.isdecimal():
            kept.append(str(unicodedata.decimal(letter)))
        elif letter.isalnum():
            kept.append(letter)
    return "".join(kept).translate(_READ_AS)


def well_typed(typed: str) -> bool:
    """Whether a typed code has the right length and letters, and its check character agrees."""
    code = tidy(typed)
    if len(code) != CODE_LENGTH + 1 or any(letter not in ALPHABET for letter in code):
        return False
    return check_character(code[:-1]) == code[-1]
