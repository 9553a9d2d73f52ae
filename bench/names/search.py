"""Search: ours on both databases against pg_trgm and unaccent, on the same people and the same questions.

    python -m bench.names.search --count 100000 [--questions 1300] [--seed 1] [--families aside|train] [--out FOLDER]

Ours is asked through the product's `people.queries.search`, as an adviser who may see everybody. The peer is one table
(label without accents in small letters, birth year) with a GIN index of trigrams, ordered by likeness, within a window
of one year when a year is given (people without a birth date stay in); it knows neither scope nor records to show, and
its operator and threshold are the best on 200 questions set apart, which also warm both up. On PostgreSQL ours and
the peer answer by turns. Questions with a phone's end or a paper's number are ours alone and count in no comparison.
"""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import databases, stats
from bench.names.families import ARABIC, HALVES
from bench.names.people import Settings, read, write
from bench.names.questions import ALONE, Question, read_questions

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

    from wasl.kernel.actors import Actor

APART = 200
FIRST = 10
Ask = Callable[[Question], list[int]]
Answer = tuple[int, float]  # place of the right person from 1 (0: not among the first ten), seconds

# Likeness of whole texts, of the question within the label, of its whole words; from which likeness on.
PEERS = [
    (name, threshold)
    for name in ("similarity", "word_similarity", "strict_word_similarity")
    for threshold in (0.3, 0.4, 0.5, 0.6)
]
OPERATORS = {
    "similarity": "label %% {q}", "word_similarity": "{q} <%% label", "strict_word_similarity": "{q} <<%% label",
}  # fmt: skip


# ------------------------------------------------------------------------------------------ in a process of its own
def work(vendor: str, folder: Path) -> None:
    """Fill this process's database with the people of the folder, ask the questions, write what was found."""
    import django

    django.setup()
    from bench.names import store

    began = time.perf_counter()
    actor = store.prepare()
    store.fill(read(folder / "people.jsonl"))
    loaded = time.perf_counter() - began
    every = read_questions(folder / "questions.jsonl")
    apart, asked = every[:APART], every[APART:]
    told: dict[str, Any] = {"load_seconds": loaded}
    asks: dict[str, Ask] = {"ours": _ours(actor)}
    if vendor == "postgresql":
        name, threshold, tried = _tuned([q for q in apart if q.kind not in ALONE], folder)
        told |= {"peer": f"{name} >= {threshold}", "peer_tried": tried}
        asks["peer"] = _peer(name, threshold)
    for question in apart[:60]:
        for ask in asks.values():
            ask(question)
    told["answers"] = {name: [] for name in asks}
    for question in asked:
        for name, ask in asks.items():
            told["answers"][name].append(_timed(ask, question))
    (folder / f"{vendor}.json").write_text(json.dumps(told))


def _timed(ask: Ask, question: Question) -> Answer:
    began = time.perf_counter()
    found = ask(question)
    seconds = time.perf_counter() - began
    return (found.index(question.record) + 1 if question.record in found else 0), seconds


def _ours(actor: Actor) -> Ask:
    from wasl.spine.people.queries import search

    def ask(question: Question) -> list[int]:
        return [found.person.pk for found in search(actor, question.text, limit=FIRST, born=question.born)]

    return ask


def _tuned(
    apart: Sequence[Question], folder: Path
) -> tuple[str, float, list[tuple[str, float, float, float]]]:
    """The peer's best way: highest recall at ten on the questions set apart; the quicker of those within .01 of it."""
    _fill_peer(folder)
    tried = []
    for name, threshold in PEERS:
        ask = _peer(name, threshold)
        answers = [_timed(ask, question) for question in apart]
        recall = stats.mean(place > 0 for place, _seconds in answers)
        tried.append(
            (name, threshold, recall, stats.quantile([seconds for _place, seconds in answers], 0.95))
        )
    best = max(recall for _name, _threshold, recall, _p95 in tried)
    name, threshold, _recall, _p95 = min(
        (one for one in tried if one[2] >= best - 0.01), key=lambda one: one[3]
    )
    return name, threshold, tried


