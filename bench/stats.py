"""Figures of a bench: quantiles, intervals by resampling, precision and recall of pairs, tables of text."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie (0 to 1); 0 when there is none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def mean(values: Iterable[float]) -> float:
    """The mean; 0 when there is no value."""
    kept = list(values)
    return sum(kept) / len(kept) if kept else 0.0


def difference(
    ours: Sequence[float], theirs: Sequence[float], times: int = 2000
) -> tuple[float, float, float]:
    """The mean of ours less theirs on the same questions, with its 95 % interval (paired bootstrap, fixed seed)."""
    gaps = [one - other for one, other in zip(ours, theirs, strict=True)]
    if not gaps:
        return 0.0, 0.0, 0.0
    rng = random.Random(1)
    means = sorted(mean(rng.choices(gaps, k=len(gaps))) for _ in range(times))
    return mean(gaps), means[int(0.025 * times)], means[int(0.975 * times)]


@dataclass(frozen=True, slots=True)
class Pairs:
    """How a list of proposed pairs compares with the true ones."""

    precision: float
    recall: float
    f1: float
    proposed: int
    true: int


def of_pairs(right: int, proposed: int, true: int) -> Pairs:
    """Precision, recall and F1 from the number of right pairs, of proposed ones and of true ones."""
    precision, recall = right / proposed if proposed else 1.0, right / true if true else 1.0
    both = precision + recall
    return Pairs(precision, recall, 2 * precision * recall / both if both else 0.0, proposed, true)


def best_threshold(scored: Sequence[tuple[float, bool]], true: int) -> tuple[float, Pairs]:
    """The score from which pairs are best proposed: (threshold, figures) of the highest F1; pairs of one score go
    together."""
    best = (float("inf"), of_pairs(0, 0, true))
    for threshold, figures in along(scored, true):
        if figures.f1 > best[1].f1:
            best = (threshold, figures)
    return best


def recall_at(scored: Sequence[tuple[float, bool]], true: int, precision: float) -> tuple[float, Pairs]:
    """(threshold, figures) of the highest recall whose precision is `precision` at least."""
    best = (float("inf"), of_pairs(0, 0, true))
    for threshold, figures in along(scored, true):
        if figures.precision >= precision and figures.recall > best[1].recall:
            best = (threshold, figures)
    return best


def at_threshold(scored: Sequence[tuple[float, bool]], true: int, threshold: float) -> Pairs:
    """The figures when every pair of `threshold` or more is proposed."""
    kept = [right for score, right in scored if score >= threshold]
    return of_pairs(sum(kept), len(kept), true)


def along(scored: Sequence[tuple[float, bool]], true: int) -> Iterable[tuple[float, Pairs]]:
    """The figures at each score, from the highest down."""
    ordered = sorted(scored, key=lambda pair: -pair[0])
    right = 0
    for place, (score, hit) in enumerate(ordered, 1):
        right += hit
        if place == len(ordered) or ordered[place][0] != score:
            yield score, of_pairs(right, place, true)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under their heads, columns as wide as they must be; numbers to the right."""
    text = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(row[at]) for row in [list(head), *text]) for at in range(len(head))]
    lines = ["  ".join(name.ljust(width) for name, width in zip(head, widths, strict=True))]
    lines += [
        "  ".join(_placed(cell, width) for cell, width in zip(row, widths, strict=True)) for row in text
    ]
    return "\n".join(line.rstrip() for line in lines)


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _placed(cell: str, width: int) -> str:
    number = cell[-1:].isdigit() and cell[:1] in "+-0123456789"
    return cell.rjust(width) if number else cell.ljust(width)
