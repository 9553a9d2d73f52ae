"""What goes wrong when a person is written a second time, or asked for: one slip at a time, each with its name.

A spelling, a joined particle or a slip of the finger never touches a name of the other half of the families.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from bench.names.families import bare, in_half
from bench.names.pools import Part

KEYS_BESIDE = {
    "a": "qze", "b": "vn", "c": "xv", "d": "sf", "e": "zr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "km", "m": "ln", "n": "bm", "o": "ip", "p": "om", "q": "sa", "r": "et", "s": "qd", "t": "ry",
    "u": "yi", "v": "cb", "w": "xs", "x": "wc", "y": "tu", "z": "ea",
}  # fmt: skip
PARTICLES = ("El ", "Al ", "Ben ", "Bou ", "Abou ", "Abdoul ", "Abdul ", "Abdel ")
APOSTROPHES = "'’"
SHORTEST_BEGINNING = 3


def may_slip(part: Part, half: str) -> bool:
    """Whether this part may be written wrong: it belongs to `half`, or to no family at all."""
    return part.family is None or in_half(part.family.group, half)


def may_be_respelt(part: Part, half: str) -> bool:
    """Whether the part has, in `half`, another spelling than this one."""
    return part.family is not None and in_half(part.family.group, half) and len(_others(part)) > 0


def may_be_arabic(part: Part, half: str) -> bool:
    """Whether the part has, in `half`, a spelling in Arabic script."""
    return part.family is not None and in_half(part.family.group, half) and bool(part.family.arabic)


def _others(part: Part) -> list[str]:
    if part.family is None:
        return []
    return [text for text in part.family.latin if bare(text) != bare(part.text)]


def respelt(rng: random.Random, parts: Sequence[Part], half: str) -> tuple[Part, ...] | None:
    """One or all of the parts that can be, in another spelling of their family; None when no part can."""
    able = [place for place, part in enumerate(parts) if may_be_respelt(part, half)]
    if not able:
        return None
    chosen = able if rng.random() < 0.5 else [rng.choice(able)]
    return tuple(
        Part(rng.choice(_others(part)), part.family) if place in chosen else part
        for place, part in enumerate(parts)
    )


def in_arabic(rng: random.Random, parts: Sequence[Part], half: str) -> tuple[Part, ...] | None:
    """Every part in Arabic script; None when one has no such spelling."""
    if not parts or not all(may_be_arabic(part, half) for part in parts):
        return None
    return tuple(Part(rng.choice(part.family.arabic), part.family) for part in parts if part.family)


def slipped(rng: random.Random, parts: Sequence[Part], half: str) -> tuple[Part, ...] | None:
    """One slip of the finger in one part: a letter left out, doubled, changed for its neighbour, or two turned."""
    able = [place for place, part in enumerate(parts) if may_slip(part, half) and len(part.text) > 3]
    if not able:
        return None
    return _changed(parts, rng.choice(able), lambda text: one_edit(rng, text))


def one_edit(rng: random.Random, text: str) -> str:
    """The text with one slip of the finger, never on its first letter; the text itself if it is too short."""
    places = [place for place, char in enumerate(text) if place and char.isalpha()]
    if len(places) < 2:
        return text
    at = rng.choice(places)
    way = rng.randrange(4)
    if way == 0:
        return text[:at] + text[at + 1 :]
    if way == 1:
        return text[:at] + text[at] + text[at:]
    if way == 2 and at + 1 < len(text) and text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice(KEYS_BESIDE.get(text[at], "ae")) + text[at + 1 :]


def joined(rng: random.Random, parts: Sequence[Part], half: str) -> tuple[Part, ...] | None:
    """A part with its particle, its apostrophe or its hyphen written in another way; None when none has any."""
    able = [place for place, part in enumerate(parts) if may_slip(part, half) and _ways_to_join(part.text)]
    if not able:
        return None
    return _changed(parts, rng.choice(able), lambda text: rng.choice(_ways_to_join(text)))


def _ways_to_join(text: str) -> list[str]:
    if mark := next((char for char in APOSTROPHES if char in text), ""):
        return [text.replace(mark, other) for other in ("", " ", "’", "'", "-") if other != mark]
    if text.startswith(PARTICLES):
        before, after = text.split(" ", 1)
        return [before + after.lower(), f"{before}-{after}"]
    if re.search(r"\w[- ]\w", text):
        return [re.sub(r"[- ]", other, text) for other in ("", " ", "-") if other not in text or not other]
    return []


def _changed(parts: Sequence[Part], at: int, change: Callable[[str], str]) -> tuple[Part, ...]:
    return tuple(
        Part(change(part.text), part.family) if place == at else part for place, part in enumerate(parts)
    )


def shortened(rng: random.Random, parts: Sequence[Part]) -> tuple[Part, ...] | None:
    """The family name (first) and the given names with one of them left out; None when there is but one."""
    if len(parts) < 3:
        return None
    out = rng.randrange(1, len(parts))
    return tuple(part for place, part in enumerate(parts) if place != out)


def beginning(rng: random.Random, text: str) -> str:
    """What is typed so far of a part: three letters at least, and not all of it."""
    if len(text) <= SHORTEST_BEGINNING:
        return text
    return text[: rng.randrange(SHORTEST_BEGINNING, len(text))]