def _fill_peer(folder: Path) -> None:
    from django.db import connection

    rows = [(one.id, one.label, one.birth_year) for one in read(folder / "people.jsonl")]
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        cursor.execute("CREATE TABLE peer (id bigint PRIMARY KEY, label text NOT NULL, birth_year int)")
        for at in range(0, len(rows), 10_000):
            cursor.executemany(
                "INSERT INTO peer VALUES (%s, lower(unaccent(%s)), %s)", rows[at : at + 10_000]
            )
        cursor.execute("CREATE INDEX peer_trigrams ON peer USING gin (label gin_trgm_ops)")
        cursor.execute("CREATE INDEX peer_birth ON peer (birth_year)")
        cursor.execute("VACUUM ANALYZE peer")


def _peer(name: str, threshold: float) -> Ask:
    from django.db import connection

    folded = "lower(unaccent(%(text)s))"
    where = OPERATORS[name].format(q=folded)
    order = f"{name}({folded}, label) DESC, similarity({folded}, label) DESC, id"
    year = "AND (birth_year BETWEEN %(born)s - 1 AND %(born)s + 1 OR birth_year IS NULL)"

    def ask(question: Question) -> list[int]:
        with connection.cursor() as cursor:
            _set_threshold(cursor, name, threshold)
            window = year if question.born else ""
            cursor.execute(
                f"SELECT id FROM peer WHERE {where} {window} ORDER BY {order} LIMIT {FIRST}",
                {"text": question.text, "born": question.born},
            )
            return [row[0] for row in cursor.fetchall()]

    return ask


_threshold_set: tuple[str, float] | None = None


def _set_threshold(cursor: CursorWrapper, name: str, threshold: float) -> None:
    global _threshold_set
    if _threshold_set != (name, threshold):
        cursor.execute(f"SET pg_trgm.{name}_threshold = {threshold}")
        _threshold_set = (name, threshold)


# ------------------------------------------------------------------------------------------ the report
def namesakes(folder: Path, asked: Sequence[Question]) -> list[int]:
    """For each question, how many people bear every part asked (by family) and, if a year is asked, the true year."""
    waiting: dict[frozenset[str], list[int]] = defaultdict(list)
    for place, question in enumerate(asked):
        waiting[frozenset(question.asked)].append(place)
    wanted = {question.record for question in asked}
    people = [
        (one.id, one.birth_year, {group or text for group, text in one.parts})
        for one in read(folder / "people.jsonl")
    ]
    years = {number: year for number, year, _parts in people if number in wanted}
    many = [0] * len(asked)
    for _number, year, parts in people:
        for size in range(1, len(parts) + 1):
            for some in combinations(sorted(parts), size):
                for place in waiting.get(frozenset(some), ()):
                    question = asked[place]
                    many[place] += not question.born or years[question.record] in (year, None)
    return many


def report(folder: Path) -> dict[str, Any]:
    """Compare what the processes wrote into the folder."""
    asked = read_questions(folder / "questions.jsonl")[APART:]
    postgresql = json.loads((folder / "postgresql.json").read_text())
    sqlite = json.loads((folder / "sqlite.json").read_text())
    answers: dict[str, list[Answer]] = {
        "postgresql": postgresql["answers"]["ours"], "sqlite": sqlite["answers"]["ours"],
        "peer": postgresql["answers"]["peer"],
    }  # fmt: skip
    many = namesakes(folder, asked)
    kinds = {
        kind: [at for at, q in enumerate(asked) if q.kind == kind]
        for kind in dict.fromkeys(q.kind for q in asked)
    }
    shared = [at for at, question in enumerate(asked) if question.kind not in ALONE]
    groups = {
        "all": shared,
        "Latin script": [at for at in shared if not _in_arabic(asked[at])],
        "Arabic script": [at for at in shared if _in_arabic(asked[at])],
        "respelt": [at for at in shared if asked[at].respelt],
        "<= 10 namesakes": [at for at in shared if many[at] <= FIRST],
        **dict(sorted(kinds.items())),
    }
    return {
        "machine": {"python": platform.python_version(), "system": platform.platform()},
        "questions": len(shared),
        "peer": postgresql["peer"],
        "peer_tried": postgresql["peer_tried"],
        "load_seconds": {"postgresql": postgresql["load_seconds"], "sqlite": sqlite["load_seconds"]},
        "recall": {name: _recall(places, answers, many) for name, places in groups.items() if places},
        "seconds": {name: _seconds([answers[name][at] for at in shared]) for name in answers},
    }


def _in_arabic(question: Question) -> bool:
    return bool(ARABIC.search(question.text + question.label))


