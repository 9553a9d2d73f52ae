"""How the cells of a sheet about people are read: days, births, phones, names, sex, nationality, papers.

Nothing is guessed in silence: what cannot be read is said, and what is read otherwise than typed is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wasl.kernel.forms.dates import DAY, YEAR, read_date
from wasl.spine.people.rules.identity import paper_key
from wasl.spine.people.rules.nationalities import WORDS

OLDEST = 110  # years
SHORTEST_PAPER = 4  # signs
SHORTEST_WORD = 4  # letters: a word of a name that may stand for the whole
NOTHING = {"", "-", "--", "—", "/", "neant", "nc", "n/a", "na", "inconnu", "inconnue"}
MALE = {"h", "m", "homme", "masculin", "male", "man", "garcon", "ذكر", "رجل"}
FEMALE = {
    "f",
    "femme",
    "feminin",
    "female",
    "woman",
    "fille",
    "mme",
    "mlle",
    "أنثى",
    "انثى",
    "امرأة",
    "امراة",
}
ABOUT = re.compile(r"^(vers|environ|env|ne en|nee en|ne vers|nee vers|circa|c|about|حوالي|سنة|مواليد)[\s.:]+")
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
# The words under which papers are named; the code is that of the kinds of papers.
PAPER_WORDS: tuple[tuple[str, str], ...] = (
    ("residence_card", ("carte de sejour|carte sejour|cs|titre de sejour|carte d'immatriculation|carte de residence"
     "|residence card|residence permit|بطاقة الإقامة|بطاقة إقامة|سند الإقامة")),
    ("national_card", ("cin|cni|cnie|carte nationale|carte d'identite|carte d'identite nationale|id card|national id"
     "|identity card|البطاقة الوطنية|بطاقة التعريف|بطاقة التعريف الوطنية")),
    ("passport", "passeport|passport|pp|جواز السفر|جواز سفر|جواز"),
    ("receipt", "recepisse|recepisse de depot|recipisse|receipt|filing receipt|وصل الإيداع|وصل"),
    ("consular_card", "carte consulaire|consulaire|consular card|بطاقة قنصلية|البطاقة القنصلية"),
    ("refugee_card", "carte de refugie|carte refugie|refugee card|bra|بطاقة لاجئ|بطاقة اللاجئ"),
    ("unhcr", "hcr|unhcr|attestation hcr|certificat hcr|carte hcr|المفوضية|مفوضية اللاجئين"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as far as it is known; `shown` when the reading should be shown."""

    day: date | None = None
    precision: str = "none"
    shown: bool = False


