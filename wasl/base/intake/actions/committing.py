"""Sound rows become records; a whole batch is undone."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.intake import access
from wasl.base.intake.actions.checking import Report, check_open
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.models import Batch, Created, Fault, Row
from wasl.base.intake.queries import context_for, understood
from wasl.base.intake.slots import Committed, CreatedRef, ImportContext
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken, WaslError

PORTION = 25  # rows written in one transaction


@transaction.atomic
def confirm(*, by: Actor, batch: Batch) -> bool:
    """Give the sound rows free to be written by `commit_rows`; False when there is nothing (more) to write.

    Said twice, the second time finds nothing: a row is written once. RuleBroken when the batch is not checked yet
    or was undone.
    """
    check_open(by, batch)
    taken = Batch.objects.filter(
        pk=batch.pk, state__in=(BatchState.CHECKED, BatchState.DONE, BatchState.WORKING)
    )
    if not taken.exists():
        raise RuleBroken(_("This sheet has to be checked first, or it was undone."), code="state")
    if not Row.objects.filter(batch=batch, state=RowState.SOUND).exists():
        taken.filter(state=BatchState.WORKING).update(state=BatchState.DONE)
        return False
    now = clock.now()
    started = taken.exclude(state=BatchState.WORKING).update(
        state=BatchState.WORKING, confirmed_at=now, confirmed_by_label=by.label[:150]
    )
    if started:
        record(by=by, verb="intake.confirm", object=batch)
    batch.refresh_from_db()
    return True


def commit_rows(*, by: Actor, batch: Batch, report: Report | None = None) -> int:
    """Write the sound rows of a confirmed batch, in portions that each commit; returns how many were written.

    Interrupted, it goes on where it stopped. A row that its room refuses becomes faulty with that reason.
    """
    check_open(by, batch)
    context = context_for(batch, by)
    numbers = list(
        Row.objects.filter(batch=batch, state=RowState.SOUND)
        .order_by("number")
        .values_list("number", "choice")
    )
    # Rows about another row come after it.
    order = [n for n, choice in numbers if not choice.startswith("row:")]
    order += [n for n, choice in numbers if choice.startswith("row:")]
    written = 0
    for start in range(0, len(order), PORTION):
        portion = order[start : start + PORTION]
        with transaction.atomic():
            if not Batch.objects.select_for_update().filter(pk=batch.pk, state=BatchState.WORKING).exists():
                return written
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
    subjects = _subjects(batch, ordered)
    written = 0
    for one in understood(batch, ordered, context):
        row = one.row
        try:
            if one.checked.clean is None:
                raise RuleBroken(_("This row is no longer sound: check the sheet again."), code="changed")
            with transaction.atomic():
                subject = subjects.get(row.choice, row.choice if not row.choice.startswith("row:") else "")
                done = batch.kind.commit(one.checked.clean, subject, context)
        except WaslError as error:
            _refuse(row, error, batch)
            continue
        _keep(row, done)
        subjects[f"row:{row.number}"] = done.subject
        written += 1
    return written


def _subjects(batch: Batch, rows: list[Row]) -> dict[str, str]:
    """Whom rows already written were written for, for the rows that point at them."""
    wanted = [int(row.choice[4:]) for row in rows if row.choice.startswith("row:")]
    found = Row.objects.filter(batch=batch, number__in=wanted, state=RowState.IMPORTED)
    return {f"row:{number}": subject for number, subject in found.values_list("number", "subject")}


def _keep(row: Row, done: Committed) -> None:
    row.state, row.subject = RowState.IMPORTED, done.subject
    row.save(update_fields=["state", "subject"])
    Created.objects.bulk_create([Created(row=row, kind=ref.kind, object_id=ref.pk) for ref in done.created])


def _refuse(row: Row, error: WaslError, batch: Batch) -> None:
    row.state = RowState.FAULTY
    row.save(update_fields=["state"])
    first = next(iter(batch.kind.columns)).code
    codes = {column.code for column in batch.kind.columns}
    field = getattr(error, "field", None) or first
    Fault.objects.create(
        row=row, column=field if field in codes else first, code="refused", text=str(error)[:300]
    )


@transaction.atomic
def undo(*, by: Actor, batch: Batch, reason: str) -> bool:
    """Give the written rows free to be undone by `undo_rows`; False when the batch is undone already.

    Refused to whoever is neither its author nor coordinates the organisation. RuleBroken without a
    reason or while rows are being written.
    """
    _check_undo(by, batch)
    if not reason.strip():
        raise RuleBroken(_("Say why this is undone."), field="reason", code="reason")
    now = clock.now()
    held = Batch.objects.filter(pk=batch.pk)
    if held.filter(state=BatchState.UNDONE).exists():
        return False
    done = held.exclude(state=BatchState.WORKING).update(
        state=BatchState.UNDONE,
        undone_at=now,
        undone_by_label=by.label[:150],
        undo_reason=reason.strip()[:300],
    )
    if not done:
        raise RuleBroken(_("Rows are being written: wait for the end."), code="working")
    record(by=by, verb="intake.undo", object=batch, reason=reason.strip())
    batch.refresh_from_db()
    return True


def _check_undo(by: Actor, batch: Batch) -> None:
    organisation, office = batch.organisation_id, batch.office_id
    check(access.may_undo(by, organisation=organisation, office=office, author=batch.created_by_id))


def undo_rows(*, by: Actor, batch: Batch, report: Report | None = None) -> int:
    """Undo what each row of an undone batch became, the last first; returns how many records had to be kept
    because other work already rests on them. Interrupted, it goes on where it stopped."""
    _check_undo(by, batch)
    context = context_for(batch, by)
    numbers = list(
        Row.objects.filter(batch=batch, state=RowState.IMPORTED)
        .order_by("-number")
        .values_list("number", flat=True)
    )
    kept = 0
    for start in range(0, len(numbers), PORTION):
        with transaction.atomic():
            kept += _undo_portion(batch, numbers[start : start + PORTION], context)
        if report is not None:
            report(min(start + PORTION, len(numbers)), len(numbers))
    Row.objects.filter(batch=batch, state__in=(RowState.SOUND, RowState.FAULTY)).update(state=RowState.UNDONE)
    return kept


def _undo_portion(batch: Batch, numbers: list[int], context: ImportContext) -> int:
    rows = Row.objects.filter(batch=batch, number__in=numbers, state=RowState.IMPORTED).order_by("-number")
    kept = 0
    for row in rows.prefetch_related("created"):
        refs = [
            CreatedRef(created.kind, created.object_id) for created in row.created.all() if not created.undone
        ]
        held = set(batch.kind.undo(refs, context, batch.undo_reason))
        for created in row.created.all():
            created.undone = CreatedRef(created.kind, created.object_id) not in held
        Created.objects.bulk_update(row.created.all(), ["undone"])
        kept += len(held)
        row.state = RowState.UNDONE
        row.save(update_fields=["state"])
    return kept
