"""The keys under which somebody is found: numbers of 32 bits, made from the consonants of one word or of two.

A frequent name has tens of thousands of bearers; two words together, within a few years of birth, have a handful. So
every pair of words of a name is a key of its own, and every key stands beside the year of birth (0: not known).
`fine` tells spellings apart within a key (8 bits for the sound, 8 for the letters: a hint for ranking, never proof).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from wasl.spine.people.rules.identity import phone_digits
from wasl.spine.people.rules.names import Unit, fold, skeletons, units_of, words

# Change it with any rule of names.py or of this module: the keys of every party are then written anew.
KEY_VERSION = 1
NO_YEAR = 0
PHONE_END = 4
WHOLE_PHONE = 9
SHORTEST_WHOLE = 8


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the index: the key, and the exact spelling within it."""

    number: int
    fine: int


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a name: folds and skeletons of its words, each once, in the order met; then the index lines."""

    tokens: tuple[str, ...]
    skeletons: tuple[str, ...]
    lines: tuple[Key, ...]


def _number(text: str) -> int:
    found = crc32(text.encode())
    return found - (1 << 32) if found >= 1 << 31 else found


@lru_cache(maxsize=65536)
def single(bones: str) -> int:
    """The key of one word, by its consonants."""
    return _number(f"1{bones}")


@lru_cache(maxsize=65536)
def pair(one: str, other: str) -> int:
    """The key of two words of a name, by their consonants, in any order."""
    return _number(f"2{one} {other}" if one <= other else f"2{other} {one}")


@lru_cache(maxsize=65536)
def fine(*parts: str) -> int:
    """The exact spelling of a word or of two, in any order: how they sound in 8 bits, how they are written in 8."""
    sounds, letters = " ".join(sorted(fold(part) for part in parts)), " ".join(sorted(parts))
    found = (crc32(sounds.encode()) & 0xFF) << 8 | crc32(letters.encode()) & 0xFF
    return found - (1 << 16) if found >= 1 << 15 else found


def nearness(one: int, other: int) -> int:
    """How near two exact spellings are: 2 when they may be the same, 1 when they may sound the same, else 0."""
    return 2 if one == other else 1 if (one ^ other) & 0xFF00 == 0 else 0


def phone_end(digits: str) -> int:
    """The key of the last four digits of a phone."""
    return _number(f"4{digits[-PHONE_END:]}")


def whole_phone(digits: str) -> int:
    """The key of a whole phone, by its last nine digits: one number, whatever the country code before it."""
    return _number(f"9{digits[-WHOLE_PHONE:]}")


def keys_of(names: Iterable[str], phone: str = "") -> Keys:
    """The keys under which somebody called by any of these names, with this phone, is found."""
    tokens: dict[str, None] = {}
    bones: dict[str, None] = {}
    lines: dict[Key, None] = {}
    for name in dict.fromkeys(names):
        units = units_of(name)
        for unit in units:
            tokens.setdefault(fold(unit.text))
            for reading in skeletons(unit.text):
                bones.setdefault(reading)
                lines.setdefault(Key(single(reading), fine(unit.text)))
        for one, other in combinations(units, 2):
            if one.apart_from(other):
                lines.update(dict.fromkeys(_pair_lines(one, other)))
    lines.update(dict.fromkeys(_phone_lines(phone)))
    return Keys(tuple(tokens), tuple(bones), tuple(lines))


def _pair_lines(one: Unit, other: Unit) -> Iterator[Key]:
    """A pair of words: their main readings, and each other reading with the main one of the other word."""
    first, second = skeletons(one.text), skeletons(other.text)
    exact = fine(one.text, other.text)
    yield Key(pair(first[0], second[0]), exact)
    for reading in first[1:]:
        yield Key(pair(reading, second[0]), exact)
    for reading in second[1:]:
        yield Key(pair(first[0], reading), exact)


def _phone_lines(phone: str) -> Iterator[Key]:
    digits = phone_digits(phone)
    if len(digits) >= PHONE_END:
        yield Key(phone_end(digits), 0)
    if len(digits) >= SHORTEST_WHOLE:
        yield Key(whole_phone(digits), 0)


def known_words(names: Iterable[str]) -> tuple[str, ...]:
    """The words by which these names are told apart, as the list of known words keeps them; at most 40 letters."""
    found: dict[str, None] = {}
    for name in names:
        for unit in units_of(name):
            found.setdefault(unit.text[:40])
        for word in words(name):
            found.setdefault(word[:40])
    return tuple(found)


def record_keys(family_name: str, given_names: str, year: int | None = None) -> frozenset[tuple[int, int]]:
    """Blocking keys of one record, to find its duplicates: (pair of words, year of birth or 0); with one word only,
    (that word, year).

    Two records of one person share a pair unless both words are misspelt beyond the rules; compare years within one,
    and with 0. For all duplicates of a table, join SearchKey with itself on (`number`, `year`) instead: its lines of
    pairs are these keys.
    """
    units = units_of(f"{given_names} {family_name}")
    numbers = {
        line.number
        for one, other in combinations(units, 2)
        if one.apart_from(other)
        for line in _pair_lines(one, other)
    } or {single(reading) for unit in units for reading in skeletons(unit.text)}
    return frozenset((number, year or NO_YEAR) for number in numbers)


_EDGES = "bdfjklmnrstx"


@lru_cache(maxsize=4096)
def near(bones: str) -> tuple[str, ...]:
    """Skeletons one consonant away: one left out, added or changed. Nothing for a lone consonant."""
    if len(bones) < 2 or bones[0] in "ayw":
        return ()
    found: dict[str, None] = {}
    for i in range(len(bones) + 1):
        if i < len(bones) and len(bones) > 2:
            found.setdefault(bones[:i] + bones[i + 1 :])
        for letter in _EDGES:
            found.setdefault(bones[:i] + letter + bones[i:])
            if i < len(bones):
                found.setdefault(bones[:i] + letter + bones[i + 1 :])
    found.pop(bones, None)
    return tuple(found)
