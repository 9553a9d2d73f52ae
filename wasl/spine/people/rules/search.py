"""Reading a question put to the search field, and how well somebody answers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import JaroWinkler

from wasl.spine.people.rules.identity import paper_key, phone_digits, phone_key
from wasl.spine.people.rules.names import asked_parts, fold, skeleton

MOST_PARTS = 6
FULL = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: parts of a name, a birth year, ends of phone numbers, numbers of papers."""

    parts: tuple[str, ...] = ()
    born: int | None = None
    phones: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.parts or self.phones or self.papers)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared with a question: folded parts of the names, the birth, phone and paper keys."""

    tokens: tuple[str, ...]
    birth: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """From 0 to 100, with the codes of what agrees or differs."""

    value: int
    reasons: tuple[str, ...]


def read_question(text: str, born: int | None = None) -> Asked:
    """Tell names, a birth year (19.. or 20..), ends of phones (4 digits and more) and papers apart."""
    phones, papers, names = [], [], []
    for part in _pieces(text):
        digits = phone_digits(part)
        if not digits:
            names.append(part)
        elif re.search(r"[^\W\d_]", part):
            papers.append(paper_key(part))
        elif re.fullmatch(r"(19|20)\d\d", digits) and born is None:
            born = int(digits)
        elif len(digits) >= 4:
            phones.append(phone_key(digits))
            papers.append(paper_key(digits))
    parts = tuple(dict.fromkeys(asked_parts(" ".join(names))))[:MOST_PARTS]
    return Asked(parts, born, tuple(phones), tuple(papers))


def _pieces(text: str) -> list[str]:
    # A phone written in groups (06 61 23 45 67) is one piece; a year standing alone is not part of it.
    joined = re.sub(r"(?<=\d)[\s.\-](?=\d{2}(?:\D|$))", "", text)
    return joined.split()


def likeness(asked: str, known: str) -> float:
    """How alike two parts are, from 0 to 1; a beginning of three letters and more counts nearly as the whole."""
    one = fold(asked)
    if one == known:
        return 1.0
    best = JaroWinkler.similarity(one, known)
    if len(one) >= 2 and known.startswith(one):
        best = max(best, 0.9 + 0.09 * len(one) / len(known))
    bones = skeleton(asked)
    if bones and bones == skeleton(known):
        best = max(best, 0.86 if len(bones) > 2 else 0.8)
    return best


def score(asked: Asked, known: Known, paper_found: bool = False) -> Score:
    """How well `known` answers `asked`: names weighted by length, helped by year, phone and paper."""
    reasons: list[str] = []
    value = 0.0
    if asked.parts:
        value = _names(asked.parts, known.tokens)
        reasons.append("same_name" if value >= 0.97 else "like_name")
    if paper_found:
        value, reasons = 1.0, [*reasons, "paper"]
    if any(known.phone.startswith(end) for end in asked.phones if known.phone):
        value = max(value, 0.95) if not asked.parts else min(1.0, value + 0.1)
        reasons.append("phone")
    if asked.born is not None and not paper_found:
        value *= _born(asked.born, known.birth, reasons)
    return Score(round(FULL * value), tuple(reasons))


def _names(parts: Sequence[str], tokens: Sequence[str]) -> float:
    if not tokens:
        return 0.0
    weights = [min(len(part), 6) for part in parts]
    likes = [max(likeness(part, token) for token in tokens) for part in parts]
    mean = sum(w * like for w, like in zip(weights, likes, strict=True)) / sum(weights)
    left_over = max(0, len(tokens) - len(parts))
    return mean - min(0.03, 0.01 * left_over)


def _born(asked: int, birth: date | None, reasons: list[str]) -> float:
    if birth is None:
        return 0.97
    if birth.year == asked:
        reasons.append("birth_year")
        return 1.0
    reasons.append("other_birth_year")
    return 0.9 if abs(birth.year - asked) <= 1 else 0.78
