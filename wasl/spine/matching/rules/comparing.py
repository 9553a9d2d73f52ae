"""Whether two records are of one person, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

from wasl.spine.matching.rules.births import birth_code
from wasl.spine.matching.rules.likeness import SLIP, Answered, answered
from wasl.spine.matching.rules.rarity import USUAL, Rarity
from wasl.spine.matching.rules.record import FULL_PHONE, Ready, Record, ready
from wasl.spine.matching.rules.weights import (
    IDENTIFYING,
    NAME_BASE,
    NAME_CODES,
    NAME_FACTORS,
    PRIOR,
    WEIGHTS,
)

STRONG, LIKELY, POSSIBLE, NO = "strong", "likely", "possible", "no"
LEAST_SCORE = {STRONG: 90, LIKELY: 70, POSSIBLE: 50}
SOFTNESS = 4.0
HIGHEST_WITHOUT_IDENTIFYING = LEAST_SCORE[STRONG] - 1
LEAST_WITH_PAPER = LEAST_SCORE[POSSIBLE] + 10
NAMED = frozenset({"name", "name_spelling"})

Said = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that agrees (weight above 0, in bits), differs (below 0) or is unknown (0), by its code."""

    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How likely two records are of one person: the score from 0 to 100, the verdict, and why.

    `weight` orders comparisons more finely than the score: the bits of all evidence less the odds against.
    """

    score: int
    verdict: str
    weight: float
    evidence: tuple[Evidence, ...]

    @property
    def agrees(self) -> tuple[str, ...]:
        """Codes of what agrees, what weighs most first."""
        found = [e for e in self.evidence if e.weight > 0]
        return _codes(sorted(found, key=lambda e: (-e.weight, e.code)))

    @property
    def differs(self) -> tuple[str, ...]:
        """Codes of what differs, what weighs most first."""
        found = [e for e in self.evidence if e.weight < 0]
        return _codes(sorted(found, key=lambda e: (e.weight, e.code)))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Codes of what one of the two does not say."""
        return _codes(e for e in self.evidence if e.weight == 0)


def _codes(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.code for e in evidence))


def compare(one: Record, other: Record, rarity: Rarity = USUAL) -> Comparison:
    """Whether two records are of one person. Symmetric; `rarity` says how often names are met among their people.

    "Strong" takes more than names and birth: a paper number, a phone or an e-mail address that agrees. Two persons
    of one family name and one birth date whose given names differ are said to be perhaps twins, and score low.
    """
    return compare_ready(ready(one), ready(other), rarity)


def compare_ready(one: Ready, other: Ready, rarity: Rarity) -> Comparison:
    """The same for records made ready."""
    said = weigh(one, other, best_names(one, other, rarity))
    return concluded(said, sum_of(said) - odds_against(rarity))


def concluded(said: Said, weight: float) -> Comparison:
    """The score and the verdict that all that is said allows."""
    agreed = {code for code, value in said if value > 0}
    codes = {code for code, _value in said}
    score = score_of(weight)
    if not agreed & IDENTIFYING:
        score = min(score, HIGHEST_WITHOUT_IDENTIFYING)
    if "paper" in agreed:
        score = max(score, LEAST_WITH_PAPER)
    elif codes & {"twins", "tied"} or _no_name_in_common(codes):
        score = min(score, LEAST_SCORE[POSSIBLE] - 1)
    verdict = next((band for band, least in LEAST_SCORE.items() if score >= least), NO)
    return Comparison(score, verdict, weight, tuple(Evidence(*one) for one in said))


def _no_name_in_common(codes: set[str]) -> bool:
    """Whether no part of the name is the same or another spelling; a slip will do where no part differs."""
    return not codes & NAMED and ("name_slip" not in codes or "name_part_differs" in codes)


def odds_against(rarity: Rarity) -> float:
    """The bits that evidence must outweigh among so many people."""
    return log2(rarity.size) + PRIOR


def sum_of(said: Said) -> float:
    """All that is said, added up in an order of its own: it does not matter which record came first."""
    return sum(sorted(weight for _code, weight in said))


