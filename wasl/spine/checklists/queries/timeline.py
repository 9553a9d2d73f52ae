"""What happened in the procedures of parties, for their timeline."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.checklists.enums import RunStatus, StepState
from wasl.spine.checklists.models import ChecklistRun, RunStep
from wasl.spine.people.slots import TimelineEntry


def entries(actor: Actor, party_ids: Sequence[int]) -> list[TimelineEntry]:
    """Procedures started and ended, and steps done, of those that the actor may read. Two queries."""
    runs = ChecklistRun.objects.visible_to(actor).filter(party_id__in=party_ids).select_related("procedure")
    by_id = {run.pk: run for run in runs}
    found: list[TimelineEntry] = []
    for run in by_id.values():
        href, title = run.get_absolute_url(), run.procedure.title
        found.append(
            TimelineEntry(clock.at_noon(run.started_on), _("Procedure started"), title, href, "list")
        )
        if run.ended_on is not None:
            done = run.status == RunStatus.COMPLETED
            words = _("Procedure completed") if done else _("Procedure abandoned")
            text = title if done else f"{title} · {run.get_end_reason_display()}"
            tone = "success" if done else "neutral"
            found.append(TimelineEntry(clock.at_noon(run.ended_on), words, text, href, "list", tone))
    if by_id:
        steps = RunStep.objects.filter(run_id__in=list(by_id), state=StepState.DONE).select_related("step")
        for row in steps:
            assert row.done_on is not None
            run = by_id[row.run_id]
            text = f"{row.step.title} · {run.procedure.title}"
            at = clock.at_noon(row.done_on)
            found.append(
                TimelineEntry(
                    at, _("Step of a procedure done"), text, run.get_absolute_url(), "check", "success"
                )
            )
    return found
