"""The parts of a name as a paper writes it: guessed, for somebody to correct. No word is lost nor made up."""

from __future__ import annotations

from dataclasses import dataclass

# Words that stand before a family name and belong to it.
BEFORE_FAMILY = frozenset(
    {
        "el",
        "al",
        "ait",
        "aït",
        "ould",
        "mint",
        "ben",
        "bin",
        "ibn",
        "bint",
        "ag",
        "da",
        "de",
        "dos",
        "das",
        "du",
    }
    | {"n'", "m'", "d'", "n’", "m’", "d’", "آل", "ال", "ولد", "بن", "ابن", "بنت", "آيت", "أيت"}
)
# Words that join a name to that of the father.
JOINING = frozenset(
    {"ben", "bin", "ibn", "bn", "bint", "ould", "mint", "ag", "بن", "ابن", "بنت", "ولد", "منت"}
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """Given names, names of father and grandfather, words before the family name, family name."""

    given: str = ""
    chain: str = ""
    particles: str = ""
    family: str = ""

    @property
    def whole_family(self) -> str:
        """The family name with the words before it; N’ and D’ stay joined to it."""
        joined = self.particles.endswith(("'", "’"))
        return f"{self.particles}{'' if joined else ' '}{self.family}".strip()

    @property
    def whole_given(self) -> str:
        """The given names with those of father and grandfather."""
        return f"{self.given} {self.chain}".strip()


def guess_parts(text: str, script: str = "latin") -> NameParts:
    """The parts of a name.

    A word that joins (ben, ould, بن) begins the father's name. Else capitals among small letters are the family name;
    else the last word is, and in Arabic script the words between the first and the last are father and grandfather.
    """
    words = text.split()
    if len(words) < 2:
        return NameParts(family=text.strip())
    joins = [place for place in range(1, len(words) - 1) if words[place].casefold() in JOINING]
    if joins:
        return _with_father(words, joins)
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    if capitals and len(capitals) < len(words):
        given = [word for word in words if word not in capitals]
        return _with_particles(given, [], capitals)
    if script == "arabic" and len(words) > 2:
        before, family = _cut_particles(words[1:])
        return NameParts(words[0], " ".join(before[0]), " ".join(before[1]), " ".join(family))
    before, family = _cut_particles(words)
    return NameParts(" ".join(before[0]), "", " ".join(before[1]), " ".join(family))


def _with_father(words: list[str], joins: list[int]) -> NameParts:
    """Given names up to the first joining word; one name after each; what is left is the family name."""
    end = joins[0]
    while end < len(words) - 1 and words[end].casefold() in JOINING:
        end += 2
    chain, rest = words[joins[0] : end], words[end:]
    if not rest:  # Mohamed Ould Ahmed: the father's name is the family's
        return NameParts(" ".join(words[: joins[0]]), " ".join(chain[:-2]), chain[-2], chain[-1])
    return _with_particles(words[: joins[0]], chain, rest)


def _with_particles(given: list[str], chain: list[str], family: list[str]) -> NameParts:
    first = 0
    while first < len(family) - 1 and family[first].casefold() in BEFORE_FAMILY:
        first += 1
    return NameParts(" ".join(given), " ".join(chain), " ".join(family[:first]), " ".join(family[first:]))


def _cut_particles(words: list[str]) -> tuple[tuple[list[str], list[str]], list[str]]:
    """The last word is the family name, with the particles that stand just before it."""
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in BEFORE_FAMILY:
        first -= 1
    return (words[:first], words[first:-1]), words[-1:]
