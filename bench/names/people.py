"""Invented people as registers hold them: massive homonyms, twins, households, shared phones, the same person twice.

    python -m bench.names.people --count 100000 --seed 1 --out people.jsonl
        [--families aside|train] [--duplicates 0.08] [--arabic 0.15] [--questions 1300 --questions-out questions.jsonl]

One record a line: `id`; `person` (the truth: records of one person carry one number); `household`; `family_name`,
`given_names`; `sex` (m, f, u); `birth_date` (YYYY-MM-DD or null), `birth_precision` (day, month, year, none);
`nationality` (ISO code or ""); `phone`; `papers` (kind, number); `parts` (family of spellings or "", text: the name
part by part, family name first); `errors` (what went wrong when a person was written again; "arabic": in Arabic
script). Questions: see bench.names.questions. The same seed and options give the same file.

`--families train` misspells only names of the half that the engineers of the rules were given, `aside`, the default,
only names of the other half.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bench.names import slips
from bench.names.families import HALVES
from bench.names.humans import Birth, Human, households, new_paper, new_phone, weighted
from bench.names.pools import Part

NAME_SLIPS = {"spelling": 60, "inverted": 9, "missing_part": 12, "joined": 7, "typo": 7, "arabic": 5}
BIRTH_SLIPS = {
    "year_only": 30, "missing_birth": 20, "first_january": 20, "wrong_year": 15, "day_month": 8, "wrong_day": 7,
}  # fmt: skip


@dataclass(slots=True)
class Record:
    """One line of a register; the fields are told in the head of this module."""

    id: int
    person: int
    household: int
    family_name: str
    given_names: str
    sex: str
    birth_date: str | None
    birth_precision: str
    nationality: str
    phone: str
    papers: list[tuple[str, str]]
    parts: list[tuple[str, str]]
    errors: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def birth_year(self) -> int | None:
        return int(self.birth_date[:4]) if self.birth_date else None


@dataclass(frozen=True, slots=True)
class Settings:
    """How a register is invented: `duplicates` is the share of records that are the second of somebody, `arabic`
    the share written in Arabic script among the people whose every part has such a spelling."""

    count: int
    seed: int = 1
    half: str = "aside"
    duplicates: float = 0.08
    arabic: float = 0.15


def invented(settings: Settings) -> Iterator[tuple[Human, Record]]:
    """`settings.count` records with the humans they are of; a second record comes anywhere after the first."""
    rng = random.Random(f"people {settings.seed} {settings.half}")
    again = settings.duplicates / (1 - settings.duplicates)
    later: list[tuple[int, int, Human]] = []
    waiting: list[Human] = []
    fresh = households(rng)
    for place in range(settings.count):
        if later and (later[0][0] <= place or len(later) >= settings.count - place):
            human = heapq.heappop(later)[2]
            yield human, written_again(rng, human, place + 1, settings.half)
            continue
        if not waiting:
            waiting = next(fresh)[::-1]
        human = waiting.pop()
        times = (rng.random() < again * 0.9) + (rng.random() < again * 0.1) if len(human.parts) > 1 else 0
        for turn in range(min(times, settings.count - place - 1 - len(later))):
            heapq.heappush(later, (rng.randrange(place + 1, settings.count), human.number * 4 + turn, human))
        yield human, written(rng, human, place + 1, settings)


def written(rng: random.Random, human: Human, number: int, settings: Settings) -> Record:
    """The first record of somebody, as their papers say; some in Arabic script."""
    parts, errors = human.parts, []
    if rng.random() < settings.arabic and (arabic := slips.in_arabic(rng, parts, settings.half)):
        parts, errors = arabic, ["arabic"]
    return _record(rng, human, number, parts, human.birth, human.phone, list(human.papers), errors)


def written_again(rng: random.Random, human: Human, number: int, half: str) -> Record:
    """A later record of the same person: up to two slips in the name, one in the birth date, other phones and papers.

    One slip at least: a record that says the same as the first is no test.
    """
    parts, errors = _slipped_name(rng, human.parts, half, rng.choice((0, 1, 1, 1, 2)))
    birth = human.birth
    if rng.random() < 0.4 or not errors:
        birth, slip = _slipped_birth(rng, human.birth)
        errors += [slip] if slip else []
    if not errors:
        parts, errors = _slipped_name(rng, parts, half, 1)
    errors = errors or ["inverted"]
    chance = rng.random()
    phone = human.phone if chance < 0.55 else "" if chance < 0.8 else new_phone(rng)
    chance = rng.random()
    papers = (
        list(human.papers) if chance < 0.2 else [new_paper(rng, human.nationality)] if chance < 0.5 else []
    )
    return _record(rng, human, number, parts, birth, phone, papers, errors)


def _slipped_name(
    rng: random.Random, parts: tuple[Part, ...], half: str, times: int
) -> tuple[tuple[Part, ...], list[str]]:
    errors: list[str] = []
    for _turn in range(5 * times):
        if len(errors) == times:
            break
        kind = weighted(rng, NAME_SLIPS)
        changed = None if kind in errors or "arabic" in errors else slip_of(rng, kind, parts, half)
        if changed:
            parts = changed
            errors.append(kind)
    return parts, errors


def slip_of(rng: random.Random, kind: str, parts: tuple[Part, ...], half: str) -> tuple[Part, ...] | None:
    """The parts after one slip of this kind (a key of NAME_SLIPS); None where it cannot be."""
    if kind == "spelling":
        return slips.respelt(rng, parts, half)
    if kind == "missing_part":
        return slips.shortened(rng, parts)
    if kind == "joined":
        return slips.joined(rng, parts, half)
    if kind == "typo":
        return slips.slipped(rng, parts, half)
    if kind == "arabic":
        return slips.in_arabic(rng, parts, half)
    return parts if len(parts) > 1 else None


def _slipped_birth(rng: random.Random, birth: Birth) -> tuple[Birth, str]:
    if birth.day is None:
        return birth, ""
    day, kind = birth.day, weighted(rng, BIRTH_SLIPS)
    if kind == "missing_birth":
        return Birth(None, "none"), kind
    if kind == "wrong_year":
        return Birth(date(day.year + rng.choice((-1, 1)), day.month, min(day.day, 28)), birth.precision), kind
    if birth.precision != "day" or (day.month, day.day) == (1, 1):
        return (
            (Birth(date(day.year, 1, 1), "year"), "year_only") if birth.precision != "year" else (birth, "")
        )
    if kind == "first_january":
        return Birth(date(day.year, 1, 1), "day"), kind
    if kind == "day_month" and day.day <= 12 and day.day != day.month:
        return Birth(date(day.year, day.day, day.month), "day"), kind
    if kind in ("day_month", "wrong_day"):
        return Birth(day + timedelta(days=rng.choice((-9, -2, -1, 1, 2, 9))), "day"), "wrong_day"
    return Birth(date(day.year, 1, 1), "year"), "year_only"


def _record(
    rng: random.Random,
    human: Human,
    number: int,
    parts: Sequence[Part],
    birth: Birth,
    phone: str,
    papers: list[tuple[str, str]],
    errors: list[str],
) -> Record:
    family, given = parts[0].text, " ".join(part.text for part in parts[1:])
    if "inverted" in errors and given:
        family, given = given, family
    return Record(
        id=number,
        person=human.number,
        household=human.household,
        family_name=family,
        given_names=given,
        sex=human.sex if rng.random() < 0.97 else "u",
        birth_date=birth.day.isoformat() if birth.day else None,
        birth_precision=birth.precision,
        nationality=human.nationality if rng.random() < 0.97 else "",
        phone=_phone_as_typed(rng, phone),
        papers=papers,
        parts=[(part.group, part.text) for part in parts],
        errors=errors,
    )


def _phone_as_typed(rng: random.Random, digits: str) -> str:
    if not digits:
        return ""
    chance = rng.random()
    if chance < 0.5:
        return f"0{digits}"
    if chance < 0.75:
        return f"0{digits[0]} {digits[1:3]} {digits[3:5]} {digits[5:7]} {digits[7:]}"
    return f"+212{digits}" if chance < 0.95 else f"00212 {digits}"


# ------------------------------------------------------------------------------------------ files
def read(path: Path) -> Iterator[Record]:
    """The records of a file written by this module."""
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            yield Record(**json.loads(line))


def write(settings: Settings, path: Path, questions: int = 0, questions_path: Path | None = None) -> None:
    """Write a register and, when asked, questions about its people."""
    from bench.names.questions import Choice, write_questions

    choice = Choice(settings, questions)
    with path.open("w", encoding="utf-8") as handle:
        for human, record in invented(settings):
            handle.write(json.dumps(asdict(record), ensure_ascii=False, separators=(",", ":")) + "\n")
            if questions:
                choice.consider(human, record)
    if questions_path:
        write_questions(choice.questions(), questions_path)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.names.people", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--count", type=int, default=100_000, help="records")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--families", choices=HALVES, default="aside", help="the half whose names are misspelt"
    )
    parser.add_argument(
        "--duplicates", type=float, default=0.08, help="share of records that are second ones"
    )
    parser.add_argument(
        "--arabic", type=float, default=0.15, help="share in Arabic script of those that can be"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=0, help="how many questions to write")
    parser.add_argument("--questions-out", type=Path)
    args = parser.parse_args()
    settings = Settings(args.count, args.seed, args.families, args.duplicates, args.arabic)
    write(settings, args.out, args.questions, args.questions_out)


if __name__ == "__main__":
    main()
