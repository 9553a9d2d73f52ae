"""Questions put to the search field about invented people, each of one class, with the person who is the answer.

One question a line: `id`; `kind` (the class); `text`; `born` (a year or null); `person` (the truth); `record` (the
record it was made from); `label` (how that record is written); `respelt` (whether a part is in another spelling);
`asked` (families or texts of the parts asked, for counting homonyms). Kinds of ALONE put a phone's end or a paper's
number beside the name, which a search by text alone cannot use: they are reported apart.

In life every part of a name has several spellings; here only families of one half may vary. So the classes that are
about spelling ask for people of whom two parts at least can vary; one of these or all are then written otherwise.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.names import slips
from bench.names.families import ARABIC
from bench.names.humans import Human
from bench.names.pools import Part

if TYPE_CHECKING:
    from bench.names.people import Record, Settings

# How many of each class stand in 1,300 questions.
SHARES = {
    "exact": 100, "spelling": 160, "inverted": 110, "missing_part": 110, "joined": 60, "typo": 80,
    "arabic_question": 90, "arabic_record": 60, "prefix": 110, "birth_year": 160, "wrong_year": 90,
    "first_january": 70, "missing_birth": 50, "twin": 50,
}  # fmt: skip
ALONE = {"phone": 50, "paper": 50}
SCRIPTS = ("arabic_question", "arabic_record")
WITH_YEAR = frozenset({"birth_year", "wrong_year", "first_january", "missing_birth", "twin", *SCRIPTS})
ALWAYS_RESPELT = frozenset({"spelling", "birth_year", "wrong_year", "first_january", "missing_birth"})
NEVER_RESPELT = frozenset({"exact", "typo", "joined", *SCRIPTS})


@dataclass(slots=True)
class Question:
    """One question; the fields are told in the head of this module."""

    id: int
    kind: str
    text: str
    born: int | None
    person: int
    record: int
    label: str
    respelt: bool
    asked: list[str]


class Choice:
    """Draws, while the people stream by, who is asked for: each class evenly among all those it can concern."""

    def __init__(self, settings: Settings, many: int) -> None:
        self.half = settings.half
        self.rng = random.Random(f"questions {settings.seed} {settings.half}")
        whole = sum(SHARES.values())
        self.many = {kind: round(share * many / whole) for kind, share in (SHARES | ALONE).items()}
        self.seen = dict.fromkeys(self.many, 0)
        self.drawn: dict[str, list[tuple[Human, Record]]] = {kind: [] for kind in self.many}

    def consider(self, human: Human, record: Record) -> None:
        """Take this record into account; second records of a person are not asked for."""
        if any(error != "arabic" for error in record.errors) or len(human.parts) < 2:
            return
        able = sum(slips.may_be_respelt(part, self.half) for part in human.parts)
        arabic = bool(record.errors)
        for kind, fits in FITS.items():
            if (kind == "arabic_record") != arabic or not fits(human, record, self.half):
                continue
            if kind in ALWAYS_RESPELT and able < 2:
                continue
            self._keep(kind, (human, record))

    def _keep(self, kind: str, one: tuple[Human, Record]) -> None:
        self.seen[kind] += 1
        kept = self.drawn[kind]
        if len(kept) < self.many[kind]:
            kept.append(one)
        elif (place := int(self.rng.random() * self.seen[kind])) < len(kept):
            kept[place] = one

    def questions(self) -> Iterator[Question]:
        """The questions, in an order that mixes the classes."""
        all_of = [(kind, *one) for kind, kept in self.drawn.items() for one in kept]
        self.rng.shuffle(all_of)
        for number, (kind, human, record) in enumerate(all_of, 1):
            yield _asked(self.rng, number, kind, human, record, self.half)


Fits = Callable[[Human, "Record", str], bool]
FITS: dict[str, Fits] = {
    "exact": lambda human, record, half: True,
    "spelling": lambda human, record, half: True,
    "inverted": lambda human, record, half: True,
    "missing_part": lambda human, record, half: len(human.parts) > 2,
    "joined": lambda human, record, half: slips.joined(random.Random(0), human.parts, half) is not None,
    "typo": lambda human, record, half: any(slips.may_slip(p, half) and len(p.text) > 3 for p in human.parts),
    "arabic_question": lambda human, record, half: (
        record.birth_date is not None and all(slips.may_be_arabic(p, half) for p in human.parts)
    ),
    "arabic_record": lambda human, record, half: record.birth_date is not None,
    "prefix": lambda human, record, half: True,
    "birth_year": lambda human, record, half: record.birth_date is not None,
    "wrong_year": lambda human, record, half: record.birth_date is not None,
    "first_january": lambda human, record, half: (record.birth_date or "").endswith("-01-01"),
    "missing_birth": lambda human, record, half: record.birth_date is None,
    "twin": lambda human, record, half: human.twin and record.birth_date is not None,
    "phone": lambda human, record, half: bool(record.phone),
    "paper": lambda human, record, half: bool(record.papers),
}


def _asked(rng: random.Random, number: int, kind: str, human: Human, record: Record, half: str) -> Question:
    parts: tuple[Part, ...] = human.parts
    if kind == "missing_part":
        parts = slips.shortened(rng, parts) or parts
    meant = [part.group or part.text for part in parts]
    changed: tuple[Part, ...] | None = None
    if kind in ALWAYS_RESPELT or (kind not in NEVER_RESPELT and rng.random() < 0.5):
        changed = slips.respelt(rng, parts, half)
    respelt = changed is not None
    parts = changed or parts
    if kind == "joined":
        parts = slips.joined(rng, parts, half) or parts
    elif kind == "typo":
        parts = slips.slipped(rng, parts, half) or parts
    elif kind == "arabic_question":
        parts = slips.in_arabic(rng, parts, half) or parts
    text = _text(rng, kind, parts)
    if kind == "phone":
        text = f"{parts[0].text} {_digits(record.phone)[-4:]}"
    elif kind == "paper":
        text = record.papers[0][1]
    return Question(
        number, kind, _as_typed(rng, text), _year(rng, kind, record), human.number, record.id, record.label,
        respelt, meant,
    )  # fmt: skip


def _text(rng: random.Random, kind: str, parts: Sequence[Part]) -> str:
    family, given = parts[0].text, [part.text for part in parts[1:]]
    turned = kind == "inverted" or (kind == "prefix" and rng.random() < 0.5)
    words = [family, *given] if turned else [*given, family]
    if kind == "prefix":
        words[-1] = slips.beginning(rng, words[-1])
    return " ".join(words)


def _as_typed(rng: random.Random, text: str) -> str:
    chance = rng.random()
    if ARABIC.search(text) or chance < 0.45:
        return text
    return text.lower() if chance < 0.9 else text.upper()


def _digits(phone: str) -> str:
    return "".join(char for char in phone if char.isdigit())


def _year(rng: random.Random, kind: str, record: Record) -> int | None:
    year = record.birth_year
    if kind == "missing_birth":
        return int(rng.triangular(1958, 2009, 1996))
    if year is None or kind in ALONE:
        return None
    if kind == "wrong_year":
        return year + rng.choice((-1, 1))
    return year if kind in WITH_YEAR or rng.random() < 0.5 else None


def write_questions(questions: Iterable[Question], path: Path) -> None:
    """Write questions, one a line."""
    with path.open("w", encoding="utf-8") as handle:
        for question in questions:
            handle.write(json.dumps(asdict(question), ensure_ascii=False) + "\n")


def read_questions(path: Path) -> list[Question]:
    """The questions of a file written by `write_questions`."""
    with path.open(encoding="utf-8") as handle:
        return [Question(**json.loads(line)) for line in handle]
