"""Work put aside: the weekly lists of titles to renew."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.kernel.background.models import Run
from wasl.kernel.background.work import Progress, task
from wasl.spine.people.actions import write_weekly_lists
from wasl.spine.people.queries.renewals import week_is_written
from wasl.spine.people.rules.renewals import week_of


@task(label=_("Weekly lists of titles to renew"), retries=2)
def weekly_lists(progress: Progress) -> str | None:
    """Write to each adviser the titles that reach a threshold this week."""
    write_weekly_lists(by=progress.by, report=progress.report)
    return None


def weekly_lists_if_due() -> Run | None:
    """Put the weekly lists aside unless those of this week stand; a duty of every day."""
    today = clock.today()
    if week_is_written(today):
        return None
    return weekly_lists.start(by=SYSTEM, key=f"people.weekly:{week_of(today).isoformat()}")
