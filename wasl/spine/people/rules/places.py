"""Countries read in a question: « diallo guinée », « camara ivoirienne », « ديالو غينيا »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from wasl.spine.people.rules.names import APOSTROPHES, words

# Endings of adjectives in French, English and Arabic (as written in Latin), longest first.
ADJECTIVE = re.compile(
    r"(?:iennes?|eennes?|ennes?|lais(?:es?)?|nais(?:es?)?|ais(?:es?)?|ois(?:es?)?|aines?|ains?|iens?|ites?"
    r"|eens?|ens?|ians?|ans?|nes?|ese|ish|abes?|bes?|ya|iya|y|i|n)$"
)
LONGEST = 3
# The word by which most call a country, where it is not the first nor the last of its name.
SHORTEST = 4


def country_words(names: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Words and stems → code, from (code, names of the country in any languages); the shortest name wins a stem."""
    rows = [(_plain(name), code) for code, all_names in names for name in all_names if name]
    found: dict[str, str] = {}
    for name, code in sorted(rows, key=lambda row: len(row[0])):
        found.setdefault(name, code)
    for name, code in sorted(rows, key=lambda row: len(row[0])):
        for word in (name, name.split(" ")[-1], name.split(" ")[0]):
            if len(word) >= SHORTEST:
                found.setdefault("~" + _stem(word), code)
    return found


def _plain(name: str) -> str:
    return " ".join(words(APOSTROPHES.sub(" ", name)))


def _stem(word: str) -> str:
    return re.sub(r"[aeiouy]+$", "", re.sub(r"^al(?=[^aeiouy]..)", "", word)) or word


def read_countries(
    pieces: Sequence[str], countries: Mapping[str, str]
) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """The pieces that are not countries, and (word, code) of those that are; the only piece is always a name."""
    if not countries or len(pieces) < 2:
        return list(pieces), ()
    left: list[str] = []
    places: list[tuple[str, str]] = []
    at = 0
    while at < len(pieces):
        for size in range(min(LONGEST, len(pieces) - at), 0, -1):
            plain = _plain(" ".join(pieces[at : at + size]))
            code = countries.get(plain) or (_adjective(plain, countries) if size == 1 else None)
            if code:
                places.append((plain.replace(" ", ""), code))
                at += size
                break
        else:
            left.append(pieces[at])
            at += 1
    return (left, tuple(places)) if left else (list(pieces), ())


def _adjective(word: str, countries: Mapping[str, str]) -> str | None:
    """The country of an adjective that ends like one and is longer than the country's own stem."""
    bare = re.sub(r"^al(?=[^aeiouy]..)", "", word)
    for ending in (r"(?:nes?|n)$", ADJECTIVE.pattern, r"(?:ais|aises?|ois|oises?)$"):
        stem = re.sub(ending, "", bare)
        if stem != bare and len(stem) >= 3:
            code = countries.get(stem) or countries.get("~" + _stem(stem))
            if code:
                return code
    return None
