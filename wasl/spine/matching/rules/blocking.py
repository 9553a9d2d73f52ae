"""Who is compared with whom among many: those who share a key, the frequent keys made finer and finer.

A key is made of what two records of one person are likely to share: a paper, an e-mail address, a phone, two words of
the name, one word of it. Under a frequent key (Diallo; Mamadou Diallo) stand too many people to compare each with each:
they are parted by a finer key (with the birth, the nationality, the phone) rather than dropped, and when nothing is
left to part them by, each is compared with those next to it in a fixed order. All is held in flat arrays of numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from wasl.spine.matching.rules.births import is_exact
from wasl.spine.matching.rules.record import FULL_PHONE, Ready

# How many people one key may hold before it is made finer; with two words of a name more than with one.
MOST_IN_BLOCK = 40
SHELVES = 64
Key = tuple[object, ...]
Keys = Callable[[Ready], Iterator[Key]]


def paper_keys(one: Ready) -> Iterator[Key]:
    """Papers, e-mail and full phone."""
    for paper in one.papers:
        yield "paper", paper
    if one.email:
        yield "email", one.email
    for phone in one.phones:
        if len(phone) == FULL_PHONE:
            yield "phone", phone


def pair_keys(one: Ready) -> Iterator[Key]:
    """Two words of the name, by their consonants."""
    bones = sorted({key for word in one.words for key in word.bones[:2]})
    for first, second in combinations(bones[:8], 2):
        yield "pair", first, second


def word_keys(one: Ready) -> Iterator[Key]:
    """One word of the name, by its consonants."""
    for key in {key for word in one.words for key in word.bones[:2]}:
        yield "word", key


def finer(key: Key, one: Ready) -> Iterator[Key]:
    """The finer keys under one that holds too many: each adds one thing that this key does not hold yet."""
    held = {part[0] for part in key if isinstance(part, tuple)}
    if "day" not in held:
        for part in _birth_parts(one.birth, held):
            yield *key, part
        if one.phone and key[0] != "phone" and "phone" not in held:
            yield *key, ("phone", one.phone)
    if "from" not in held and ("year" in held or key[0] in ("pair", "phone", "paper", "email")):
        yield *key, ("from", one.nationality)
    if "sounds" not in held and ("from" in held or "day" in held):
        yield *key, ("sounds", *sorted({word.fold for word in one.words}))


def _birth_parts(birth: int, held: set[object]) -> Iterator[tuple[object, ...]]:
    if not birth:
        return
    year, month, day = birth // 10000, birth // 100 % 100, birth % 100
    if is_exact(birth):
        yield "day", year, min(month, day), max(month, day)
        yield "day", month, day
    if "year" not in held:
        yield "year", year


class Blocks:
    """Groups of people to compare, as flat arrays: who stands in a block, and in which blocks somebody stands."""

    def __init__(self, people: Sequence[Ready], most: int = MOST_IN_BLOCK) -> None:
        self.people = people
        self.most = most
        self.members = array("I")
        self.starts = array("I", [0])
        for keys in (paper_keys, pair_keys, word_keys):
            self._gather(keys)

    def _gather(self, keys: Keys) -> None:
        """Group by these keys, one shelf of them at a time, so that few are in memory as objects."""
        hashes = [array("q") for _ in range(SHELVES)]
        places = [array("I") for _ in range(SHELVES)]
        for place, one in enumerate(self.people):
            for key in keys(one):
                number = hash(key)
                shelf = number % SHELVES
                hashes[shelf].append(number)
                places[shelf].append(place)
        for shelf in range(SHELVES):
            groups: dict[int, list[int]] = {}
            for number, place in zip(hashes[shelf], places[shelf], strict=True):
                groups.setdefault(number, []).append(place)
            for number, group in groups.items():
                if len(group) > self.most:
                    self._part(self._key(keys, group[0], number), group)
                elif len(group) > 1:
                    self._add(group)

    def _key(self, keys: Keys, place: int, number: int) -> Key:
        return next(key for key in keys(self.people[place]) if hash(key) == number)

    def _part(self, key: Key, group: list[int]) -> None:
        """Part a group that is too large by finer keys; those who have none are compared with their neighbours."""
        groups: dict[Key, list[int]] = {}
        left: list[int] = []
        for place in group:
            keys = list(finer(key, self.people[place]))
            for fine in keys:
                groups.setdefault(fine, []).append(place)
            if not keys:
                left.append(place)
        for fine, part in groups.items():
            if len(part) > self.most:
                self._part(fine, part)
            elif len(part) > 1:
                self._add(part)
        if len(left) > 1:
            self._neighbours(left)

    def _neighbours(self, group: list[int]) -> None:
        ordered = sorted(group, key=lambda place: (_order(self.people[place]), place))
        step = self.most // 2
        for start in range(0, max(1, len(ordered) - step), step):
            self._add(sorted(ordered[start : start + self.most]))

    def _add(self, group: list[int]) -> None:
        self.members.extend(group)
        self.starts.append(len(self.members))

    def partners(self) -> Iterator[tuple[int, list[int]]]:
        """Each person with those who come later and share a block, each once, in order."""
        count = len(self.people)
        per_person = array("I", bytes(4 * (count + 1)))
        for place in self.members:
            per_person[place + 1] += 1
        for place in range(count):
            per_person[place + 1] += per_person[place]
        blocks = array("I", bytes(4 * len(self.members)))
        filled = array("I", per_person)
        for block in range(len(self.starts) - 1):
            for at in range(self.starts[block], self.starts[block + 1]):
                place = self.members[at]
                blocks[filled[place]] = at
                filled[place] += 1
        ends = self._ends()
        members = self.members
        for place in range(count):
            found: set[int] = set()
            for at in blocks[per_person[place] : per_person[place + 1]]:
                found.update(members[at + 1 : ends[at]])
            if found:
                yield place, sorted(found)

    def _ends(self) -> array[int]:
        """For each place in `members`, where its block ends."""
        ends = array("I", bytes(4 * len(self.members)))
        for block in range(len(self.starts) - 1):
            end = self.starts[block + 1]
            for at in range(self.starts[block], end):
                ends[at] = end
        return ends


def _order(one: Ready) -> tuple[object, ...]:
    return [word.text for word in one.words], one.birth, one.nationality, one.phone