def plain(text: str) -> str:
    """Without case, diacritics, apostrophes and outer spaces, to compare words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"['’ʼ‘`ـ]", "", bare.casefold()).split())


_MALE, _FEMALE = ({plain(word) for word in group} for group in (MALE, FEMALE))


def is_nothing(text: str) -> bool:
    """Whether the cell says that nothing is known."""
    return plain(text) in NOTHING


def read_sex(text: str) -> str | None:
    """f, m, or u for an empty cell; None when it is not understood."""
    word = plain(text).strip(". ")
    if not word or word in NOTHING:
        return "u"
    return "m" if word in _MALE else "f" if word in _FEMALE else None


def read_day(text: str, today: date) -> date | None:
    """An exact day; None when it is not one."""
    found = read_date(text, today=today, past=True)
    return found.first if found and found.precision == DAY else None


def read_coming_day(text: str, today: date) -> date | None:
    """An exact day that may lie ahead (the end of a paper); None when it is not one."""
    found = read_date(text, today=today)
    return found.first if found and found.precision == DAY else None


def read_birth(text: str, by: date) -> Birth | str:
    """A birth date with its precision, or the code of what is wrong with it.

    "vers 1977" and "1977" are a year; 1 January is what registers write for an unknown day, and read as the year.
    Two-digit years lie before the day `by`.
    """
    if is_nothing(text):
        return Birth()
    tidy = plain(text)
    about = ABOUT.sub("", tidy)
    found = read_date(about, today=by, past=True)
    if found is None:
        return "birth_date"
    first, precision = found.first, found.precision
    if first > by:
        return "birth_after"
    if by.year - first.year > OLDEST:
        return "birth_too_old"
    unknown_day = precision == DAY and (first.month, first.day) == (1, 1)
    if unknown_day:
        precision = YEAR
    short_year = bool(re.search(r"\D\d{2}$", about)) and not re.match(r"\d{4}", about)
    return Birth(first, precision, shown=unknown_day or about != tidy or short_year or precision != DAY)


def read_phone(text: str) -> str | None:
    """A telephone number as it is dialled in Morocco (0612345678) or abroad (+221…); "" for none, None when wrong."""
    if is_nothing(text):
        return ""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    if re.search(r"[^\d+\s().\-/]", digits):
        return None
    abroad = digits.strip().startswith(("+", "00"))
    number = re.sub(r"\D", "", digits)
    number = number.removeprefix("00")
    if number.startswith("212"):
        rest = number[3:].lstrip("0")
        return f"0{rest}" if re.fullmatch(r"[5-8]\d{8}", rest) else None
    if abroad:
        return f"+{number}" if 8 <= len(number) <= 15 else None
    if re.fullmatch(r"0[5-8]\d{8}", number):
        return number
    return f"0{number}" if re.fullmatch(r"[5-8]\d{8}", number) else None


def read_name(text: str) -> str | None:
    """A part of a name as it is kept: one space between words, all capitals turned down; "" for none, None when it
    holds signs no name has."""
    if is_nothing(text):
        return ""
    tidy = " ".join(text.split())
    if re.search(r"[\d=<>@#%&*_{}\[\]|\\\"“”!?;]", tidy) or not any(c.isalpha() for c in tidy):
        return None
    return turned_down(tidy) if tidy.isupper() else tidy


def turned_down(text: str) -> str:
    """AL AMRANI → Al Amrani, N'GOMA → N'Goma, ETO’O → Eto’o, JEAN-PAUL → Jean-Paul."""

    def word(match: re.Match[str]) -> str:
        part = match.group()
        return part[:1].upper() + part[1:].lower()

    lowered = re.sub(r"[^\W\d_]+", word, text)
    return re.sub(r"(?<=[^\W\d_][^\W\d_]['’ʼ])([^\W\d_])", lambda match: match.group().lower(), lowered)


def nationality_words(countries: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Every way to write a nationality → code: names of countries in any language, adjectives, short forms."""
    found: dict[str, str] = {}
    for code, names in countries.items():
        for name in names:
            if name:
                found.setdefault(joined(name), code)
    for code, adjectives in WORDS.items():
        if code in countries:
            found.update({joined(word): code for word in adjectives.split()})
    return found


def read_nationality(text: str, known: Mapping[str, str]) -> str | None:
    """The code of a country, "" for an empty cell, None when the word is not known."""
    if is_nothing(text):
        return ""
    return known.get(joined(text))


def joined(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain(text))


def read_email(text: str) -> str | None:
    """An e-mail address in small letters; "" for none, None when it is not one."""
    if is_nothing(text):
        return ""
    tidy = text.strip().lower()
    return tidy if EMAIL.fullmatch(tidy) else None


def read_paper_kind(text: str, codes: Iterable[str]) -> str | None:
    """The code of a kind of paper, "" for an empty cell, None when the words are not known."""
    if is_nothing(text):
        return ""
    said = plain(text).replace(".", "")
    if said in codes:
        return said
    known = {plain(word).replace(".", ""): code for code, words in PAPER_WORDS for word in words.split("|")}
    return known.get(said)


def read_paper_number(text: str) -> str | None:
    """A paper's number as typed, with one space between groups; "" for none, None when it holds no figure."""
    if is_nothing(text):
        return ""
    key = paper_key(text)
    return (
        " ".join(text.split()) if any(sign.isdigit() for sign in key) and len(key) >= SHORTEST_PAPER else None
    )


def words_of(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every way to write the rows of a list → code: their codes, their names in any language, and the words of a
    name that only one row has ("Tanger" for Tanger-Assilah)."""
    found = {joined(code): code for code in names}
    parts: dict[str, set[str]] = {}
    for code, written in names.items():
        for name in filter(None, written):
            found.setdefault(joined(name), code)
            for part in re.split(r"[\W_]+", plain(name)):
                if len(part) >= SHORTEST_WORD:
                    parts.setdefault(part, set()).add(code)
    for part, codes in parts.items():
        if len(codes) == 1:
            found.setdefault(part, *codes)
    return found


def read_listed(text: str, known: Mapping[str, str]) -> list[str] | None:
    """The codes of the rows of a list named in a cell, one or several; [] for none, None when a word is not known."""
    if is_nothing(text):
        return []
    if joined(text) in known:
        return [known[joined(text)]]
    parts = [part for part in re.split(r"[,;/+&،]| et | and | و ", text) if part.strip()]
    codes = [known.get(joined(part)) for part in parts]
    return list(dict.fromkeys(code for code in codes if code)) if all(codes) else None
