"""Rows are corrected, left out; whom they are about is decided, one by one or many at once."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.intake.actions.checking import FOUND, check_open, judge
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.models import Batch, Fault, Row
from wasl.base.intake.queries import context_for, near_of, understood
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

NEW, LATER = "new", "later"
SHORTEST_REASON = 5


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
    (one,) = understood(batch, [row], context)
    near = near_of(row, one.checked.clean, context)
    row.faults.all().delete()
    Fault.objects.bulk_create(judge(batch, [one], near, context))
    row.save(update_fields=[*FOUND, "corrections_text"])
    record(
        by=by, verb="intake.correct", object=batch, object_ids=[row.number], fields=sorted(row.corrections)
    )
    return row


def _still_open(row: Row) -> None:
    if row.state not in (RowState.SOUND, RowState.FAULTY, RowState.UNDECIDED, RowState.LEFT_OUT):
        raise RuleBroken(_("This row was already written."), code="written")
    _batch_still_open(row.batch)


def _batch_still_open(batch: Batch) -> None:
    if batch.state not in (BatchState.CHECKED, BatchState.DONE):
        raise RuleBroken(_("This sheet cannot be changed now."), code="state")


@transaction.atomic
def choose(*, by: Actor, row: Row, key: str, reason: str = "") -> Row:
    """Decide whom the row is about: the key of one of its proposals, NEW for somebody else, LATER to leave it waiting.

    RuleBroken for another key, or for somebody new without a reason although others look alike.
    """
    check_open(by, row.batch)
    _still_open(row)
    if row.state not in (RowState.SOUND, RowState.UNDECIDED):
        raise RuleBroken(_("Correct this row first."), field="choice", code="faulty")
    if key not in (NEW, LATER) and key not in row.keys:
        raise RuleBroken(_("Choose one of those proposed."), field="choice", code="choice")
    if key == NEW and row.proposed:
        _needs_reason(reason)
    row.state = RowState.UNDECIDED if key == LATER and row.proposed else RowState.SOUND
    row.about("" if key in (NEW, LATER) else key)
    row.reason_new = reason.strip()[:200] if key == NEW else ""
    row.save(update_fields=["state", "choice", "points_at", "reason_new"])
    record(by=by, verb="intake.choose", object=row.batch, object_ids=[row.number])
    return row


def _needs_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_("Say why this is somebody else."), field="reason_new", code="reason")


@transaction.atomic
def accept_strong(*, by: Actor, batch: Batch) -> int:
    """Say of every row still to decide that it is about the one chosen beforehand, by strong evidence; how many."""
    check_open(by, batch)
    _batch_still_open(batch)
    rows = Row.objects.filter(batch=batch, state=RowState.UNDECIDED, strong=True).exclude(choice="")
    numbers = list(rows.order_by("number").values_list("number", flat=True))
    if numbers:
        rows.update(state=RowState.SOUND)
        record(by=by, verb="intake.choose", object=batch, object_ids=numbers)
    return len(numbers)


@transaction.atomic
def others_are_new(*, by: Actor, batch: Batch, reason: str) -> int:
    """Say of every row still to decide without strong evidence that it is about somebody new; how many.

    RuleBroken without a reason.
    """
    check_open(by, batch)
    _batch_still_open(batch)
    _needs_reason(reason)
    rows = Row.objects.filter(batch=batch, state=RowState.UNDECIDED, strong=False)
    numbers = list(rows.order_by("number").values_list("number", flat=True))
    if numbers:
        rows.update(state=RowState.SOUND, choice="", points_at=None, reason_new=reason.strip()[:200])
        record(by=by, verb="intake.choose", object=batch, object_ids=numbers)
    return len(numbers)


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
def leave_faulty_out(*, by: Actor, batch: Batch) -> int:
    """Leave every faulty row out, because they come again in another sheet; how many."""
    check_open(by, batch)
    _batch_still_open(batch)
    rows = Row.objects.filter(batch=batch, state=RowState.FAULTY)
    numbers = list(rows.order_by("number").values_list("number", flat=True))
    if numbers:
        rows.update(state=RowState.LEFT_OUT)
        record(by=by, verb="intake.leave_out", object=batch, object_ids=numbers)
    return len(numbers)


@transaction.atomic
def take_back(*, by: Actor, row: Row) -> Row:
    """Take a row that was left out among the others again, checked anew."""
    if row.state != RowState.LEFT_OUT:
        return row
    typed = {code: row.cells[i][0] for i, code in row.batch.columns.items() if i < len(row.cells)}
    return correct_row(by=by, row=row, values={**typed, **row.corrections})
