"""Names folded into keys, so that one person is found under several spellings.

What the rules follow (names of West and Central Africa, the Maghreb and the Levant in French, English and Portuguese
romanisation, and Arabic script): order varies; apostrophes and hyphens come and go; ou/u/w, dj/j/di, gu/g, c/k/q,
ph/f, y/i, doubled letters and final h/e are one sound written in several ways; particles are written apart or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

PARTICLES = frozenset(
    {"el", "al", "ben", "bin", "bn", "ibn", "bint", "ould", "mint", "ait", "de", "da", "dos", "du"}
)
# Parts that are often written together with the one that follows.
JOINING = PARTICLES | {"n", "m", "d", "abd", "abdel", "abdul", "abdoul", "abdou", "abou", "nour", "cheikh"}

ARABIC_LETTERS = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "s", "ج": "j", "ح": "h",
    "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "ch", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "d", "ع": "a", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ک": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h", "و": "u", "ؤ": "u", "ي": "i", "ی": "i", "ئ": "i", "ى": "a", "ة": "", "ء": "", "پ": "p",
    "ڤ": "v", "گ": "g", "چ": "ch",
}  # fmt: skip

APOSTROPHES = re.compile(r"['’ʼ‘`´ʻ′]")
NOT_LETTER = re.compile(r"[^a-z]+")
# In this order: what a group of letters sounds like, in letters of the key (x stands for ch).
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"t?s?ch|t?sh", "x"),
        (r"ph", "f"),
        (r"([bdgkrtz])h", r"\1"),
        (r"dj", "j"),
        (r"d[iy](?=[aeou])", "j"),
        (r"gu(?=[ei])", "g"),
        (r"qu?", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w", "u"),
        (r"oo|ou|o", "u"),
        (r"y|ee", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)[eh]+$", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a name: folded parts and consonants of parts, each once, in the order met."""

    tokens: tuple[str, ...]
    skeletons: tuple[str, ...]


def words(text: str) -> list[str]:
    """The parts of a name in small Latin letters, without diacritics; Arabic script is written in Latin first."""
    found = []
    for raw in re.split(r"[\s\-_.,;/()]+", APOSTROPHES.sub("", text)):
        word = _latin(raw)
        if word:
            found.append(word)
    return found


def _latin(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw)
    if any(char in ARABIC_LETTERS for char in text):
        if text.startswith("ال") and len(text) > 4:
            text = text[2:]
        text = "".join(ARABIC_LETTERS.get(char, "") for char in text)
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("ß", "ss").replace("ø", "o").replace("ı", "i")
    text = unicodedata.normalize("NFKD", text).lower()
    return NOT_LETTER.sub("", text)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One part of a name, in small Latin letters, as it sounds: diallo and jallow give one key."""
    folded = word
    for pattern, sound in SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded[:40]


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a part (two at least, else nothing): vowels are what spellings and scripts differ by most."""
    consonants = fold(word).replace("z", "s").replace("v", "f")
    bare = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiuh]", "", consonants))
    return bare[:20] if len(bare) >= 2 else ""


def variants(parts: list[str]) -> list[str]:
    """The parts to index: each part, a part with its article cut off, and parts often written together, joined."""
    significant = [part for part in parts if part not in PARTICLES and len(part) > 1] or parts
    found = list(significant)
    found += [part[2:] for part in significant if part[:2] in ("el", "al") and len(part) > 5]
    found += [first + second for first, second in pairwise(parts) if first in JOINING]
    return found


def keys_of(names: Iterable[str]) -> Keys:
    """The keys under which somebody called by any of these names is found."""
    tokens: dict[str, None] = {}
    skeletons: dict[str, None] = {}
    for name in names:
        apart = [part for part in words(APOSTROPHES.sub(" ", name)) if len(part) > 1]
        for part in (*variants(words(name)), *variants(apart)):
            tokens.setdefault(fold(part))
            skeletons.setdefault(skeleton(part))
    return Keys(tuple(key for key in tokens if key), tuple(key for key in skeletons if key))


def asked_parts(text: str) -> list[str]:
    """The parts of a name as asked: particles left out unless there is nothing else, a lone letter joined on."""
    parts = words(text)
    joined: list[str] = []
    for part in parts:
        if joined and len(joined[-1]) == 1:
            joined[-1] += part
        else:
            joined.append(part)
    return [part for part in joined if part not in PARTICLES] or joined


def split_name(text: str) -> tuple[str, str]:
    """(family name, given names) guessed from one field: capitals are the family name, else the last part."""
    parts = text.split()
    capitals = [part for part in parts if part.isupper() and len(part) > 1]
    if capitals and len(capitals) < len(parts):
        return " ".join(capitals), " ".join(part for part in parts if part not in capitals)
    if len(parts) < 2:
        return text.strip(), ""
    return parts[-1], " ".join(parts[:-1])
