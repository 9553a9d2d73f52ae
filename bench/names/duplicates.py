"""Duplicates: the product's engine against Splink fed with our keys, on people nobody of either side has seen.

    python -m bench.names.duplicates --count 100000 [--seed 1] [--families aside|train] [--out FOLDER] [--only ours]
    python -m bench.names.duplicates --million [--out FOLDER]

Each engine runs in a process of its own, which says its time (reading included; seconds of the clock, and of all
processors together, which a busy machine changes less) and its highest memory. Splink reads
its people and our keys from a parquet file made before its clock starts. The score from which pairs are proposed, and
Splink's best way among three (bench.names.peers), are chosen for the highest F1 on another seed, ours likewise.
Figures are of pairs: of three records of one person, three pairs are true.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from bench import databases, stats
from bench.names.families import HALVES
from bench.names.peers import WAYS, splink_pairs
from bench.names.people import Record, Settings, read, write

DEVELOPMENT = 1000
PRECISE = 0.99
Figures = dict[str, Any]


# ------------------------------------------------------------------------------------------ in a process of its own
def work(engine: str, folder: Path, way: str) -> None:
    """Let one engine find the pairs among the people of a folder; write them and what it took."""
    target = folder / f"{engine}{way}.csv"
    began = time.perf_counter()
    if engine == "splink":
        splink_pairs(folder / "people.parquet", target, way)
    else:
        from bench.names.engine import pairs

        with target.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows(pairs(read(folder / "people.jsonl")))
    seconds = time.perf_counter() - began
    taken = {"seconds": seconds, "cpu_seconds": time.process_time(), "peak_mb": peak_mb()}
    target.with_suffix(".json").write_text(json.dumps(taken))


def peak_mb() -> float:
    """The highest memory of this process, in MB. Linux tells it; getrusage counts the parent too, from before exec."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def prepare(folder: Path) -> None:
    """The people as Splink reads them, with our keys."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    rows = [_for_splink(one) for one in read(folder / "people.jsonl")]
    write_table(pa.Table.from_pylist(rows), folder / "people.parquet")


def _for_splink(one: Record) -> dict[str, Any]:
    from bench.names.engine import blocks, keys

    two_keys, key_year = blocks(one)
    digits = "".join(char for char in one.phone if char.isdigit())
    paper = one.papers[0][1] if one.papers else ""
    return {
        "id": one.id,
        "given": _plain(one.given_names),
        "family": _plain(one.family_name),
        "whole": _plain(one.label),
        "sorted_name": " ".join(sorted((_plain(one.label) or "").split())),
        "birth": one.birth_date,
        "sex": None if one.sex == "u" else one.sex,
        "nationality": one.nationality or None,
        "phone": digits[-9:] or None,
        "paper": "".join(char for char in paper if char.isalnum()) or None,
        "keys": keys(one),
        "two_keys": two_keys,
        "key_year": key_year,
    }


def _plain(text: str) -> str | None:
    marks = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in marks if not unicodedata.combining(char)) or None


# ------------------------------------------------------------------------------------------ the comparison
class Run:
    """One set of people in a folder, and what each engine made of it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home
        groups: dict[int, list[int]] = {}
        for one in read(folder / "people.jsonl"):
            groups.setdefault(one.person, []).append(one.id)
        self.true = {pair for ids in groups.values() for pair in combinations(sorted(ids), 2)}

    def of(self, engine: str, way: str = "") -> tuple[list[tuple[float, bool]], dict[str, float]]:
        """Let an engine work; its scored pairs with whether each is right, and what it took."""
        if engine == "splink" and not (self.folder / "people.parquet").exists():
            self._start("keys", "")
        self._start(engine, way)
        target = self.folder / f"{engine}{way}.csv"
        taken: dict[str, float] = json.loads(target.with_suffix(".json").read_text())
        return list(self._scored(target)), taken

    def _start(self, engine: str, way: str) -> None:
        arguments = ["--worker", engine, "--way", way, "--folder", str(self.folder)]
        databases.run("bench.names.duplicates", arguments, databases.environment(self.home))

    def _scored(self, path: Path) -> Iterator[tuple[float, bool]]:
        with path.open(encoding="utf-8", newline="") as handle:
            for one, other, score in csv.reader(handle):
                pair = (int(one), int(other)) if int(one) < int(other) else (int(other), int(one))
                yield float(score), pair in self.true


def figures_of(
    scored: list[tuple[float, bool]], true: int, threshold: float, taken: dict[str, float]
) -> Figures:
    """What the bench prints of one engine."""
    proposed = stats.at_threshold(scored, true, threshold)
    _score, precise = stats.recall_at(scored, true, PRECISE)
    _score, best = stats.best_threshold(scored, true)
    return {
        "f1": proposed.f1, "precision": proposed.precision, "recall": proposed.recall, "threshold": threshold,
        "best_f1": best.f1, "recall_at_precision_99": precise.recall, "candidates": len(scored),
        "recall_of_candidates": sum(right for _score, right in scored) / true if true else 1.0, **taken,
    }  # fmt: skip


