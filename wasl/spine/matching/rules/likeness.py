"""How alike two words of names are, and which word of one name answers which of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA, JaroWinkler

from wasl.spine.matching.rules.rarity import Rarity
from wasl.spine.matching.rules.record import ARTICLES, Word, word_of
from wasl.spine.people.rules.names import fold

# How one word answers another, best first: sounds the same, is another spelling, is perhaps a slip, does not.
SOUND, SPELLING, SLIP, APART = 3, 2, 1, 0
LIKE_ENOUGH = 0.75
LIKE_ENOUGH_IF_SHORT = 0.8
LIKE_AT_ALL = 0.65
MOST_LETTERS_APART = 3

# Names given to twins: alike to the eye, yet of two persons. None of one line is a spelling of one of the other; the
# last of each are Arabic script, letter by letter.
TWINS = (
    "hassan alassane lassana assane alhassan lassane alhassane hassane hsn alhsn",
    "hussein houssein hussain housseine ousseynou ousseini fousseyni fousseni lassina lassine hsyn alhsyn",
)
_TWIN = {fold(name): side for side, names in enumerate(TWINS) for name in names.split()}


@lru_cache(maxsize=1 << 19)
def likeness(one: Word, other: Word) -> int:
    """How one word answers the other: SOUND, SPELLING, SLIP or APART. Symmetric."""
    a, b = one.fold, other.fold
    if a == b:
        return SOUND
    sides = _TWIN.get(a), _TWIN.get(b)
    if None not in sides and sides[0] != sides[1]:
        return APART
    shared = max((len(key) for key in one.bones if key in other.bones), default=0)
    if shared:
        like = max(JaroWinkler.similarity(a, b), JaroWinkler.similarity(_bare(a), _bare(b)))
        if like >= (LIKE_ENOUGH if shared > 2 else LIKE_ENOUGH_IF_SHORT):
            return SPELLING
        return SLIP if like >= LIKE_AT_ALL else APART
    shortest = min(len(one.text), len(other.text))
    if shortest < 4:
        return APART
    return SLIP if OSA.distance(one.text, other.text, score_cutoff=2) <= (1 if shortest < 8 else 2) else APART


def _bare(sound: str) -> str:
    """A sound without the article it may begin with."""
    return sound[2:] if len(sound) > 4 and sound[:2] in ARTICLES else sound


@dataclass(frozen=True, slots=True)
class Answered:
    """What two names have in common: for each answer its kind and what it says in bits; how many
    words of each are left without answer, the smaller number first."""

    answers: tuple[tuple[int, float], ...]
    fewer_alone: int
    more_alone: int

    @property
    def bits(self) -> float:
        return sum(bits for _kind, bits in self.answers)


def answered(one: Sequence[Word], other: Sequence[Word], rarity: Rarity) -> Answered:
    """Which words of two names answer each other, best first, in any order, words written together included."""
    left, right = list(one), list(other)
    answers: list[tuple[int, float]] = []
    for word in one:
        for place, against in enumerate(right):
            if word.fold == against.fold:
                answers.append((SOUND, rarity.of_sound(word)))
                left.remove(word)
                del right[place]
                break
    if left and right:
        # In an order of their own, so that it does not matter which of the two came first.
        if [word.text for word in right] < [word.text for word in left]:
            left, right = right, left
        _close(left, right, answers, rarity)
        if left and right and (len(left) > 1 or len(right) > 1):
            _joined(left, right, answers, rarity)
            _joined(right, left, answers, rarity)
    return Answered(tuple(answers), *sorted((len(left), len(right))))


def _close(left: list[Word], right: list[Word], answers: list[tuple[int, float]], rarity: Rarity) -> None:
    """Take the words that answer each other in another spelling, or with a slip, out of both lists."""
    found = [
        (kind, -abs(i - j), -min(i, j), i, j)
        for i, word in enumerate(left)
        for j, against in enumerate(right)
        if (kind := likeness(word, against)) > APART
    ]
    taken: set[int] = set()
    given: set[int] = set()
    for kind, _apart, _first, i, j in sorted(found, reverse=True):
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            answers.append((kind, _worth(left[i], right[j], rarity)))
    left[:] = [word for i, word in enumerate(left) if i not in taken]
    right[:] = [word for j, word in enumerate(right) if j not in given]


def _worth(one: Word, other: Word, rarity: Rarity) -> float:
    shared = [rarity.of_bones(key) for key in one.bones if key in other.bones]
    return min(shared) if shared else min(rarity.of_sound(one), rarity.of_sound(other))


def _joined(left: list[Word], right: list[Word], answers: list[tuple[int, float]], rarity: Rarity) -> None:
    """Two words of `left` that one word of `right` writes together."""
    for first, second in pairwise(list(left)):
        if first not in left or second not in left:
            continue
        long = len(first.text) + len(second.text)
        for place, against in enumerate(right):
            if abs(long - len(against.text)) > MOST_LETTERS_APART:
                continue
            if likeness(word_of(first.text + second.text), against) >= SPELLING:
                answers.append((SPELLING, rarity.of_sound(against)))
                left.remove(first)
                left.remove(second)
                del right[place]
                break
