"""How the cells of a paper register are read: days, births, phones, names, sex. Nothing is guessed in silence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wasl.kernel.forms.dates import DAY, YEAR, read_date
from wasl.services.reception.rules.nationalities import WORDS
from wasl.spine.people.rules import keys_of, phone_key, same_birth, words
from wasl.spine.people.rules.search import likeness

OLDEST = 110  # years
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
REASON_WORDS: tuple[tuple[str, str], ...] = (
    ("collective_business", "startup collective cooperative sarl entreprise projet مقاولة تعاونية مشروع"),
    ("auto_entrepreneur", "autoentrepreneur auto ae entrepreneur المقاول"),
    ("association", "association associations جمعية"),
    ("marketing", "marketing commercial تسويق"),
    ("labour_law", "droit contrat travail licenciement juridique الشغل قانون"),
    ("employment", "emploi cv stage job recrutement عمل توظيف"),
    ("training", "formation cours atelier training تكوين"),
    ("papers", "papiers papier sejour carte titre passeport regularisation إقامة بطاقة"),
    ("information", "info infos information renseignement orientation معلومات"),
)
CLOSE_PART = 0.82  # likeness from which two parts of a name may be the same, see people.rules.search


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as far as it is known; `shown` when the reading should be shown."""

    day: date | None = None
    precision: str = "none"
    shown: bool = False


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A sound row of a register: who came, when, where, for what."""

    day: date
    family_name: str
    given_names: str
    written: str
    sex: str
    birth: Birth
    nationality: str
    phone: str
    office_id: int
    reason: str


def plain(text: str) -> str:
    """Without case, diacritics, apostrophes and outer spaces, to compare words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"['’ʼ‘`ـ]", "", bare.casefold()).split())


def is_nothing(text: str) -> bool:
    """Whether the cell says that nothing is known."""
    return plain(text) in NOTHING


def read_sex(text: str) -> str | None:
    """f, m, or u for an empty cell; None when it is not understood."""
    word = plain(text).strip(". ")
    if not word or word in NOTHING:
        return "u"
    male, female = ({plain(one) for one in group} for group in (MALE, FEMALE))
    return "m" if word in male else "f" if word in female else None


def read_day(text: str, today: date) -> date | None:
    """An exact day; None when it is not one."""
    found = read_date(text, today=today, past=True)
    return found.first if found and found.precision == DAY else None


def read_birth(text: str, visit: date) -> Birth | str:
    """A birth date with its precision, or the code of what is wrong with it.

    "vers 1977" and "1977" are a year; 1 January is what registers write for an unknown day, and read as the year.
    Two-digit years lie before the visit.
    """
    if is_nothing(text):
        return Birth()
    tidy = plain(text)
    about = ABOUT.sub("", tidy)
    found = read_date(about, today=visit, past=True)
    if found is None:
        return "birth_date"
    first, precision = found.first, found.precision
    if first > visit:
        return "birth_after_visit"
    if visit.year - first.year > OLDEST:
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
                found.setdefault(_joined(name), code)
    for code, adjectives in WORDS.items():
        if code in countries:
            found.update({_joined(word): code for word in adjectives.split()})
    return found


def read_nationality(text: str, known: Mapping[str, str]) -> str | None:
    """The code of a country, "" for an empty cell, None when the word is not known."""
    if is_nothing(text):
        return ""
    return known.get(_joined(text))


def _joined(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain(text))


def read_reason(text: str) -> str:
    """The reason of the visit; "" for an empty cell, "other" for words that say none of them."""
    if is_nothing(text):
        return ""
    tidy = re.sub(r"\bstart[\s-]*up\b", "startup", plain(text)).replace("auto-", "auto ")
    tidy = tidy.replace("auto entrepreneur", "autoentrepreneur")
    said = set(re.split(r"[\W_]+", tidy))
    for code, vocabulary in REASON_WORDS:
        if said & {plain(word) for word in vocabulary.split()}:
            return code
    return "other"


def close_names(one: str, other: str) -> bool:
    """Whether two names may be one person's: each part of the shorter has its like in the longer, in any order."""
    shorter, longer = sorted((words(one), words(other)), key=len)
    if len(shorter) < 2:
        return shorter == longer
    return all(_like(part, longer) for part in shorter)


def _like(part: str, name: list[str]) -> bool:
    tokens = keys_of([" ".join(name)]).tokens
    return max((likeness(part, token) for token in tokens), default=0.0) >= CLOSE_PART


def same_person(one: RegisterRow, other: RegisterRow) -> str:
    """Why two rows may be one person, or "" for nothing:

    - "phone": same telephone, close name, nothing against it;
    - "birth": close name, same birth date and nationality (homonyms and twins exist: somebody has to say);
    - "part": same telephone and birth date, one part of the name alike (a household shares a telephone).
    """
    if {one.sex, other.sex} == {"f", "m"}:
        return ""
    birth = same_birth(one.birth.day, one.birth.precision, other.birth.day, other.birth.precision)
    same_phone = bool(one.phone) and phone_key(one.phone) == phone_key(other.phone)
    close = close_names(one.written, other.written)
    if close and same_phone and birth is not False:
        return "phone"
    if close and birth and one.nationality and one.nationality == other.nationality:
        return "birth"
    one_part = any(_like(part, words(other.written)) for part in words(one.written))
    return "part" if same_phone and birth and one_part else ""
