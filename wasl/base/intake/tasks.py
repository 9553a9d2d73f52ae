"""What takes longer than a second with a long sheet. Tried again, each goes on with what is left."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wasl.base.intake import actions
from wasl.base.intake.enums import BatchState
from wasl.base.intake.models import Batch
from wasl.kernel.actors import Actor
from wasl.kernel.background.models import Run
from wasl.kernel.background.work import Progress, Work, take_up, task


@task(label=_("Checking a sheet"), retries=2)
def check_sheet(progress: Progress, batch_id: int) -> str:
    """Check all rows."""
    batch = Batch.objects.get(pk=batch_id)
    actions.check_batch(by=progress.by, batch=batch, report=progress.report)
    return batch.get_absolute_url()


@task(label=_("Taking over a sheet"), retries=2)
def take_over(progress: Progress, batch_id: int) -> str:
    """Write the sound rows."""
    batch = Batch.objects.get(pk=batch_id)
    actions.commit_rows(by=progress.by, batch=batch, report=progress.report)
    return batch.get_absolute_url()


@task(label=_("Undoing a sheet"), retries=2)
def undo_sheet(progress: Progress, batch_id: int) -> str:
    """Undo what was written."""
    batch = Batch.objects.get(pk=batch_id)
    actions.undo_rows(by=progress.by, batch=batch, report=progress.report)
    return batch.get_absolute_url()


WORK: dict[str, tuple[str, Work]] = {
    BatchState.CHECKING: ("check", check_sheet),
    BatchState.WORKING: ("take_over", take_over),
    BatchState.UNDOING: ("undo", undo_sheet),
}


def start(by: Actor, batch: Batch, state: str) -> Run:
    """Put aside the work of this state on the batch, or take up the one that stopped in the middle."""
    name, work = WORK[state]
    run = work.start(
        by=by,
        arguments={"batch_id": batch.pk},
        key=f"intake.{name}:{batch.pk}",
        link=batch.get_absolute_url(),
    )
    return take_up(run)


def run_of(batch: Batch) -> Run | None:
    """The unfinished run that works on the batch now; None when there is none."""
    held = WORK.get(batch.state)
    return Run.objects.unfinished().filter(key=f"intake.{held[0]}:{batch.pk}").first() if held else None
