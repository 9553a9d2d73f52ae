"""Reading a question put to the search field, and how well somebody answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from string import ascii_lowercase

from rapidfuzz.distance import OSA, JaroWinkler

from wasl.spine.people.rules.identity import paper_key, phone_digits, phone_key, script_of
from wasl.spine.people.rules.names import CHAT_DIGITS, Unit, asked_parts, fold, skeletons, units_of
from wasl.spine.people.rules.places import read_countries

MOST_PARTS = 6
FULL = 100
SHORTEST_PHONE = 3
SLIP_FROM = 4
BIRTH = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-]((?:19|20)\d\d)(?!\d)")
CHAT = re.compile(r"[^\W\d_]*[235679]?[^\W\d_]+[235679]?[^\W\d_]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: words of a name, a birth (a year, or a whole day), ends of phones, papers, countries.

    `places` are words read as countries, with their codes: they help, and may still be part of a name.
    """

    parts: tuple[str, ...] = ()
    born: int | None = None
    phones: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    birth: date | None = None
    places: tuple[tuple[str, str], ...] = ()
    is_arabic: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.parts or self.phones or self.papers)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared with a question: names as they stand, the birth, every whole phone, the nationality's code."""

    names: tuple[str, ...]
    birth: date | None = None
    precision: str = "day"
    phones: tuple[str, ...] = ()
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """From 0 to 100, with the codes of what agrees or differs; `exact` is the same without rounding, to sort by."""

    value: int
    reasons: tuple[str, ...]
    exact: float = 0.0


def read_question(text: str, born: int | None = None, countries: Mapping[str, str] | None = None) -> Asked:
    """Tell names, a birth (a year or a day), ends of phones (3 digits and more), papers and countries apart.

    `countries` gives the code of a country for the words it is known by (see `places.country_words`).
    """
    birth, text = _read_birth(text)
    if birth and born is None:
        born = birth.year
    phones, papers, names = [], [], []
    for part in _pieces(text):
        digits = phone_digits(part)
        if not digits:
            names.append(part)
        elif re.search(r"[^\W\d_]", part):
            papers.append(paper_key(part))
            if CHAT.fullmatch(part) and len(part) - len(digits) >= SHORTEST_PHONE:
                names.append(part.translate(CHAT_DIGITS))
        elif re.fullmatch(r"(19|20)\d\d", digits) and born is None:
            born = int(digits)
        elif len(digits) >= SHORTEST_PHONE:
            phones.append(phone_key(digits))
            papers.append(paper_key(digits))
    names, places = read_countries(names, countries or {})
    parts = tuple(dict.fromkeys(asked_parts(" ".join(names))))[:MOST_PARTS]
    arabic = script_of(" ".join(names)) == "arabic"
    return Asked(parts, born, tuple(phones), tuple(papers), birth, places, arabic)


def _read_birth(text: str) -> tuple[date | None, str]:
    found = BIRTH.search(text)
    if not found:
        return None, text
    day, month, year = (int(digits) for digits in found.groups())
    try:
        return date(year, month, day), text[: found.start()] + " " + text[found.end() :]
    except ValueError:
        return None, text


def _pieces(text: str) -> list[str]:
    # A phone written in groups (06 61 23 45 67) is one piece; a year standing alone is not part of it.
    joined = re.sub(r"(?<=\d)[\s.\-](?=\d{2}(?:\D|$))", "", text)
    return joined.split()


@lru_cache(maxsize=200_000)
def likeness(asked: str, known: str, loose: bool = False) -> float:
    """How alike two words are, from 0 to 1; a beginning of three letters and more counts nearly as the whole.

    `loose`: the word was asked in Arabic script, which has one spelling where Latin has ten; the same consonants are
    then as good as the same word.
    """
    if asked == known:
        return 0.99 if loose else 1.0
    one, other = fold(asked), fold(known)
    mine, theirs = skeletons(asked), skeletons(known)
    sound = JaroWinkler.similarity(one, other)
    if loose and mine[0] == theirs[0]:
        return 0.95 + 0.04 * sound
    if one == other:
        return 0.985
    best = sound * 0.97 if sound > 0.9 else sound * 0.9
    if len(asked) >= 2 and (known.startswith(asked) or (len(one) >= 2 and other.startswith(one))):
        best = max(best, 0.9 + 0.08 * len(one) / max(len(other), 1))
    if len(asked) >= SLIP_FROM and OSA.distance(asked, known, score_cutoff=1) == 1:
        best = max(best, 0.955)
    if mine[0] == theirs[0]:
        return max(best, (0.88 if len(mine[0]) > 2 else 0.84) + 0.1 * sound)
    if not set(mine).isdisjoint(theirs):
        return max(best, 0.82 + 0.12 * sound)
    return best