def _recall(places: Sequence[int], answers: dict[str, list[Answer]], many: Sequence[int]) -> dict[str, Any]:
    found: dict[str, Any] = {"questions": len(places)}
    for name, given in answers.items():
        found[name] = {
            f"at_{first}": stats.mean(0 < given[at][0] <= first for at in places) for first in (1, FIRST)
        }
    ten = {name: [float(given[at][0] > 0) for at in places] for name, given in answers.items()}
    for name in ("postgresql", "sqlite"):
        found[name]["less_peer"] = stats.difference(ten[name], ten["peer"])
    found["within_reach"] = stats.mean(min(1.0, FIRST / max(1, many[at])) for at in places)
    found["namesakes_at_most_ten"] = stats.mean(many[at] <= FIRST for at in places)
    return found


def _seconds(answers: Sequence[Answer]) -> dict[str, float]:
    taken = [seconds for _place, seconds in answers]
    return {"p50": stats.quantile(taken, 0.5), "p95": stats.quantile(taken, 0.95), "longest": max(taken)}


def in_words(figures: dict[str, Any]) -> str:
    """The figures as a small table."""
    rows = []
    for name, one in figures["recall"].items():
        alone = name in ALONE
        gap, low, high = one["postgresql"]["less_peer"]
        rows.append(
            (
                name, one["questions"], one["postgresql"]["at_1"], one["postgresql"]["at_10"], one["sqlite"]["at_10"],
                "-" if alone else one["peer"]["at_1"], "-" if alone else one["peer"]["at_10"],
                "-" if alone else f"{gap:+.3f} [{low:+.3f}, {high:+.3f}]", one["within_reach"],
            )
        )  # fmt: skip
    head = (
        "questions", "n", "ours @1", "ours @10", "sqlite @10", "peer @1", "peer @10", "ours - peer @10 [95 %]",
        "within reach",
    )  # fmt: skip
    seconds = figures["seconds"]
    times = [
        (name, *(f"{1000 * seconds[key][q]:.1f}" for q in ("p50", "p95", "longest")),
         f"{seconds[key]['p50'] / seconds['peer']['p50']:.2f}", f"{seconds[key]['p95'] / seconds['peer']['p95']:.2f}")
        for name, key in (("ours on PostgreSQL", "postgresql"), ("ours on SQLite", "sqlite"), ("peer", "peer"))
    ]  # fmt: skip
    return "\n\n".join(
        [
            f"{figures['title']}; peer: {figures['peer']}",
            stats.table(head, rows),
            stats.table(("milliseconds", "p50", "p95", "longest", "p50 / peer", "p95 / peer"), times),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.names.search", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--count", type=int, default=100_000, help="people")
    parser.add_argument("--questions", type=int, default=1_500, help="of which 200 are set apart")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--families", choices=HALVES, default="aside")
    parser.add_argument("--out", type=Path, help="where the figures go; the databases are always thrown away")
    parser.add_argument("--worker", choices=("sqlite", "postgresql"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        work(args.worker, args.out)
        return
    out = args.out or Path(tempfile.mkdtemp(prefix="wasl-bench."))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wasl-bench-search.") as name:
        folder = Path(name)
        settings = Settings(args.count, args.seed, args.families, duplicates=0.0)
        write(settings, folder / "people.jsonl", args.questions, folder / "questions.jsonl")
        title = f"{args.count} people, seed {args.seed}, misspelt: {args.families}"
        keep(measured(folder, title), out, "search")


def measured(folder: Path, title: str) -> dict[str, Any]:
    """The figures of the people and the questions of a folder, ours on both databases and the peer."""
    for vendor in ("sqlite", "postgresql"):
        _start(vendor, folder)
    return {"title": title, **report(folder)}


def keep(figures: dict[str, Any], out: Path, name: str) -> None:
    """Print the figures, and write them as text and as JSON."""
    (out / f"{name}.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")
    (out / f"{name}.txt").write_text(in_words(figures) + "\n", encoding="utf-8")
    print(in_words(figures), f"\n\n{out / name}.json")


def _start(vendor: str, folder: Path) -> None:
    arguments = ["--worker", vendor, "--out", str(folder)]
    home = folder / vendor
    if vendor == "sqlite":
        databases.run("bench.names.search", arguments, databases.environment(home))
        return
    with databases.cluster() as address:
        databases.run("bench.names.search", arguments, databases.environment(home, address))


if __name__ == "__main__":
    main()
