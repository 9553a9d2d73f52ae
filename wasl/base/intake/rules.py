"""Recognising headings, whatever stands above them. No Django, no database."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

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


@lru_cache(maxsize=4096)
def forms(text: str) -> frozenset[str]:
    """A heading with and without what stands in brackets; kept, for each is compared with every cell looked at."""
    return frozenset({folded(text), folded(re.sub(r"\([^)]*\)", " ", text))} - {""})


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


def fingerprint(headings: Sequence[str]) -> str:
    """What tells one set of headings from another, whatever their order, case and accents; "" for none."""
    known = sorted(folded(heading) for heading in headings if folded(heading))
    return hashlib.sha256("\x1f".join(known).encode()).hexdigest() if known else ""


def shared(headings: Sequence[str], remembered: Mapping[str, str]) -> float:
    """Which part of the headings of a sheet stands in a remembered mapping, from 0 to 1."""
    mine = {folded(heading) for heading in headings} - {""}
    return len(mine & remembered.keys()) / len(mine) if mine else 0.0


def recalled(
    headings: Sequence[str],
    remembered: Mapping[str, str],
    recognised: Mapping[int, str],
    codes: Sequence[str],
) -> dict[int, str]:
    """The columns as they were named last time where the heading is the same, else as they are recognised now.

    A heading that was left out stays out; each code is named once, those of last time first.
    """
    found: dict[int, str] = {}
    for index, heading in enumerate(headings):
        code = remembered.get(folded(heading), "")
        if code in codes and code not in found.values():
            found[index] = code
    for index, code in recognised.items():
        known = index < len(headings) and folded(headings[index]) in remembered
        if not known and index not in found and code not in found.values():
            found[index] = code
    return dict(sorted(found.items()))


def filled(lines: Sequence[tuple[int, list[str]]], merged: Sequence[tuple[int, int, int, int]]) -> None:
    """Write the text of cells shown as one over several lines into the last of those lines, among the first ones.

    A heading that spans two lines then stands beside those of the second. `lines` are (number, texts); `merged` are
    (first row, first column, last row, last column), counted from 0.
    """
    texts = {number - 1: line for number, line in lines[:LINES_LOOKED_AT]}
    for first_row, first_column, last_row, _last_column in merged:
        if first_row == last_row or first_row not in texts or last_row not in texts:
            continue
        above, below = texts[first_row], texts[last_row]
        if first_column < len(above) and above[first_column]:
            below += [""] * (first_column + 1 - len(below))
            below[first_column] = below[first_column] or above[first_column]
