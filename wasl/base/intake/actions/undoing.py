"""A whole batch is undone, row by row; what other work rests on is kept and named."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.intake import access
from wasl.base.intake.actions.checking import Report
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.models import Batch, Created, Row, SourceFile
from wasl.base.intake.queries import context_for
from wasl.base.intake.slots import CreatedRef, ImportContext
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

PORTION = 25  # rows undone in one transaction
NOT_WRITTEN = (RowState.SOUND, RowState.FAULTY, RowState.UNDECIDED)


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
    if held.filter(state__in=(BatchState.UNDOING, BatchState.UNDONE)).exists():
        return False
    done = held.exclude(state=BatchState.WORKING).update(
        state=BatchState.UNDOING,
        undone_at=now,
        undone_by_label=by.label[:150],
        undo_reason=reason.strip()[:300],
    )
    if not done:
        raise RuleBroken(_("Rows are being written: wait for the end."), code="working")
    SourceFile.objects.filter(batch=batch).delete()
    record(by=by, verb="intake.undo", object=batch, reason=reason.strip())
    batch.refresh_from_db()
    return True


def _check_undo(by: Actor, batch: Batch) -> None:
    organisation, office = batch.organisation_id, batch.office_id
    check(access.may_undo(by, organisation=organisation, office=office, author=batch.created_by_id))


def undo_rows(*, by: Actor, batch: Batch, report: Report | None = None) -> int:
    """Undo what each row of a batch became, the last first; returns how many records had to be kept because other
    work already rests on them. Interrupted, it goes on where it stopped."""
    _check_undo(by, batch)
    context = context_for(batch, by)
    rows = Row.objects.filter(batch=batch, state=RowState.IMPORTED).order_by("-number")
    # A person came with the row that points at none: those that point at it are undone before.
    numbers = list(rows.exclude(points_at=None).values_list("number", flat=True))
    numbers += rows.filter(points_at=None).values_list("number", flat=True)
    for start in range(0, len(numbers), PORTION):
        with transaction.atomic():
            held = Batch.objects.select_for_update().filter(pk=batch.pk, state=BatchState.UNDOING)
            if not held.exists():
                break
            with batch.kind.writing(context):
                _undo_portion(batch, numbers[start : start + PORTION], context)
        if report is not None:
            report(min(start + PORTION, len(numbers)), len(numbers))
    with transaction.atomic():
        Row.objects.filter(batch=batch, state__in=NOT_WRITTEN).update(state=RowState.UNDONE)
        Batch.objects.filter(pk=batch.pk, state=BatchState.UNDOING).update(state=BatchState.UNDONE)
    batch.refresh_from_db()
    return Created.objects.filter(row__batch=batch, row__state=RowState.KEPT, undone=False).count()


def _undo_portion(batch: Batch, numbers: list[int], context: ImportContext) -> None:
    found = Row.objects.filter(batch=batch, number__in=numbers, state=RowState.IMPORTED)
    rows = {row.number: row for row in found.prefetch_related("created")}
    for row in (rows[number] for number in numbers if number in rows):
        records = [one for one in row.created.all() if not one.undone]
        refs = [CreatedRef(one.kind, one.object_id) for one in records]
        kept = {held.ref: held.why for held in batch.kind.undo(refs, context, batch.undo_reason)}
        for one in records:
            ref = CreatedRef(one.kind, one.object_id)
            one.undone, one.kept_for = ref not in kept, kept.get(ref, "")[:200]
        Created.objects.bulk_update(records, ["undone", "kept_for"])
        row.state = RowState.KEPT if kept else RowState.UNDONE
        row.save(update_fields=["state"])
