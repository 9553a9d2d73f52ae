"""How much it says that two persons bear one name: a frequent name says little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log2

from wasl.spine.matching.rules.record import Ready, Word
from wasl.spine.people.rules.names import fold, skeletons

LEAST_PEOPLE = 500
MOST_BITS = 12.0
# What a name says that was not counted yet: it is new, not necessarily rare.
UNCOUNTED_BITS = 7.0
# As if so many people had been counted beforehand: a small register does not make every name in it a rare one.
BEFOREHAND = 300
# Shares, in thousandths, of the names that the desks meet most: homonyms are massive there.
USUAL_SHARES = {
    "mamadou": 40, "mohamed": 40, "fatoumata": 25, "diallo": 50, "traore": 25, "camara": 20, "fatima": 20,
    "ibrahima": 20, "amadou": 20, "moussa": 15, "aissatou": 15, "mariama": 15, "barry": 15, "bah": 15, "sow": 12,
    "diop": 12, "ndiaye": 12, "kone": 12, "coulibaly": 12, "keita": 12, "toure": 12, "ousmane": 10, "abdoulaye": 10,
    "aminata": 10, "ahmed": 15, "ali": 12, "sylla": 10, "bangoura": 8, "conde": 8, "kouassi": 8, "kouadio": 8,
    "kouame": 8, "yao": 8, "fall": 8, "ba": 10, "cisse": 8, "sidibe": 6, "ouattara": 8, "bamba": 6, "konate": 6,
    "oumar": 8, "souleymane": 8, "boubacar": 8, "alpha": 8, "abdoul": 8, "cheikh": 8, "awa": 6, "mariam": 8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often names are met: `sounds` and `bones` count people by fold and by consonants, among `people`."""

    people: int = 0
    sounds: Mapping[str, int] = field(default_factory=dict)
    bones: Mapping[str, int] = field(default_factory=dict)
    _said: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @property
    def size(self) -> int:
        """How many people a pair is drawn from, for the odds that two of them are one."""
        return max(self.people, LEAST_PEOPLE)

    def of_sound(self, word: Word) -> float:
        """What it says, in bits, that both bear a name that sounds like this."""
        said = self._said.get(word.fold)
        if said is None:
            # Not counted by sound: of those with these consonants, every second one sounds like this.
            count = self.sounds.get(word.fold, 0) or self.bones.get(word.bones[0], 0) // 2
            said = self._said[word.fold] = self._bits(count, _USUAL_SOUNDS.get(word.fold, 0.0))
        return said

    def of_bones(self, bones: str) -> float:
        """What it says, in bits, that both bear a name of these consonants."""
        key = f"/{bones}"
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = self._bits(self.bones.get(bones, 0), _USUAL_BONES.get(bones, 0.0))
        return said

    def _bits(self, count: int, usual: float) -> float:
        if not count and not usual:
            return UNCOUNTED_BITS
        share = (max(count, 1) + BEFOREHAND * usual) / (max(self.people, count) + BEFOREHAND)
        return min(MOST_BITS, max(1.0, -log2(share)))


def rarity_of(people: Iterable[Ready]) -> Rarity:
    """How often each name is met among these people."""
    sounds: Counter[str] = Counter()
    bones: Counter[str] = Counter()
    number = 0
    for one in people:
        number += 1
        sounds.update({word.fold for name in one.names for word in name})
        bones.update({key for name in one.names for word in name for key in word.bones})
    return Rarity(number, sounds, bones)


def _usual() -> tuple[dict[str, float], dict[str, float]]:
    sounds: Counter[str] = Counter()
    bones: Counter[str] = Counter()
    for name, share in USUAL_SHARES.items():
        sounds[fold(name)] += share
        for key in skeletons(name):
            bones[key] += share
    return {k: v / 1000 for k, v in sounds.items()}, {k: v / 1000 for k, v in bones.items()}


_USUAL_SOUNDS, _USUAL_BONES = _usual()
USUAL = Rarity()
