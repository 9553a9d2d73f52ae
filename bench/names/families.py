"""Families of spellings, and which half of them is set aside to judge with."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "name_families.csv"
ARABIC = re.compile(r"[\u0600-\u06ff]")
HALVES = ("aside", "train")


@dataclass(frozen=True, slots=True)
class Family:
    """The spellings of one name used as one kind of part (`given` or `family`), most usual first."""

    group: str
    kind: str
    origin: str
    latin: tuple[str, ...]
    arabic: tuple[str, ...]


def set_aside(group: str) -> bool:
    """Whether a family is kept to judge the rules with: half of them, by hash, so that nobody chose."""
    return hashlib.sha256(group.encode()).digest()[0] % 2 == 1


def in_half(group: str, half: str) -> bool:
    """Whether a family belongs to `half`: "aside" (to judge) or "train" (to develop)."""
    return set_aside(group) == (half == "aside")


def bare(text: str) -> str:
    """Small letters without diacritics nor any other sign: two spellings that differ here differ to the ear or eye."""
    marks = unicodedata.normalize("NFKD", text)
    return "".join(char for char in marks if char.isalpha()).casefold()


@cache
def families() -> tuple[Family, ...]:
    """Every family of the file, in its order; a group that is both given and family name stands twice."""
    rows: dict[tuple[str, str], list[tuple[str, str]]] = {}
    with DATA.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            rows.setdefault((row["group"], row["kind"]), []).append((row["variant"], row["origin"]))
    return tuple(
        Family(
            group,
            kind,
            variants[0][1],
            tuple(text for text, _origin in variants if not ARABIC.search(text)),
            tuple(text for text, _origin in variants if ARABIC.search(text)),
        )
        for (group, kind), variants in rows.items()
    )
