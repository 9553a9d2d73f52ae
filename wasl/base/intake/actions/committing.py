"""Sound rows become records."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.intake.actions.checking import Report, check_open
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.models import Batch, Created, Fault, Row, SourceFile
from wasl.base.intake.queries import Understood, context_for, ready, understood
from wasl.base.intake.slots import Committed, ImportContext
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken, WaslError

PORTION = 50  # rows written in one transaction
WRITABLE = (BatchState.CHECKED, BatchState.DONE, BatchState.WORKING)
NOT_YET = (RowState.SOUND, RowState.UNDECIDED, RowState.FAULTY)


@transaction.atomic
def confirm(*, by: Actor, batch: Batch) -> bool:
    """Give the sound rows free to be written by `commit_rows`; False when there is nothing (more) to write.

    Said twice, the second time finds nothing: a row is written once. RuleBroken when the batch is not checked yet
    or was undone.
    """
    check_open(by, batch)
    taken = Batch.objects.filter(pk=batch.pk, state__in=WRITABLE)
    if not taken.exists():
        raise RuleBroken(_("This sheet has to be checked first, or it was undone."), code="state")
    if not ready(batch).exists():
        taken.filter(state=BatchState.WORKING).update(state=BatchState.DONE)
        return False
    now = clock.now()
    started = taken.exclude(state=BatchState.WORKING).update(
        state=BatchState.WORKING, confirmed_at=now, confirmed_by_label=by.label[:150]
    )
    if started:
        SourceFile.objects.filter(batch=batch).delete()
        record(by=by, verb="intake.confirm", object=batch)
    batch.refresh_from_db()
    return True


def commit_rows(*, by: Actor, batch: Batch, report: Report | None = None) -> int:
    """Write the sound rows of a confirmed batch, in portions that each commit; returns how many were written.

    Interrupted, it goes on where it stopped. A row that its room refuses becomes faulty with that reason; a row about
    another one waits until that one is written.
    """
    check_open(by, batch)
    context = context_for(batch, by)
    numbers = list(ready(batch).order_by("number").values_list("number", "points_at"))
    # Rows about another row come after it.
    order = [number for number, points_at in numbers if points_at is None]
    order += [number for number, points_at in numbers if points_at is not None]
    written = 0
    for start in range(0, len(order), PORTION):
        portion = order[start : start + PORTION]
        with transaction.atomic():
            if not Batch.objects.select_for_update().filter(pk=batch.pk, state=BatchState.WORKING).exists():
                return written
            with batch.kind.writing(context):
                written += _write(batch, portion, context)
        if report is not None:
            report(min(start + PORTION, len(order)), len(order))
    Batch.objects.filter(pk=batch.pk, state=BatchState.WORKING).update(state=BatchState.DONE)
    batch.refresh_from_db()
    return written


def _write(batch: Batch, numbers: list[int], context: ImportContext) -> int:
    rows = {
        row.number: row for row in Row.objects.filter(batch=batch, number__in=numbers, state=RowState.SOUND)
    }
    ordered = [rows[number] for number in numbers if number in rows]
    subjects, waited_for = _targets(batch, ordered)
    written = 0
    for one in understood(batch, ordered, context):
        if one.row.points_at in waited_for:
            continue
        done = _write_one(batch, one, subjects, context)
        if done is not None:
            subjects[one.row.number] = done.subject
            waited_for.discard(one.row.number)
            written += 1
    return written


def _write_one(
    batch: Batch, one: Understood, subjects: dict[int, str], context: ImportContext
) -> Committed | None:
    """Write one row; None when its room refuses it, which makes it faulty."""
    row = one.row
    subject = row.choice if row.points_at is None else subjects.get(row.points_at, "")
    try:
        if one.checked.clean is None:
            raise RuleBroken(_("This row is no longer sound: check the sheet again."), code="changed")
        with transaction.atomic():
            done = batch.kind.commit(one.checked.clean, subject, context, reason_new=row.reason_new)
    except WaslError as error:
        _refuse(row, error, batch)
        return None
    row.state, row.subject = RowState.IMPORTED, done.subject
    row.save(update_fields=["state", "subject"])
    Created.objects.bulk_create([Created(row=row, kind=ref.kind, object_id=ref.pk) for ref in done.created])
    return done


def _targets(batch: Batch, rows: list[Row]) -> tuple[dict[int, str], set[int]]:
    """For the rows these point at: whom those written were written for, and which are not written yet."""
    wanted = {row.points_at for row in rows if row.points_at is not None}
    found = Row.objects.filter(batch=batch, number__in=wanted).values_list("number", "state", "subject")
    states = {number: (state, subject) for number, state, subject in found}
    written = {number: subject for number, (state, subject) in states.items() if state == RowState.IMPORTED}
    return written, {number for number, (state, _subject) in states.items() if state in NOT_YET}


def _refuse(row: Row, error: WaslError, batch: Batch) -> None:
    row.state = RowState.FAULTY
    row.save(update_fields=["state"])
    first = next(iter(batch.kind.columns)).code
    codes = {column.code for column in batch.kind.columns}
    field = getattr(error, "field", None) or first
    Fault.objects.create(
        row=row, column=field if field in codes else first, code="refused", text=str(error)[:300]
    )