def score_of(weight: float) -> int:
    """Bits for or against as a score from 0 to 100; even odds are 50."""
    bounded = max(-60.0, min(60.0, weight))
    return round(100 / (1 + 2 ** (-bounded / SOFTNESS)))


def weigh(one: Ready, other: Ready, names: Answered) -> Said:
    """All that two records say, each as a code with its bits; `names` is what their best names say."""
    born = birth_code(one.birth, other.birth)
    said: Said = [(born, WEIGHTS.get(born, 0.0))]
    for kind, bits in names.answers:
        said.append((NAME_CODES[kind], name_weight(kind, bits)))
    if names.more_alone > names.fewer_alone:
        left_out = names.more_alone - names.fewer_alone
        said.append(("name_part_missing", WEIGHTS["name_part_missing"] * left_out))
    if names.fewer_alone:
        same_birth = born == "birth_day" and any(kind != SLIP for kind, _bits in names.answers)
        code = "twins" if same_birth else "name_part_differs"
        said.append((code, WEIGHTS[code] * names.fewer_alone))
    _same(said, "sex", "" if one.sex == "u" else one.sex, "" if other.sex == "u" else other.sex)
    _same(said, "nationality", one.nationality, other.nationality)
    phone = _phone_code(one, other, of_household=names.fewer_alone > 0)
    said.append((phone, WEIGHTS.get(phone, 0.0)))
    _same(said, "email", one.email, other.email)
    _papers(said, one, other)
    if (one.ties and (other.key in one.ties or one.ties & other.ties)) or one.key in other.ties:
        code = "tied" if other.key in one.ties or one.key in other.ties else "household"
        said.append((code, WEIGHTS[code]))
    return said


def name_weight(kind: int, bits: float) -> float:
    """What it weighs that two words answer each other so, when their rarity says so many bits."""
    return max(0.01, NAME_FACTORS[kind] * bits + NAME_BASE)


def best_names(one: Ready, other: Ready, rarity: Rarity) -> Answered:
    """The two names, one of each, that answer each other best."""
    if len(one.names) == 1 == len(other.names):
        return answered(one.names[0], other.names[0], rarity)
    found = (answered(name, against, rarity) for name in one.names for against in other.names)
    return max(found, key=_rank, default=Answered((), 0, 0))


def value_of(found: Answered) -> float:
    """What two names weigh together, in bits."""
    said = WEIGHTS["name_part_missing"] * (found.more_alone - found.fewer_alone)
    said += WEIGHTS["name_part_differs"] * found.fewer_alone
    for kind, bits in found.answers:
        said += name_weight(kind, bits)
    return said


def _rank(found: Answered) -> tuple[float, int, int, tuple[tuple[int, float], ...]]:
    return round(value_of(found), 6), -found.more_alone, -found.fewer_alone, tuple(sorted(found.answers))


def _same(said: Said, code: str, one: str, other: str) -> None:
    if not one or not other:
        said.append((f"{code}_unknown", 0.0))
    else:
        code = code if one == other else f"{code}_differs"
        said.append((code, WEIGHTS[code]))


def _papers(said: Said, one: Ready, other: Ready) -> None:
    if not one.papers or not other.papers:
        said.append(("paper_unknown", 0.0))
    else:
        code = "paper" if one.papers & other.papers else "paper_differs"
        said.append((code, WEIGHTS[code]))


def _phone_code(one: Ready, other: Ready, *, of_household: bool) -> str:
    if not one.more_phones and not other.more_phones:
        return phone_code(one.phone, other.phone, of_household=of_household)
    codes = [phone_code(a, b, of_household=of_household) for a in one.phones for b in other.phones]
    return max(codes, key=lambda code: WEIGHTS[code], default="phone_unknown")


def phone_code(one: str, other: str, *, of_household: bool = False) -> str:
    """What two phones say, each given from its last digit; `of_household`: the given names differ."""
    if not one or not other:
        return "phone_unknown"
    if one == other and len(one) == FULL_PHONE:
        return "phone_of_household" if of_household else "phone"
    return "phone_end" if one.startswith(other) or other.startswith(one) else "phone_differs"
