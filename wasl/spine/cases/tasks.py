"""Work put aside: an act on many cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wasl.kernel.background.work import Progress, task
from wasl.spine.cases.actions import batches
from wasl.spine.cases.models import Batch

AT_ONCE = 25  # lines done before the page answers: well under a second


@task(label=_("Act on several case files"), retries=2)
def perform_batch(progress: Progress, batch_id: int) -> str | None:
    """Do every line not tried yet, as whoever asked; leads to the page of the results."""
    batch = Batch.objects.get(pk=batch_id)
    batches.perform(by=progress.by, batch=batch, report=progress.report)
    return batch.get_absolute_url()
