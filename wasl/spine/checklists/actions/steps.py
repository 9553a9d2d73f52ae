"""What is said of the steps and papers of a run, and the days that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.procedures.enums import DelayKind
from wasl.base.procedures.models import Step, StepPaper
from wasl.base.procedures.queries import parameter
from wasl.base.procedures.rules import add_delay
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.checklists.actions.checks import check_may, check_under_way, past_day
from wasl.spine.checklists.enums import UNFINISHED, PaperState, StepState
from wasl.spine.checklists.models import ChecklistRun, RunPaper, RunStep
from wasl.spine.people.models import Paper


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a step: its state, the days of the deposit and of the end, a number, why, a note."""

    state: str
    filed_on: date | None = None
    done_on: date | None = None
    reference: str = ""
    reason: str = ""
    note: str = ""


@transaction.atomic
def set_step(*, by: Actor, run: ChecklistRun, step: Step, said: Said, expected: int | None = None) -> RunStep:
    """Say where a step stands; the days by which answers are expected are counted anew.

    Done is on a day (today by default), filed too. Refused unless `by` advises where the run lies or is assigned to
    its case. RuleBroken: an unknown state, a step of another version, a day to come, done before it was filed,
    blocked or not needed without saying why, a run that has ended. Conflict when somebody changed the run since
    `expected` (the version that was read).
    """
    check_may(by, run, assigned=True)
    check_under_way(run)
    if step.procedure_id != run.procedure_id:
        raise RuleBroken(_("This step belongs to another version."), code="version")
    told = _checked(said)
    run.save_current(run.version if expected is None else expected, [])
    row, _made = RunStep.objects.get_or_create(run=run, step=step)
    row.state, row.filed_on, row.done_on = told.state, told.filed_on, told.done_on
    row.reference, row.reason, row.note = told.reference.strip(), told.reason.strip()[:300], told.note.strip()
    row.said_at, row.said_by_label = clock.now(), by.label[:150]
    row.save()
    expect(run)
    record(
        by=by,
        verb="checklists.step",
        object=run,
        organisation=run.organisation_id,
        fields=[f"step.{step.code}"],
    )
    row.refresh_from_db()
    return row


def _checked(said: Said) -> Said:
    if said.state not in StepState.values:
        raise RuleBroken(_("Choose one of the list."), field="state", code="state")
    filed, done = said.filed_on, said.done_on
    if filed is not None:
        past_day(filed, "filed_on")
    if said.state == StepState.FILED:
        filed, done = past_day(filed, "filed_on"), None
    elif said.state == StepState.DONE:
        done = past_day(done, "done_on")
        if filed is not None and done < filed:
            raise RuleBroken(_("It was filed after that day."), field="done_on", code="order")
    elif said.state == StepState.TO_DO:
        filed = done = None
    else:
        done = None
        if not said.reason.strip():
            raise RuleBroken(_("Say why."), field="reason", code="reason")
    return Said(said.state, filed, done, said.reference, said.reason, said.note)


def expect(run: ChecklistRun) -> None:
    """Count anew the days by which answers are expected and until which what was obtained holds.

    A delay of answer runs from the day the step was filed, else from the day the step before it was done; the delay is
    that of the law on the day it runs from.
    """
    rows = {row.step_id: row for row in run.steps.current()}
    since: date | None = None
    for step in run.procedure.steps.all():
        row = rows.get(step.pk)
        state = row.state if row else StepState.TO_DO
        if step.delay_parameter:
            _set_days(run, step, row, since)
        if state != StepState.NOT_NEEDED:
            since = row.done_on if row else None


def _set_days(run: ChecklistRun, step: Step, row: RunStep | None, since: date | None) -> None:
    state = row.state if row else StepState.TO_DO
    expected = until = None
    if step.delay_kind == DelayKind.ANSWER and state in UNFINISHED:
        expected = _after((row.filed_on if row else None) or since, step.delay_parameter)
    elif step.delay_kind == DelayKind.VALIDITY and row is not None:
        until = _after(row.done_on, step.delay_parameter)
    if row is None:
        if expected is not None:
            RunStep.objects.create(run=run, step=step, expected_on=expected)
    elif (row.expected_on, row.valid_until) != (expected, until):
        RunStep.objects.filter(pk=row.pk).update(expected_on=expected, valid_until=until)


def _after(day: date | None, code: str) -> date | None:
    """The day on which the delay that the law gave on `day` ends."""
    if day is None:
        return None
    delay = parameter(code, day)
    return None if delay is None else add_delay(day, delay.value, delay.unit)


@transaction.atomic
def set_paper(
    *,
    by: Actor,
    run: ChecklistRun,
    paper: StepPaper,
    state: str,
    person_paper: Paper | None = None,
) -> RunPaper:
    """Say today whether a paper is held, asked for or missing, and which paper on file it is.

    Refused as for `set_step`. RuleBroken: an unknown state, a paper of another version, the paper of somebody else, a
    run that has ended.
    """
    check_may(by, run, assigned=True)
    check_under_way(run)
    if state not in PaperState.values:
        raise RuleBroken(_("Choose one of the list."), field="state", code="state")
    if not run.procedure.steps.filter(papers=paper).exists():
        raise RuleBroken(_("This step belongs to another version."), code="version")
    if person_paper is not None and person_paper.person_id != run.party_id:
        raise RuleBroken(_("This paper is of somebody else."), field="person_paper", code="person")
    row, _made = RunPaper.objects.update_or_create(
        run=run,
        paper=paper,
        defaults={
            "state": state,
            "said_on": clock.today(),
            "said_by_label": by.label[:150],
            "person_paper": person_paper if state == PaperState.HELD else None,
        },
    )
    record(
        by=by,
        verb="checklists.paper",
        object=run,
        organisation=run.organisation_id,
        fields=[f"paper.{paper.step.code}.{state}"],
    )
    return row
