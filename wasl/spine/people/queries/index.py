"""Reading the index of names and phones: from a question to the few parties worth comparing with it.

A question goes through steps, each asked only where those before did not find enough: the words as they are read (two
words together, within a year of the birth asked); then what a beginning or a slip of the finger may stand for; then
single words. Every step is one query, bounded, in an order of its own: the same question finds the same parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log10

from django.db.models import Q, QuerySet

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.scope import scope
from wasl.spine.people import access, rules
from wasl.spine.people.models import Following, KnownWord, SearchKey

# Lines of the index read at most by one step, newest parties first; for one word alone.
MOST_LINES = 3000
MOST_LONE = 400
# What one word may stand for, at most; fewer where many words are asked, for pairs multiply.
STANDS_FOR = 16
WORDS_READ = 400
CLOSE = 0.8
# What an exact spelling adds to the weight of a line: other, sounds the same, the same.
NEARNESS = (0.0, 0.07, 0.1)
FREQUENT = 5000
# The letter that sorts after any other in a word: upper end of "begins with", in the order of both databases.
LAST = "z" * 8


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word asked may stand for: consonants, and how near (1: as it is read)."""

    bones: str
    weight: float


@dataclass(slots=True)
class Probe:
    """Numbers to look up, each with the place in the question it answers and its weight; the spelling asked there."""

    numbers: dict[int, tuple[int, float]]
    fines: dict[int, int]
    years: tuple[int, ...] = ()
    lone: bool = False


def years_about(born: int | None) -> tuple[int, ...]:
    """The years within which a birth year is looked for first: that year, the ones beside it, and none known."""
    return () if born is None else (rules.NO_YEAR, born - 1, born, born + 1)


def as_read(asked: rules.Asked) -> dict[int, list[Sense]]:
    """The place of each unit asked (see `rules.asked_units`) → its readings."""
    return {
        i: [Sense(bones, 1.0 if n == 0 else 0.9) for n, bones in enumerate(rules.skeletons(unit.text))]
        for i, unit in enumerate(rules.asked_units(asked))
    }


def probe(asked: rules.Asked, senses: Mapping[int, Sequence[Sense]]) -> Probe:
    """Pairs of the words asked, or the only one."""
    units = rules.asked_units(asked)
    found = Probe({}, {}, years_about(asked.born))
    for group, (i, j) in enumerate(combinations(range(len(units)), 2)):
        if units[i].apart_from(units[j]):
            found.fines[group] = rules.fine(units[i].text, units[j].text)
            _add(found, group, ((rules.pair(a.bones, b.bones), a.weight * b.weight)
                                for a in senses.get(i, ()) for b in senses.get(j, ())))  # fmt: skip
    if len(asked.parts) == 1:
        found.lone = True
        _add_single(found, asked, senses, [0])
    elif len(asked.parts) == 2:
        # Two words asked may be one written apart: the joined word alone is a key as well.
        joined = next(i for i, unit in enumerate(units) if unit.last > unit.first)
        _add_single(found, asked, senses, [joined])
    return found


def _add(found: Probe, group: int, numbers: Iterable[tuple[int, float]]) -> None:
    for number, weight in numbers:
        if number not in found.numbers or found.numbers[number][1] < weight:
            found.numbers[number] = (group, weight)


def _add_single(
    found: Probe, asked: rules.Asked, senses: Mapping[int, Sequence[Sense]], places: Iterable[int]
) -> None:
    units = rules.asked_units(asked)
    for place in places:
        found.fines[-1 - place] = rules.fine(units[place].text)
        _add(
            found,
            -1 - place,
            ((rules.single(sense.bones), sense.weight) for sense in senses.get(place, ())),
        )


def phone_probe(asked: rules.Asked) -> Probe:
    """Ends of phones: the last four digits are a key; of three digits, the ten keys they may be the end of."""
    numbers: dict[int, tuple[int, float]] = {}
    for end in asked.phones:
        digits = end[::-1]
        if len(digits) >= rules.SHORTEST_WHOLE:
            numbers[rules.whole_phone(digits)] = (-100, 2.0)
        ends = [digits] if len(digits) >= 4 else [f"{first}{digits}" for first in range(10)]
        for one in ends:
            numbers[rules.phone_end(one)] = (-100, 1.0)
    return Probe(numbers, {})


def widened(asked: rules.Asked, slipped: bool = False) -> dict[int, list[Sense]]:
    """What each word asked may stand for, as `as_read`, with beginnings and words a consonant away. Two queries.

    `slipped`: any letter may be wrong, also one that changes how its neighbours sound.
    """
    read = as_read(asked)
    parts = asked.parts
    begun = _slips(parts) if slipped else _beginnings(parts)
    known = _words(begun) + _words(Q(bones__in=_near(parts)))
    most = STANDS_FOR if len(parts) < 3 else STANDS_FOR // 2 if len(parts) < 5 else 4
    for place, part in enumerate(parts):
        best: dict[str, tuple[float, float]] = {}
        for word, bones, holders in known:
            like = rules.likeness(part, word, asked.is_arabic)
            if like >= CLOSE:
                rank = like + 0.02 * log10(holders + 1)
                best[bones] = max(best.get(bones, (0.0, 0.0)), (rank, like))
        held = {sense.bones for sense in read[place]}
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:most]
        read[place] += [Sense(bones, 0.9 * like) for bones, (_rank, like) in ranked if bones not in held]
    return read


