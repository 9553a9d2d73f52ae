"""Every row is checked, portion by portion: sound or faulty, and whom it may be about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.intake import access
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.models import Batch, Fault, Row
from wasl.base.intake.queries import Nearby, Understood, context_for, hashed, understood
from wasl.base.intake.slots import ImportContext, Proposal
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

Report = Callable[[int, int], None]
PORTION = 200  # rows whose findings are kept in one transaction
WAITING = (RowState.OUTSIDE, RowState.SOUND, RowState.FAULTY, RowState.UNDECIDED)
STANDING = (RowState.SOUND, RowState.UNDECIDED, RowState.IMPORTED)
FOUND = ("state", "proposals_text", "proposed", "strong", "choice", "points_at", "reason_new", "marks")


def check_open(by: Actor, batch: Batch) -> None:
    """Refused unless `by` may still work on this batch."""
    check(access.may_import_for(by, organisation=batch.organisation_id) and batch.kind.may(by))
    check(by.is_system or Batch.objects.visible_to(by).filter(pk=batch.pk).exists())


def check_batch(*, by: Actor, batch: Batch, report: Report | None = None) -> Batch:
    """Check every row under the headings: sound or faulty, cell by cell, and whom it may be about.

    Rows left out stay out; rows already written are not touched; what was decided of a row stays decided while the
    same is proposed for it. Interrupted, it goes on where it stopped. RuleBroken when the batch is undone or being
    written.
    """
    check_open(by, batch)
    _begin(batch)
    context = context_for(batch, by)
    rows = Row.objects.filter(batch=batch, number__gt=batch.heading_line).order_by("number")
    near = Nearby()
    for portion in portions(rows.filter(number__lte=batch.checked_line, state__in=STANDING)):
        for one in understood(batch, portion, context):
            near.add(one.row, one.checked.clean)
    waiting = rows.filter(state__in=WAITING)
    total, done = waiting.count(), waiting.filter(number__lte=batch.checked_line).count()
    for portion in portions(waiting.filter(number__gt=batch.checked_line)):
        faults = judge(batch, list(understood(batch, portion, context)), near, context)
        _write_findings(batch, portion, faults)
        done += len(portion)
        if report is not None:
            report(done, total)
    Batch.objects.filter(pk=batch.pk, state=BatchState.CHECKING).update(
        state=BatchState.CHECKED, checked_line=0
    )
    batch.refresh_from_db()
    return batch


def portions(rows: Any) -> Any:
    """The rows in lists of PORTION, by number; each list is read when the one before is done with."""
    last = -1
    while found := list(rows.filter(number__gt=last)[:PORTION]):
        yield found
        last = found[-1].number


@transaction.atomic
def _begin(batch: Batch) -> None:
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.state not in (BatchState.OPEN, BatchState.CHECKED, BatchState.CHECKING):
        raise RuleBroken(_("This sheet was already taken over or undone."), code="state")
    if held.state != BatchState.CHECKING:
        held.state, held.checked_line = BatchState.CHECKING, 0
        held.save(update_fields=["state", "checked_line"])
    batch.refresh_from_db()


@transaction.atomic
def _write_findings(batch: Batch, rows: list[Row], faults: list[Fault]) -> None:
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.state != BatchState.CHECKING:
        raise RuleBroken(_("This sheet was already taken over or undone."), code="state")
    Fault.objects.filter(row__in=[row.pk for row in rows]).delete()
    # Written as new lines in conflict with those that stand: five times as quick as bulk_update.
    Row.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=FOUND)
    Fault.objects.bulk_create(faults)
    held.checked_line = rows[-1].number
    held.save(update_fields=["checked_line"])


def judge(batch: Batch, found: Sequence[Understood], near: Nearby, context: ImportContext) -> list[Fault]:
    """Set the state, proposals and choice of rows just understood (not saved) and return their faults.

    Sound rows are added to `near`, so that later ones are compared with them.
    """
    faults: list[Fault] = []
    asked: dict[int, Any] = {}
    beside: dict[int, Mapping[int, Any]] = {}
    kind, rows = batch.kind, {}
    before = {one.row.number: _decided(one.row) for one in found}
    for one in found:
        one.row.state = RowState.FAULTY if one.checked.faults else RowState.SOUND
        one.row.marks = ""
        faults += [
            Fault(row=one.row, column=fault.column, code=fault.code, text=fault.text[:300])
            for fault in one.checked.faults
        ]
        if one.row.state == RowState.SOUND:
            one.row.marks = hashed(kind.marks(one.checked.clean, context))
            asked[one.row.number], rows[one.row.number] = one.checked.clean, one.row
            beside[one.row.number] = near.of(one.row)
            near.add(one.row, one.checked.clean)
        else:
            one.row.proposals = []
            one.row.about("")
    proposals = kind.propose(asked, beside, context) if asked else {}
    for number, row in rows.items():
        _propose(row, proposals.get(number, ()), near, before[number])
        near.roots[number] = row.choice
    return faults


def _decided(row: Row) -> tuple[str, frozenset[str]] | None:
    """What somebody already decided of the row: the choice and the keys it was made among; None for nothing."""
    if row.state != RowState.SOUND or not row.proposed:
        return None
    return row.choice, frozenset(row.keys)


def _propose(
    row: Row, proposals: Sequence[Proposal], near: Nearby, before: tuple[str, frozenset[str]] | None
) -> None:
    """Keep whom the row may be about; a usual one is chosen beforehand and waits for somebody to say so.

    A row that itself points at another stands for that other.
    """
    kept: dict[str, Proposal] = {}
    for proposal in proposals:
        kind, _colon, number = proposal.key.partition(":")
        key = (near.roots.get(int(number), "") or proposal.key) if kind == "row" else proposal.key
        held = kept.get(key)
        if held is None or (proposal.usual and not held.usual):
            kept[key] = proposal
    row.proposals = [
        {"key": key, "label": p.label, "why": p.why, "usual": p.usual} for key, p in kept.items()
    ]
    if not kept:
        row.about("")
        row.reason_new = ""
    elif before is not None and (before[0] in kept or (not before[0] and kept.keys() <= before[1])):
        row.about(before[0])
    else:
        row.state, row.reason_new = RowState.UNDECIDED, ""
        row.about(next((key for key, p in kept.items() if p.usual), ""))
