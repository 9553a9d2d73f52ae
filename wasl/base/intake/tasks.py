"""What takes longer than a second with a long sheet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wasl.base.intake import actions
from wasl.base.intake.models import Batch
from wasl.kernel.background.work import Progress, task


@task(label=_("Checking a sheet"))
def check_sheet(progress: Progress, batch_id: int) -> str:
    """Check all rows."""
    batch = Batch.objects.get(pk=batch_id)
    actions.check_batch(by=progress.by, batch=batch, report=progress.report)
    return batch.get_absolute_url()


@task(label=_("Taking over a sheet"), retries=2)
def take_over(progress: Progress, batch_id: int) -> str:
    """Write the sound rows; tried again, it goes on with what is left."""
    batch = Batch.objects.get(pk=batch_id)
    actions.commit_rows(by=progress.by, batch=batch, report=progress.report)
    return batch.get_absolute_url()


@task(label=_("Undoing a sheet"), retries=2)
def undo_sheet(progress: Progress, batch_id: int) -> str:
    """Undo what was written; tried again, it goes on with what is left."""
    batch = Batch.objects.get(pk=batch_id)
    actions.undo_rows(by=progress.by, batch=batch, report=progress.report)
    return batch.get_absolute_url()
