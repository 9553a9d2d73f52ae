"""Recognising headings, whatever stands above them. No Django, no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

LINES_LOOKED_AT = 25
FEWEST_HEADINGS = 2
ALIKE = 86  # of 100: a heading with a typing mistake
LONGEST_HEADING = 60  # signs: longer texts are titles or remarks


@dataclass(frozen=True, slots=True)
class Recognised:
    """The line of headings (its number in the sheet, 0 when none was found) and column index → column code."""

    line: int
    mapping: dict[int, str]


def folded(text: str) -> str:
    """A heading without case, accents, vowel signs or punctuation: "Né(e) le" and "NEE LE" come close."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+|_", " ", bare.replace("ـ", "").casefold()).split())


def forms(text: str) -> set[str]:
    """A heading with and without what stands in brackets."""
    return {folded(text), folded(re.sub(r"\([^)]*\)", " ", text))} - {""}


def likeness(heading: str, synonyms: Sequence[str]) -> int:
    """How much a heading looks like one of the synonyms, from 0 to 100; under ALIKE counts as not at all."""
    if not heading or len(heading) > LONGEST_HEADING:
        return 0
    mine = forms(heading)
    best = max((ratio(one, other) for one in mine for word in synonyms for other in forms(word)), default=0.0)
    return round(best) if best >= ALIKE else 0


def match(line: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Which column of the sheet is which: the closest pairs first, each column and each code once.

    `columns` gives for each code the headings under which it is known.
    """
    pairs = [
        (likeness(heading, synonyms), -index, code)
        for index, heading in enumerate(line)
        for code, synonyms in columns.items()
    ]
    found: dict[int, str] = {}
    for score, minus_index, code in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2])):
        if score and -minus_index not in found and code not in found.values():
            found[-minus_index] = code
    return dict(sorted(found.items()))


def recognise(lines: Sequence[tuple[int, Sequence[str]]], columns: Mapping[str, Sequence[str]]) -> Recognised:
    """Find the line of headings among the first (number, texts) lines, whatever titles stand above it."""
    best = Recognised(0, {})
    for number, texts in lines[:LINES_LOOKED_AT]:
        mapping = match(texts, columns)
        if len(mapping) > len(best.mapping):
            best = Recognised(number, mapping)
    return best if len(best.mapping) >= FEWEST_HEADINGS else Recognised(0, {})