def compare(test: Run, development: Run, engines: list[str]) -> dict[str, Figures]:
    """Thresholds and ways chosen on the development people, figures on the others."""
    found: dict[str, Figures] = {}
    for engine in engines:
        ways = WAYS if engine == "splink" else ("",)
        tried = []
        for way in ways:
            scored, _taken = development.of(engine, way)
            threshold, best = stats.best_threshold(scored, len(development.true))
            tried.append((best.f1, threshold, way))
        _f1, threshold, way = max(tried)
        scored, taken = test.of(engine, way)
        found[engine] = figures_of(scored, len(test.true), threshold, taken)
        found[engine]["way"], found[engine]["tried"] = way, tried
    return found


def in_words(title: str, found: dict[str, Figures]) -> str:
    """The figures as a small table, with ours against the peer where both stand."""
    head = (
        "engine",
        "F1",
        "precision",
        "recall",
        "recall at precision .99",
        "found at all",
        "seconds",
        "of processor",
        "peak MB",
    )
    names = ("f1", "precision", "recall", "recall_at_precision_99", "recall_of_candidates")
    rows = [
        (
            f"{engine} ({one['way']})" if one.get("way") else engine,
            *(one[name] for name in names),
            f"{one['seconds']:.1f}",
            f"{one['cpu_seconds']:.1f}",
            f"{one['peak_mb']:.0f}",
        )
        for engine, one in found.items()
    ]
    lines = [title, stats.table(head, rows)]
    if {"ours", "splink"} <= set(found):
        mine, peer = found["ours"], found["splink"]
        time_ratio, processor, memory = (
            mine[name] / peer[name] for name in ("seconds", "cpu_seconds", "peak_mb")
        )
        lines.append(
            f"ours - Splink: F1 {mine['f1'] - peer['f1']:+.3f}; "
            f"ours / Splink: time {time_ratio:.2f} (of processor {processor:.2f}), memory {memory:.2f}"
        )
    return "\n\n".join(lines)


def _people(folder: Path, settings: Settings) -> None:
    folder.mkdir()
    write(settings, folder / "people.jsonl")


def main() -> None:
    args = _arguments()
    if args.worker == "keys":
        prepare(args.folder)
        return
    if args.worker:
        work(args.worker, args.folder, args.way)
        return
    out = args.out or Path(tempfile.mkdtemp(prefix="wasl-bench."))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wasl-bench-duplicates.") as name:
        folder = Path(name)
        if args.million:
            title, found = _million(folder, args)
        else:
            title, found = _compared(folder, args)
    keep(title, found, out, "million" if args.million else "duplicates")


def keep(title: str, found: dict[str, Figures], out: Path, name: str) -> None:
    """Print the figures, and write them as text and as JSON."""
    text = in_words(title, found)
    kept = json.dumps({"title": title, "engines": found}, indent=1)
    (out / f"{name}.json").write_text(kept, encoding="utf-8")
    (out / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    print(text, f"\n\n{out / name}.json")


def _compared(folder: Path, args: argparse.Namespace) -> tuple[str, dict[str, Figures]]:
    runs = []
    for name, seed in (("test", args.seed), ("development", args.seed + DEVELOPMENT)):
        _people(folder / name, Settings(args.count, seed, args.families))
        runs.append(Run(folder / name, folder / "home"))
    engines = [args.only] if args.only else ["ours", "splink"]
    title = (
        f"{args.count} records, seed {args.seed}, misspelt: {args.families}, {len(runs[0].true)} true pairs"
    )
    return title, compare(runs[0], runs[1], engines)


def _million(folder: Path, args: argparse.Namespace) -> tuple[str, dict[str, Figures]]:
    """Ours alone on a million, with the threshold of its best F1 among a hundred thousand others."""
    _people(folder / "development", Settings(100_000, args.seed + DEVELOPMENT, args.families))
    threshold = stats.best_threshold(*_pairs_of(Run(folder / "development", folder / "home")))[0]
    _people(folder / "test", Settings(1_000_000, args.seed, args.families))
    test = Run(folder / "test", folder / "home")
    scored, taken = test.of("ours")
    title = f"1000000 records, seed {args.seed}, misspelt: {args.families}, {len(test.true)} true pairs"
    return title, {"ours": figures_of(scored, len(test.true), threshold, taken)}


def _pairs_of(run: Run) -> tuple[list[tuple[float, bool]], int]:
    return run.of("ours")[0], len(run.true)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.names.duplicates", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--count", type=int, default=100_000, help="records")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--families", choices=HALVES, default="aside")
    parser.add_argument("--only", choices=("ours", "splink"))
    parser.add_argument("--million", action="store_true", help="ours alone, at a million records")
    parser.add_argument("--out", type=Path, help="where the figures go")
    parser.add_argument("--worker", choices=("ours", "splink", "keys"), help=argparse.SUPPRESS)
    parser.add_argument("--way", default="", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
