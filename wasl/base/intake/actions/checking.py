"""Rows are checked, corrected, left out; whom they are about is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.intake import access
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.models import Batch, Fault, Row
from wasl.base.intake.queries import Understood, context_for, understood
from wasl.base.intake.slots import ImportContext, Proposal
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

Report = Callable[[int, int], None]
WAITING = (RowState.OUTSIDE, RowState.SOUND, RowState.FAULTY)
STANDING = (RowState.SOUND, RowState.IMPORTED)


def check_open(by: Actor, batch: Batch) -> None:
    """Refused unless `by` may still work on this batch."""
    check(access.may_import_for(by, organisation=batch.organisation_id) and batch.kind.may(by))
    check(by.is_system or Batch.objects.visible_to(by).filter(pk=batch.pk).exists())


def check_batch(*, by: Actor, batch: Batch, report: Report | None = None) -> Batch:
    """Check every row under the headings: sound or faulty, cell by cell, and whom it may be about.

    Rows left out stay out; rows already written are not touched. RuleBroken when the batch is undone or being
    written. The rows are understood first; what was found is then written in one transaction.
    """
    check_open(by, batch)
    _may_be_checked(batch)
    context = context_for(batch, by)
    waiting = Row.objects.filter(batch=batch, number__gt=batch.heading_line, state__in=WAITING)
    rows = list(waiting.order_by("number"))
    faults: list[Fault] = []
    others: dict[int, Any] = {}
    roots: dict[int, str] = {}
    for done, one in enumerate(understood(batch, rows, context), start=1):
        faults += _judge(one)
        if one.row.state == RowState.SOUND:
            _propose(batch, one, others, roots, context)
            others[one.row.number] = one.checked.clean
            roots[one.row.number] = one.row.choice
        if report is not None:
            report(done, len(rows))
    _write_findings(batch, rows, faults)
    return batch


@transaction.atomic
def _write_findings(batch: Batch, rows: list[Row], faults: list[Fault]) -> None:
    _may_be_checked(Batch.objects.select_for_update().get(pk=batch.pk))
    Fault.objects.filter(row__batch=batch, row__state__in=WAITING).delete()
    Row.objects.bulk_update(rows, ["state", "proposals_text", "proposed", "choice"], batch_size=200)
    Fault.objects.bulk_create(faults, batch_size=500)
    batch.state = BatchState.CHECKED
    batch.save(update_fields=["state"])


def _may_be_checked(batch: Batch) -> None:
    if batch.state not in (BatchState.OPEN, BatchState.CHECKED):
        raise RuleBroken(_("This sheet was already taken over or undone."), code="state")


def _judge(one: Understood) -> list[Fault]:
    """Set the state of a row by its faults and return them, not saved yet."""
    one.row.state = RowState.FAULTY if one.checked.faults else RowState.SOUND
    one.row.proposals, one.row.choice = [], ""
    return [
        Fault(row=one.row, column=fault.column, code=fault.code, text=fault.text[:300])
        for fault in one.checked.faults
    ]


def _propose(
    batch: Batch, one: Understood, others: Mapping[int, Any], roots: Mapping[int, str], context: ImportContext
) -> None:
    """Keep whom the row may be about; a usual proposal is chosen beforehand. A row that itself points at another
    stands for that other."""
    kept: dict[str, Proposal] = {}
    for proposal in batch.kind.propose(one.checked.clean, others, context):
        kind, _colon, number = proposal.key.partition(":")
        key = (roots.get(int(number), "") or proposal.key) if kind == "row" else proposal.key
        held = kept.get(key)
        if held is None or (proposal.usual and not held.usual):
            kept[key] = proposal
    one.row.proposals = [
        {"key": key, "label": p.label, "why": p.why, "usual": p.usual} for key, p in kept.items()
    ]
    one.row.choice = next((key for key, p in kept.items() if p.usual), "")


@transaction.atomic
def correct_row(*, by: Actor, row: Row, values: Mapping[str, str]) -> Row:
    """Put other texts in the cells of a row (column code → text) and check it again; what was typed is kept.

    RuleBroken when the row was already written or the batch is undone.
    """
    batch = row.batch
    check_open(by, batch)
    _still_open(row)
    codes = {column.code for column in batch.kind.columns}
    typed = {code: (row.cells[i][0] if i < len(row.cells) else "") for i, code in batch.columns.items()}
    given = {code: text.strip() for code, text in values.items() if code in codes}
    row.corrections = {code: text for code, text in given.items() if text != typed.get(code, "")}
    context = context_for(batch, by)
    others_rows = Row.objects.filter(batch=batch, state__in=STANDING).exclude(pk=row.pk).order_by("number")
    standing = {one.row.number: one for one in understood(batch, others_rows, context)}
    (one,) = understood(batch, [row], context)
    row.faults.all().delete()
    faults = _judge(one)
    Fault.objects.bulk_create(faults)
    if not faults:
        others = {number: other.checked.clean for number, other in standing.items() if other.checked.clean}
        _propose(batch, one, others, {n: o.row.choice for n, o in standing.items()}, context)
    row.save(update_fields=["state", "corrections_text", "proposals_text", "proposed", "choice"])
    record(
        by=by, verb="intake.correct", object=batch, object_ids=[row.number], fields=sorted(row.corrections)
    )
    return row


def _still_open(row: Row) -> None:
    if row.state not in (RowState.SOUND, RowState.FAULTY, RowState.LEFT_OUT):
        raise RuleBroken(_("This row was already written."), code="written")
    if row.batch.state not in (BatchState.CHECKED, BatchState.DONE):
        raise RuleBroken(_("This sheet cannot be changed now."), code="state")


@transaction.atomic
def choose(*, by: Actor, row: Row, key: str) -> Row:
    """Say whom the row is about: the key of one of its proposals, or "" for somebody new."""
    check_open(by, row.batch)
    _still_open(row)
    if key and key not in {proposal["key"] for proposal in row.proposals}:
        raise RuleBroken(_("Choose one of those proposed."), field="choice", code="choice")
    row.choice = key
    row.save(update_fields=["choice"])
    record(by=by, verb="intake.choose", object=row.batch, object_ids=[row.number])
    return row


@transaction.atomic
def leave_out(*, by: Actor, row: Row) -> Row:
    """Leave a row out of what will be written."""
    check_open(by, row.batch)
    _still_open(row)
    row.state = RowState.LEFT_OUT
    row.save(update_fields=["state"])
    record(by=by, verb="intake.leave_out", object=row.batch, object_ids=[row.number])
    return row


@transaction.atomic
def take_back(*, by: Actor, row: Row) -> Row:
    """Take a row that was left out among the others again, checked anew."""
    if row.state != RowState.LEFT_OUT:
        return row
    typed = {code: row.cells[i][0] for i, code in row.batch.columns.items() if i < len(row.cells)}
    return correct_row(by=by, row=row, values={**typed, **row.corrections})
