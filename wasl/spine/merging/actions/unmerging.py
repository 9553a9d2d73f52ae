"""One record becomes two again, at any later time, to the row."""

from __future__ import annotations

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.matching.actions import reopen
from wasl.spine.merging.actions.behind import follow_after_all, freed_by, left_behind
from wasl.spine.merging.actions.fields import take_back
from wasl.spine.merging.actions.merging import LONGEST_REASON, tell
from wasl.spine.merging.actions.names import take_names_away
from wasl.spine.merging.enums import MoveKind
from wasl.spine.merging.models import Merge, Move
from wasl.spine.merging.queries.references import Reference, held_back
from wasl.spine.merging.queries.who import NOT_ALL_YOURS, decides_on, mergeable_by, path_of
from wasl.spine.people.models import Party
from wasl.spine.people.queries import with_absorbed


@transaction.atomic
def unmerge(*, by: Actor, merge: Merge, reason: str) -> Merge:
    """Undo a merge, though others were made before or since: the record absorbed stands again, with what was its own.

    A row goes back if it still stands where this merge, or a later one of the record kept, put it; what was deleted
    or moved on since is noted on the merge and left; what was added since stays with the record kept. A field goes
    back if it still has the value the merge gave it. Refused unless the person is within the scope of `by` and `by`
    decides on them; RuleBroken without a reason, and when the merge is undone already. Constant number of queries.
    """
    path = path_of(merge.kept_id)
    ids = [merge.absorbed_id, merge.kept_id, *(above.kept_id for above in path)]
    list(Party.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    held = Merge.objects.select_for_update().get(pk=merge.pk)
    if not held.stands:
        raise RuleBroken(_("This merge is undone already."), code="undone")
    check(mergeable_by(by).filter(pk=ids[-1]).exists())
    check(decides_on(by, ids[-1:]), NOT_ALL_YOURS)
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise RuleBroken(_("Say why they are two persons after all."), field="reason", code="reason")
    take_back(held)
    take_names_away(held, path)
    _put_back(held, path)
    Party.objects.filter(pk=held.absorbed_id).update(merged_into=None)
    _close(by, held, reason)
    tell(by, ids, found_by=[held.absorbed_id, ids[-1]])
    reopen(by=by, first=held.kept_id, second=held.absorbed_id)
    record(
        by=by,
        verb="merging.unmerge",
        kind="people.person",
        object_ids=ids[:2],
        reason=reason,
        organisation=held.organisation_id,
    )
    return held


def _close(by: Actor, merge: Merge, reason: str) -> None:
    merge.undone_at = clock.now()
    merge.undone_by_id, merge.undone_by_label = by.id, by.label
    merge.undo_reason = reason
    merge.fields_text = ""
    merge.save(update_fields=["undone_at", "undone_by_id", "undone_by_label", "undo_reason", "fields_text"])
    own = with_absorbed([merge.absorbed_id])
    Merge.objects.filter(kept_id__in=own).update(stands_in=merge.absorbed_id)


def _put_back(merge: Merge, path: list[Merge]) -> None:
    """Give the record absorbed each row that still stands where merges put it."""
    above = {one.pk: list(one.moves.filter(kind=MoveKind.FOLLOWED)) for one in path}
    behind = left_behind([merge.kept_id, *(one.kept_id for one in path)], merge)
    touched: list[Move] = []
    # What moved plainly goes first: only then is it seen whether what gave way may take back what it gave.
    moves = sorted(merge.moves.filter(kind=MoveKind.FOLLOWED), key=lambda move: bool(move.yielded))
    for move in moves:
        custody = [
            (one.kept_id, [m for m in above[one.pk] if (m.model, m.field) == (move.model, move.field)])
            for one in path
        ]
        reference = Reference(apps.get_model(move.model), move.field)
        freed = freed_by(reference, behind, move.held)
        touched += [move, *_return(reference, merge, move, custody)]
        for stayed, rows in freed:
            follow_after_all(reference, stayed, rows, path)
    Move.objects.bulk_update(set(touched), ["released", "elsewhere", "gone"])


def _return(
    reference: Reference, merge: Merge, move: Move, custody: list[tuple[int, list[Move]]]
) -> list[Move]:
    """Put back the rows of one move; returns the moves of later merges that have let some of them go."""
    now = reference.where(move.held)
    move.gone = [row for row in move.held if row not in now]
    stands = {row: _expected(row, merge.kept_id, custody) for row in now}
    back = [row for row in now if now[row] == stands[row]]
    in_the_way = held_back(reference, reference.rows().filter(pk__in=back), merge.absorbed_id)
    kept_away = {row for rows in in_the_way.values() for row in rows}
    back = [row for row in back if row not in kept_away]
    move.elsewhere = [row for row in now if row not in set(back)]
    reference.put(back, merge.absorbed_id)
    later = [one for _kept, moves in custody for one in moves if set(one.held) & set(back)]
    for one in [*reversed(later), move]:
        _give_again(reference, one, set(back))
    for one in later:
        one.release(set(back))
    return later


def _expected(row: str, kept_id: int, custody: list[tuple[int, list[Move]]]) -> int:
    """Where merges have put a row, one after the other; one that a later merge left behind stays where it was."""
    for party_id, moves in custody:
        if not any(row in move.held for move in moves):
            break
        kept_id = party_id
    return kept_id


def _give_again(reference: Reference, move: Move, back: set[str]) -> None:
    """Give rows that had given way the fields they gave, unless somebody changed them since or the like stands now."""
    if not move.yielded:
        return
    rows = reference.rows().filter(pk__in=[row for row in move.held if row in back])
    still = {name: given for name, (_before, given) in move.yielded.items()}
    before = {name: value for name, (value, _given) in move.yielded.items()}
    try:
        with transaction.atomic():
            rows.filter(**still).update(**before)
    except IntegrityError:
        return
