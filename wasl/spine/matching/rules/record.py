"""What is compared of a person, and the same made ready to be compared many times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern

from wasl.spine.matching.rules.births import number_of
from wasl.spine.people.rules import names as spelling
from wasl.spine.people.rules.ages import NO_PRECISION
from wasl.spine.people.rules.identity import phone_key

MOST_NAMES = 4
MOST_WORDS = 6
SHORTEST_PHONE = 4
FULL_PHONE = 9
# Arabic script writes the article to the word, Latin script often apart.
ARTICLES = ("al", "el", "ul")
NO_PHONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Record:
    """A person as a register holds them. `key` tells them apart (the id of the party).

    `names` are all names as written, each whole, in any order and script. `birth_precision` is day, month, year or
    none. `phone` is the main one, `more_phones` the others. `papers` are fingerprints of paper numbers (never the
    numbers). `ties` are keys of the people of the same household or family. What is unknown is empty.
    """

    key: int
    names: tuple[str, ...]
    sex: str = "u"
    birth: date | None = None
    birth_precision: str = NO_PRECISION
    nationality: str = ""
    phone: str = ""
    email: str = ""
    more_phones: tuple[str, ...] = ()
    papers: frozenset[str] = frozenset()
    ties: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word of a name: its letters in Latin script, how it sounds, and its consonants in each reading.

    Compared by its parts, never as a whole: many of them are looked up, by what they are in memory.
    """

    text: str
    fold: str
    bones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A record made ready: names in words, the birth as a number (see `births`), the phone from its end."""

    key: int
    names: tuple[tuple[Word, ...], ...]
    sex: str
    birth: int
    nationality: str
    phone: str
    email: str
    more_phones: frozenset[str]
    papers: frozenset[str]
    ties: frozenset[int]

    @property
    def phones(self) -> list[str]:
        """All phones known, each from its last digit, the main one first."""
        return [phone for phone in (self.phone, *sorted(self.more_phones)) if phone]

    @property
    def words(self) -> list[Word]:
        """The words of all the names, each once."""
        return list(dict.fromkeys(word for name in self.names for word in name))


@lru_cache(maxsize=1 << 18)
def word_of(text: str) -> Word:
    """A word in small Latin letters with its keys; the same object for the same text while it is remembered."""
    bones = spelling.skeletons(text)
    if len(text) > 4 and text[:2] in ARTICLES:
        bones = tuple(dict.fromkeys((*bones, *spelling.skeletons(text[2:]))))
    return Word(intern(text), intern(spelling.fold(text)), tuple(intern(key) for key in bones))


def ready(record: Record) -> Ready:
    """The record made ready; names that say the same words count once, the longest first, four at most."""
    names: dict[frozenset[str], tuple[Word, ...]] = {}
    for text in record.names:
        words = tuple(word_of(part) for part in spelling.asked_parts(text)[:MOST_WORDS])
        if words:
            names.setdefault(frozenset(word.fold for word in words), words)
    kept = sorted(names.values(), key=lambda words: (-len(words), [word.text for word in words]))
    return Ready(
        key=record.key,
        names=tuple(kept[:MOST_NAMES]),
        sex=intern(record.sex),
        birth=number_of(record.birth, record.birth_precision),
        nationality=intern(record.nationality),
        phone=_phone(record.phone),
        email=record.email.strip().casefold(),
        more_phones=frozenset(_phone(phone) for phone in record.more_phones) - {""} or NO_PHONE,
        papers=record.papers,
        ties=record.ties,
    )


def _phone(text: str) -> str:
    key = phone_key(text)
    return key if len(key) >= SHORTEST_PHONE else ""


def all_ready(records: Iterable[Record]) -> list[Ready]:
    """The records made ready, in the order of their keys: what is found does not depend on the order they came in."""
    return sorted((ready(record) for record in records), key=lambda one: one.key)
