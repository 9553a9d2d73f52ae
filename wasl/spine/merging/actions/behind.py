"""What one merge had left behind because of a row that another merge, undone now, takes away again.

Two records absorbed were both followed by one office: the row of the first went to the record kept, that of the second
stayed. When the first goes, the second follows after all, or the office would lose the person.
"""

from __future__ import annotations

from collections.abc import Iterable

from wasl.spine.merging.enums import MoveKind
from wasl.spine.merging.models import Merge, Move
from wasl.spine.merging.queries.references import Reference, held_back, held_back_by
from wasl.spine.merging.queries.who import into

Freed = list[tuple[Move, list[str]]]


def left_behind(party_ids: Iterable[int], undone: Merge) -> list[Move]:
    """What the other standing merges into these parties left where it was."""
    merges = into(party_ids).exclude(pk=undone.pk)
    stayed = Move.objects.filter(merge__in=merges, kind=MoveKind.STAYED)
    return list(stayed.select_related("merge").order_by("merge_id", "pk"))


def freed_by(reference: Reference, behind: Iterable[Move], going: Iterable[str]) -> Freed:
    """Of what was left behind, the rows that the rows about to go held back, with the move that notes them."""
    found = []
    for move in behind:
        if (move.model, move.field) != (reference.label, reference.name) or not move.held:
            continue
        rows = reference.of(move.merge.absorbed_id).filter(pk__in=move.held)
        keys = held_back_by(reference, rows, going)
        if keys:
            found.append((move, sorted(keys)))
    return found


def follow_after_all(reference: Reference, stayed: Move, rows: list[str], path: list[Merge]) -> None:
    """Let rows follow as far as the record they belong to was taken, unless something else holds them back."""
    merge = stayed.merge
    above = [index for index, one in enumerate(path) if one.kept_id == merge.kept_id]
    steps = [merge, *(path[above[0] + 1 :] if above else path)]
    for step in steps:
        back = held_back(reference, reference.rows().filter(pk__in=rows), step.kept_id)
        held = {key for keys in back.values() for key in keys}
        free = [key for key in rows if key not in held]
        if step is not merge and held:
            _note(step, MoveKind.STAYED, reference, sorted(held))
        if not free:
            return
        if step is merge:
            stayed.release(set(free))
            stayed.save(update_fields=["released"])
        reference.put(free, step.kept_id)
        _note(step, MoveKind.FOLLOWED, reference, free)
        rows = free


def _note(merge: Merge, kind: str, reference: Reference, rows: list[str]) -> None:
    Move.objects.create(merge=merge, kind=kind, model=reference.label, field=reference.name, rows=rows)
