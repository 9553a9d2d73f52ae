"""Names folded into keys, so that one person is found under several spellings.

What the rules follow (names of West and Central Africa, the Maghreb and the Levant in French, English and Portuguese
romanisation, and Arabic script): order varies; apostrophes and hyphens come and go; ou/u/w, dj/j/di, gu/g, c/k/q,
ph/f, y/i, doubled letters and final h/e are one sound written in several ways; particles are written apart or not.
A word gives a *fold* (how it sounds) and *skeletons* (its consonants, in classes of near sounds): Arabic script leaves
vowels out, and spellings differ by them most.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Left out of a name that has other words; written together with the next word, they are part of it.
PARTICLES = frozenset(
    {
        "el", "al", "ul", "l", "ben", "bin", "ibn", "bent", "bint", "ould", "weld", "mint", "ag", "ait",
        "de", "da", "do", "dos", "das", "du", "di", "epse", "epouse", "nee", "dit", "dite", "wa",
    }
)  # fmt: skip
# Words often written together with the one that follows.
JOINING = PARTICLES | {
    "abd", "abdel", "abdul", "abdoul", "abdou", "abdal", "abou", "abu", "bou", "nour", "oum", "jean", "cheikh",
}  # fmt: skip
ARTICLES = frozenset({"el", "al", "ul", "ed", "ad", "ud", "es", "as", "er", "ar", "ou"})
# What is written apart or at the end of the word before: Nour Eddine, Saif al-Din, Abd Allah.
ENDING = re.compile(r"(?:al|el|ul|oul|a|e|u|ou)?(?:d?d(?:in|ine|een|yn)|l?lah)")
MOST_UNITS = 9

ARABIC_LETTERS = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "s", "ج": "j", "ح": "h",
    "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "ch", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "d", "ع": "a", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ک": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h", "ھ": "h", "ہ": "h", "و": "u", "ؤ": "u", "ي": "y", "ی": "y", "ئ": "i", "ى": "a", "ة": "", "ء": "",
    "پ": "p", "ڤ": "v", "ڥ": "v", "گ": "g", "ڭ": "g", "ݣ": "g", "چ": "ch", "ژ": "j",
}  # fmt: skip
# Digits that stand for Arabic letters in messages: 3ali, 5adija, 7assan, ma9boul.
CHAT_DIGITS = str.maketrans({"2": "a", "3": "a", "5": "k", "6": "t", "7": "h", "9": "k"})

APOSTROPHES = re.compile(r"['’ʼ‘`´ʻʿʾ′]")
SEPARATORS = re.compile(r"[\s\-‐‑–_.,;/()]+")
NOT_LETTER = re.compile(r"[^a-z]+")
LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ı": "i", "ç": "ss", "ñ": "ni", "ŋ": "ng", "ɓ": "b", "ɗ": "d",
           "ƴ": "y", "ɲ": "ni", "ɛ": "e", "ɔ": "o", "ɣ": "g"}  # fmt: skip

# In this order: what a group of letters sounds like, in letters of the fold (x stands for ch).
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^x(?=[aeiou])", "k"),
        (r"x", "ks"),
        (r"ch(?=[rl])", "k"),
        (r"t?s?ch|t?sh", "x"),
        (r"ph", "f"),
        (r"gn(?=[aeiouy])|nh(?=[aeiou])", "ni"),
        (r"gn$", "n"),
        (r"([bdgklrtz])h", r"\1"),
        (r"dj|dz", "j"),
        (r"d[iy](?=[aeou])", "j"),
        (r"t[iy](?=[aeou])", "x"),
        (r"gu(?=[eiy])", "g"),
        (r"qu?|ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w", "u"),
        (r"oo|ou|o", "u"),
        (r"y|ee", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[^aeiu]e)t$", ""),
        (r"(?<=..)[eh]+$", ""),
    )
)
# Near sounds that one spelling or another, or Arabic script, does not tell apart.
CLASSES = str.maketrans(
    {"z": "s", "v": "", "a": "", "e": "", "i": "", "o": "", "u": "", "h": "", "g": "k", "p": "b"}
)

# The article between "servant of" and a name of God, assimilated or not: Abdessalam, Abdoul Salam, Abdelsalam.
ABD = re.compile(r"^abd[aeou]{0,2}l(?=[^aeiouyh]|$)")
# Other ways to read one word: without its article, its ending -atou, a soft g, a nasal; a construct -oul; s for sh.
READINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"^[aeu]l(?=[^aeiouy]..|....)", ""),
        (r"^la(?=h?[^aeiouy]..)", ""),
        (r"(?<=..[ae])t(ou|u|a|o|oo)?$", ""),
        (r"g(?=[ei])", "j"),
        (r"^[nm](?=[bdgkjptcsz])", ""),
        (r"t?s?ch|t?sh", "s"),
        (r"ch(?=[ao])", "k"),
        (r"n(?=[sc])", ""),
        (r"(?<=..)(ou|o|u)l$", ""),
        (r"dm", "tm"),
        (r"th|dh", "s"),
    )
)


def words(text: str) -> list[str]:
    """The words of a name in small Latin letters, without diacritics; Arabic script is written in Latin first."""
    return [word for raw in SEPARATORS.split(APOSTROPHES.sub("", text)) if (word := _latin(raw))]


@lru_cache(maxsize=200_000)
def _latin(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw).lower()
    if any(char in ARABIC_LETTERS for char in text):
        text = "".join(ARABIC_LETTERS.get(char, "") for char in text)
    text = "".join(LETTERS.get(char, char) for char in text)
    return NOT_LETTER.sub("", unicodedata.normalize("NFKD", text))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One word of a name, in small Latin letters, as it sounds: diallo and jallow give one fold."""
    folded = word
    for pattern, sound in SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded[:40]