def slips(word: str) -> frozenset[str]:
    """What a word may have been meant for, one slip of the finger away; nothing for a short one."""
    if len(word) < SLIP_FROM:
        return frozenset()
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return frozenset(
        [a + b[1:] for a, b in halves if b]
        + [a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1]
        + [a + letter + b[1:] for a, b in halves if b for letter in ascii_lowercase]
        + [a + letter + b for a, b in halves for letter in ascii_lowercase]
    )


def score(asked: Asked, known: Known, paper_found: bool = False) -> Score:
    """How well `known` answers `asked`: names weighted by length, helped by birth, phone, paper and nationality."""
    reasons: list[str] = []
    value = 0.0
    if asked.parts:
        value = _names(asked, known.names)
        reasons.append("same_name" if value >= 0.965 else "like_name")
    if paper_found:
        value, reasons = 1.0, [*reasons, "paper"]
    held = [phone_key(phone) for phone in known.phones]
    if any(phone.startswith(end) for phone in held for end in asked.phones):
        value = max(value, 0.95) if not asked.parts else value + 0.1
        reasons.append("phone")
    elif asked.phones and asked.parts and not paper_found:
        value *= 0.9
    if asked.born is not None and not paper_found:
        value *= _born(asked, known, reasons)
    if asked.places and not paper_found:
        value *= _from(asked.places, known, reasons)
    return Score(round(FULL * min(value, 1.0)), tuple(reasons), value)


def _names(asked: Asked, names: Sequence[str]) -> float:
    return max((_one_name(asked.parts, name, asked.is_arabic) for name in names), default=0.0)


@lru_cache(maxsize=65536)
def _units(name: str) -> tuple[tuple[str, ...], int]:
    """The words of a name, those often joined written as one too; and how many words stand apart."""
    units = units_of(name)
    return tuple(unit.text for unit in units), sum(unit.first == unit.last for unit in units)


def _one_name(parts: Sequence[str], name: str, loose: bool) -> float:
    units, apart = _units(name)
    if not units:
        return 0.0
    best = _matched(parts, units, apart, loose)
    if len(parts) > 1 and best < 0.94:
        for way in _joined(parts, units):
            best = max(best, _matched(way, units, apart, loose))
    return best


def _joined(parts: Sequence[str], units: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The same words with two neighbours written as one, where a word of the name begins so and is about as long."""
    for i, (first, second) in enumerate(pairwise(parts)):
        whole = first + second
        begins, long = fold(whole)[:3], len(whole)
        if any(abs(len(unit) - long) < 4 and fold(unit).startswith(begins) for unit in units):
            yield (*parts[:i], whole, *parts[i + 2 :])


def _matched(parts: Sequence[str], units: Sequence[str], apart: int, loose: bool) -> float:
    """The mean likeness of the words asked, each to a word of the name that no other took; lengths are weights."""
    pairs = [
        (likeness(part, unit, loose), i, j) for i, part in enumerate(parts) for j, unit in enumerate(units)
    ]
    pairs.sort(reverse=True)
    taken: dict[int, float] = {}
    used: set[int] = set()
    for like, i, j in pairs:
        if i not in taken and j not in used:
            taken[i] = like
            used.add(j)
            if len(taken) == len(parts):
                break
    weight = total = 0.0
    for i, part in enumerate(parts):
        mine = min(max(len(part), 3), 6)
        weight += mine
        total += mine * taken.get(i, 0.0)
    return total / weight - min(0.03, 0.01 * max(0, apart - len(parts)))


def _born(asked: Asked, known: Known, reasons: list[str]) -> float:
    birth = known.birth
    if birth is None:
        return 0.965
    if asked.birth and birth == asked.birth and known.precision == "day":
        reasons.append("birth_date")
        return 1.03
    if birth.year == asked.born:
        reasons.append("birth_year")
        return 1.0
    reasons.append("other_birth_year")
    return 0.94 if abs(birth.year - (asked.born or 0)) <= 1 else 0.8


def _from(places: Iterable[tuple[str, str]], known: Known, reasons: list[str]) -> float:
    """A country asked agrees with the nationality, or with a word of a name; it never hides anybody."""
    words = {unit for name in known.names for unit in _units(name)[0]}
    if any(code == known.nationality for _word, code in places):
        reasons.append("nationality")
        return 1.0
    if any(word in words for word, _code in places):
        return 1.0
    return 0.97 if not known.nationality else 0.9


def asked_units(asked: Asked) -> list[Unit]:
    """The words asked, and neighbours written as one, with their places; words read as countries come last."""
    words = [*asked.parts, *(word for word, _code in asked.places)]
    found = [Unit(i, i, word) for i, word in enumerate(words)]
    found += [Unit(i, i + 1, one + other) for i, (one, other) in enumerate(pairwise(asked.parts))]
    return found
