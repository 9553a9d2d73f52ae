"""Whether two descriptions may be of one person, and by how strong evidence. Homonyms and twins exist: a name with a
birth date is never strong, whatever the spelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import JaroWinkler

from wasl.spine.people.rules.ages import DAY, same_birth
from wasl.spine.people.rules.identity import paper_key, phone_key
from wasl.spine.people.rules.names import asked_parts, fold, units_of
from wasl.spine.people.rules.reading import Birth
from wasl.spine.people.rules.search import Asked, Known, score

CLOSE = 0.86  # likeness from which two names may be one person's
VERY_CLOSE = 0.93
# Above names usual for twins (Hassan, Houcine: .76), under spellings of one name (Abdallah, Ablaye: .79).
SAME_SOUND = 0.78
ONE_PART = 0.88
WHOLE_PHONE = 9  # digits

PAPER, REFERENCE, PHONE, PHONE_BIRTH, BIRTH = "paper", "reference", "phone", "phone_birth", "birth"


@dataclass(frozen=True, slots=True)
class Identity:
    """What somebody is compared by: names as written, and what else is known ("" or empty for nothing)."""

    names: tuple[str, ...]
    sex: str = "u"
    birth: Birth = field(default_factory=Birth)
    nationality: str = ""
    phone: str = ""
    papers: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two descriptions may be of one person: what agrees besides the name, how alike the names are (0 to 1), and
    whether that is usually enough to say so."""

    code: str
    likeness: float
    strong: bool


def name_likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two sets of names are, from 0 to 1: the best of each against each, in any order of their words.

    The shorter name is looked for in the longer one; a lone word counts only against a lone word.
    """
    return min(max((_likeness(mine, theirs) for mine in one for theirs in other), default=0.0), 1.0)


def _likeness(one: str, other: str) -> float:
    best = 0.0
    for parts, name in _ways(one, other):
        if len(parts) > 1 or len(asked_parts(name)) == 1:
            best = max(best, score(Asked(parts=parts), Known(names=(name,))).exact)
    return best


def _ways(one: str, other: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The words of the shorter name with the longer one; of two as long both ways, for one may write words as one."""
    mine, theirs = tuple(asked_parts(one)), tuple(asked_parts(other))
    if mine and len(mine) <= len(theirs):
        yield mine, other
    if theirs and len(theirs) <= len(mine):
        yield theirs, one


def sound_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether no word of some two of these names is told from its like by its vowels alone, as Hassan from Houcine."""
    return any(_sound_alike(mine, theirs) for mine in one for theirs in other)


def _sound_alike(one: str, other: str) -> bool:
    return any(
        all(any(_one_sound(word, unit.text) for unit in units_of(name)) for word in parts)
        for parts, name in _ways(one, other)
    )


def _one_sound(one: str, other: str) -> bool:
    return JaroWinkler.similarity(fold(one), fold(other)) >= SAME_SOUND


def evidence(one: Identity, other: Identity) -> Evidence | None:
    """Why the two may be one person, by what weighs most; None for nothing worth a look.

    - "paper": the number of a paper both showed; strong unless the names are strangers;
    - "reference": the same reference in the partner's own system; strong with a close name;
    - "phone": the same whole telephone and a close name, and no other birth; strong when the names also sound alike,
      for twins may have one telephone and names of the same consonants (Hassan, Houcine);
    - "phone_birth": the same telephone and birth, one part of the name alike (twins share both: somebody has to say);
    - "birth": a close name, the same birth, and no other nationality; never strong.
    """
    alike = name_likeness(one.names, other.names)
    birth = same_birth(one.birth.day, one.birth.precision, other.birth.day, other.birth.precision)
    if _shared(one.papers, other.papers):
        return Evidence(PAPER, alike, alike >= CLOSE or (bool(birth) and _one_part(one, other)))
    if set(one.references) & set(other.references):
        return Evidence(REFERENCE, alike, alike >= CLOSE and birth is not False)
    if {one.sex, other.sex} == {"f", "m"}:
        return None
    if _same_phone(one.phone, other.phone):
        if alike >= CLOSE and birth is not False:
            return Evidence(PHONE, alike, sound_alike(one.names, other.names))
        return Evidence(PHONE_BIRTH, alike, False) if birth and _one_part(one, other) else None
    return Evidence(BIRTH, alike, False) if birth and _by_birth(one, other, alike) else None


def _by_birth(one: Identity, other: Identity, alike: float) -> bool:
    """Whether a close name and the same birth are worth a look: a year alone is shared by many homonyms."""
    nations = {one.nationality, other.nationality}
    if "" not in nations and len(nations) > 1:
        return False
    exact = one.birth.precision == other.birth.precision == DAY
    return alike >= (CLOSE if exact else VERY_CLOSE) and (exact or "" not in nations)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not {paper_key(number) for number in one}.isdisjoint(paper_key(number) for number in other)


def _same_phone(one: str, other: str) -> bool:
    mine, theirs = phone_key(one), phone_key(other)
    return len(mine) == WHOLE_PHONE and mine == theirs


def _one_part(one: Identity, other: Identity) -> bool:
    """Whether some word of one's names is very like some word of the other's."""
    words = {part for name in one.names for part in asked_parts(name)}
    return any(
        score(Asked(parts=(word,)), Known(names=(name,))).exact >= ONE_PART
        for word in words
        for name in other.names
    )