def _bones(word: str) -> str:
    """The consonants of a word in their classes; a lone one, or none, says whether a vowel or a glide came first."""
    folded = fold(word)
    bare = re.sub(r"(.)\1+", r"\1", folded).translate(CLASSES)
    if len(bare) > 1:
        return bare[:12]
    first = word[:1]
    if bare and folded[:1].translate(CLASSES) == bare:
        return bare
    return ("y" if first == "y" else "w" if first in "wouv" else "a") + bare


@lru_cache(maxsize=65536)
def skeletons(word: str) -> tuple[str, ...]:
    """The consonants of a word, then those of its other readings; never empty."""
    word = ABD.sub("abd", word)
    found = {_bones(word): None}
    for pattern, instead in READINGS:
        other = pattern.sub(instead, word)
        if other != word:
            found.setdefault(_bones(other))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a name, or words written as one: its place among the words, as it is read."""

    first: int
    last: int
    text: str

    def apart_from(self, other: Unit) -> bool:
        """Whether the two share no word."""
        return self.last < other.first or other.last < self.first


def units_of(name: str) -> list[Unit]:
    """The units under which a name is indexed: its words, and those often written together, joined.

    Particles and lone letters count only joined with the next word, unless there is nothing else.
    """
    parts, joints = _parts(name)
    found = [Unit(i, i, part) for i, part in enumerate(parts) if part not in PARTICLES and len(part) > 1]
    found = found or [Unit(i, i, part) for i, part in enumerate(parts)]
    for i, (first, second) in enumerate(pairwise(parts)):
        if first in JOINING or len(first) < 2 or ENDING.fullmatch(second) or i in joints:
            found.append(Unit(i, i + 1, first + second))
            if second in ARTICLES and i + 2 < len(parts):
                found.append(Unit(i, i + 2, first + parts[i + 2]))
    return found[:MOST_UNITS]


def _parts(name: str) -> tuple[list[str], set[int]]:
    """The words of a name, apostrophes read as joining, and the places where a hyphen holds two together."""
    parts: list[str] = []
    joints: set[int] = set()
    for piece in name.split():
        inside = words(piece)
        joints.update(range(len(parts), len(parts) + len(inside) - 1))
        parts += inside
    return parts, joints


def asked_parts(text: str) -> list[str]:
    """The words of a name as asked: particles left out unless there is nothing else, a lone letter joined on."""
    joined: list[str] = []
    for part in words(text):
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