def _beginnings(parts: Sequence[str]) -> Q:
    alike = Q(pk__in=())
    for part in parts:
        if len(part) >= 2:
            sound = rules.fold(part)
            alike |= Q(word__gte=part, word__lte=part + LAST) | Q(sound__gte=sound, sound__lte=sound + LAST)
    return alike


def _slips(parts: Sequence[str]) -> Q:
    return Q(word__in={word for part in parts for word in rules.slips(part)})


def _near(parts: Sequence[str]) -> set[str]:
    return {bones for part in parts for reading in rules.skeletons(part)[:2] for bones in rules.near(reading)}


def _words(alike: Q) -> list[tuple[str, str, int]]:
    rows = KnownWord.objects.filter(alike).order_by("-holders", "pk")
    return list(rows.values_list("word", "bones", "holders")[:WORDS_READ])


def lone_words(asked: rules.Asked) -> Probe:
    """Each word asked by itself: who is known by one of them only. The most frequent are left out. One query."""
    senses = as_read(asked)
    found = Probe({}, {}, years_about(asked.born), lone=True)
    bones = {i: [sense.bones for sense in senses[i]] for i in range(len(asked.parts))}
    rows = KnownWord.objects.filter(bones__in={one for many in bones.values() for one in many})
    holders: dict[str, int] = {}
    for one, count in rows.values_list("bones", "holders"):
        holders[one] = max(count, holders.get(one, 0))
    most = {i: max((holders.get(one, 0) for one in many), default=0) for i, many in bones.items()}
    limit = FREQUENT * (10 if asked.born else 1)
    rare = [i for i in bones if most[i] <= limit] or [min(most, key=lambda i: most[i])]
    _add_single(found, asked, senses, rare)
    return found


@dataclass(frozen=True, slots=True)
class Holders:
    """Ids of parties, best first; `cut` when more lines were there than were read."""

    ids: list[int]
    cut: bool


def holders(asked: Probe, born: int | None, within: QuerySet[Following, int] | None = None) -> Holders:
    """The parties that hold the numbers looked for, whoever asks: scope is for the reader of their names. One query.

    `within` keeps only the parties of these followings: for a frequent word asked by an office that follows few.
    """
    if not asked.numbers:
        return Holders([], cut=False)
    lines = SearchKey.objects.filter(number__in=asked.numbers)
    if asked.years:
        lines = lines.filter(year__in=asked.years)
    if within is not None:
        lines = lines.filter(party_id__in=within)
    most = MOST_LONE if asked.lone and not asked.years else MOST_LINES
    rows = list(lines.order_by("-party_id").values_list("party_id", "number", "year", "fine")[:most])
    weights: dict[int, dict[int, float]] = {}
    for party, number, year, fine in rows:
        group, weight = asked.numbers[number]
        weight += NEARNESS[rules.nearness(fine, asked.fines.get(group, 0))]
        if born is not None:
            weight += 0.1 if year == born else 0.0 if year == rules.NO_YEAR else -0.02
        mine = weights.setdefault(party, {})
        if weight > mine.get(group, 0.0):
            mine[group] = weight
    ranked = sorted(weights, key=lambda party: (-sum(weights[party].values()), -party))
    return Holders(ranked, cut=len(rows) == most)


def followings_of(actor: Actor) -> QuerySet[Following, int]:
    """Ids of the parties followed today within the scope of `actor`; a way in, not a permission."""
    covered = scope(actor, access.READERS, office="office_id", programme="programme_id")
    standing = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    return Following.objects.filter(covered, standing).order_by().values_list("party_id", flat=True)


def numbers_of(asked: rules.Asked) -> Iterator[list[int]]:
    """For a list: sets of numbers, of each of which a row must hold one: words side by side, ends of phones.

    At most one query, at the first set.
    """
    units = rules.asked_units(rules.Asked(parts=asked.parts))
    senses = widened(asked) if asked.parts else {}
    if len(asked.parts) == 1:
        yield [rules.single(sense.bones) for sense in senses[0]]
    for place in range(len(asked.parts) - 1):
        found = [
            rules.pair(a.bones, b.bones)
            for i, one in enumerate(units)
            for j, other in enumerate(units)
            if one.first <= place <= one.last
            and other.first <= place + 1 <= other.last
            and one.apart_from(other)
            for a in senses[i]
            for b in senses[j]
        ]
        whole = next(i for i, unit in enumerate(units) if (unit.first, unit.last) == (place, place + 1))
        yield found + [rules.single(sense.bones) for sense in senses[whole]]
    for end in asked.phones:
        yield list(phone_probe(rules.Asked(phones=(end,))).numbers)
