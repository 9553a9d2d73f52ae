"""Who the invented people are, before anybody writes them down: households, siblings, twins, shared phones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from bench.names.pools import REGIONS, Part, pool

PHONES_KNOWN = 400
TWINS = {
    "m": (("Alassane", "Ousseynou"), ("Lassana", "Fousseyni")),
    "f": (("Adama", "Hawa"), ("Awa", "Adama")),
}
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as papers give it; a year alone stands as 1 January with precision "year"."""

    day: date | None
    precision: str


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody. `parts` holds the family name first, then the given names; `phone` nine digits or nothing."""

    number: int
    household: int
    region: str
    parts: tuple[Part, ...]
    sex: str
    birth: Birth
    nationality: str
    phone: str
    papers: tuple[tuple[str, str], ...]
    twin: bool = False


def households(rng: random.Random) -> Iterator[list[Human]]:
    """Households without end: people alone, siblings (one family name, often one phone), twins (one birth date too)."""
    numbers, phones = count(1), _Phones(rng)
    for household in count(1):
        region = weighted(rng, {name: share for name, (share, _codes, _words) in REGIONS.items()})
        family = pool(region, "family").draw(rng)
        nationality = weighted(rng, REGIONS[region][1])
        size = 1 if rng.random() < 0.92 else rng.choice((2, 2, 3, 4))
        twins = size > 1 and rng.random() < 0.08
        shared = phones.draw() if size > 1 and rng.random() < 0.5 else ""
        members: list[Human] = []
        for place in range(size):
            sex = members[0].sex if twins and place == 1 else "m" if rng.random() < 0.62 else "f"
            birth = members[0].birth if twins and place == 1 else born(rng)
            given = given_names(rng, region, sex)
            if twins and place < 2 and region == "sahel" and rng.random() < 0.5:
                given = (Part(TWINS[sex][household % 2][place]), *given[1:])
            phone = shared or (phones.draw() if rng.random() < 0.75 else "")
            members.append(
                Human(
                    next(numbers), household, region, (family, *given), sex, birth, nationality, phone,
                    _papers(rng, nationality), twins and place < 2,
                )
            )  # fmt: skip
        yield members


class _Phones:
    """Moroccan numbers, nine digits; one in twenty-five is that of somebody else: a neighbour, a community leader."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.known: list[str] = []

    def draw(self) -> str:
        if self.known and self.rng.random() < 0.04:
            return self.known[int(self.rng.random() * len(self.known))]
        number = new_phone(self.rng)
        if len(self.known) < PHONES_KNOWN:
            self.known.append(number)
        else:
            self.known[int(self.rng.random() * PHONES_KNOWN)] = number
        return number


def new_phone(rng: random.Random) -> str:
    """Nine digits of a Moroccan mobile number."""
    return f"{'67'[rng.random() < 0.3]}{int(rng.random() * 10**8):08}"


def weighted(rng: random.Random, weights: Mapping[str, float]) -> str:
    """One of the names, as often as its weight says."""
    at = rng.random() * sum(weights.values())
    for name, weight in weights.items():
        at -= weight
        if at < 0:
            return name
    return next(iter(weights))


def given_names(rng: random.Random, region: str, sex: str) -> tuple[Part, ...]:
    """One to three given names, seldom none."""
    chance = rng.random()
    many = 0 if chance < 0.01 else 1 if chance < 0.5 else 2 if chance < 0.94 else 3
    found: list[Part] = []
    while len(found) < many:
        part = pool(region, sex).draw(rng)
        if all((part.group or part.text) != (other.group or other.text) for other in found):
            found.append(part)
    return tuple(found)


def born(rng: random.Random) -> Birth:
    """A birth date as papers give it: 1 January in nearly one of five, a year alone in one of ten, often nothing."""
    year = int(rng.triangular(1958, 2009, 1996))
    chance = rng.random()
    if chance < 0.07:
        return Birth(None, "none")
    if chance < 0.17:
        return Birth(date(year, 1, 1), "year")
    if chance < 0.35:
        return Birth(date(year, 1, 1), "day")
    if chance < 0.37:
        return Birth(date(year, 12, 31), "day")
    if chance < 0.40:
        return Birth(date(year, 1 + int(rng.random() * 12), 1), "month")
    return Birth(date(year, 1, 1) + timedelta(days=int(rng.random() * 365)), "day")


def _papers(rng: random.Random, nationality: str) -> tuple[tuple[str, str], ...]:
    return (new_paper(rng, nationality),) if rng.random() < 0.6 else ()


def new_paper(rng: random.Random, nationality: str) -> tuple[str, str]:
    """A kind of paper with a number of its form."""
    digits = f"{int(rng.random() * 10**8):08}"
    one, two, three = (LETTERS[int(rng.random() * len(LETTERS))] for _ in range(3))
    if nationality == "MA":
        return "national_card", f"{one}{two}{digits[:6]}"
    chance = rng.random()
    if chance < 0.55:
        return "passport", f"{one}{two}{digits[:7]}"
    if chance < 0.85:
        return "residence_card", f"{one}{digits[:6]}{two}"
    return "unhcr", f"{digits[:3]}-{digits[3:5]}{three}{digits[:5]}"
