"""What is done of an open run when the law changes: seen, or moved to the new version with what was done."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.procedures.enums import Changed
from wasl.base.procedures.models import LawChange, Procedure, StepPaper
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.checklists import rules
from wasl.spine.checklists.actions.checks import check_may, check_under_way
from wasl.spine.checklists.actions.steps import expect
from wasl.spine.checklists.enums import Answered
from wasl.spine.checklists.models import ChecklistRun, LawAnswer, RunPaper, RunStep
from wasl.spine.checklists.queries import waiting_changes


@transaction.atomic
def acknowledge(*, by: Actor, run: ChecklistRun, change: LawChange, note: str = "") -> LawAnswer:
    """Say that a change of law was looked at for this run and asks nothing; its days are counted anew.

    Refused unless `by` advises where the run lies. RuleBroken when the change does not touch it, or somebody answered.
    """
    check_may(by, run)
    check_under_way(run)
    if change not in waiting_changes(run):
        raise RuleBroken(
            _("Nothing is waiting here: somebody answered, or it does not touch it."), code="waiting"
        )
    answer = _answer(by, run, change, Answered.SEEN, note)
    expect(run)
    record(
        by=by,
        verb="checklists.seen",
        object=run,
        organisation=run.organisation_id,
        fields=[f"law.{change.code}"],
    )
    return answer


def _answer(by: Actor, run: ChecklistRun, change: LawChange, answer: str, note: str = "") -> LawAnswer:
    row = LawAnswer(change=change, run=run, answer=answer, note=note.strip())
    row.authored_by(by)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise RuleBroken(_("Somebody answered just now."), code="waiting") from error
    return row


@transaction.atomic
def move_run(*, by: Actor, run: ChecklistRun, to: Procedure, expected: int | None = None) -> rules.Moved:
    """Move a run to a later version of its procedure and return what becomes of its steps, by their codes.

    What was said of a step goes to the step of the same code; a paper to the one of the same words. What
    the new version no longer asks stays readable with the run. The changes of law that led there are
    answered. Refused unless `by` advises where the run lies; RuleBroken for another procedure or an earlier version;
    Conflict when somebody changed the run since `expected`.
    """
    check_may(by, run)
    check_under_way(run)
    before = run.procedure
    if to.code != before.code or to.version <= before.version:
        raise RuleBroken(_("Choose a later version of the same procedure."), code="version")
    waiting = [
        change
        for change in waiting_changes(run)
        if change.kind == Changed.PROCEDURE and (change.version or 0) <= to.version
    ]
    run.procedure = to
    run.save_current(run.version if expected is None else expected, ["procedure"])
    found = moved(before, to)
    _carry(run, to)
    expect(run)
    for change in waiting:
        _answer(by, run, change, Answered.MOVED)
    told = [f"version.{before.version}.{to.version}"]
    told += [f"step_gone.{code}" for code in found.gone] + [f"step_new.{code}" for code in found.new]
    record(by=by, verb="checklists.move", object=run, organisation=run.organisation_id, fields=told)
    return found


def moved(before: Procedure, to: Procedure) -> rules.Moved:
    """What becomes of the steps of one version in the other."""
    return rules.moved([step.code for step in before.steps.all()], [step.code for step in to.steps.all()])


def _carry(run: ChecklistRun, to: Procedure) -> None:
    """Point what was said of steps and papers at those of the new version that bear their code or words."""
    steps = {step.code: step for step in to.steps.all()}
    standing = set(run.steps.filter(step__procedure=to).values_list("step__code", flat=True))
    for row in (
        run.steps.exclude(step__procedure=to).select_related("step").order_by("-step__procedure__version")
    ):
        if row.step.code in steps and row.step.code not in standing:
            standing.add(row.step.code)
            RunStep.objects.filter(pk=row.pk).update(step=steps[row.step.code])
    papers = list(StepPaper.objects.filter(step__procedure=to).select_related("step"))
    by_words = {(paper.step.code, paper.label_fr): paper for paper in papers}
    held = set(run.papers.filter(paper__step__procedure=to).values_list("paper_id", flat=True))
    for ticked in run.papers.exclude(paper__step__procedure=to).select_related("paper__step"):
        same = by_words.get((ticked.paper.step.code, ticked.paper.label_fr))
        if same is not None and same.pk not in held:
            held.add(same.pk)
            RunPaper.objects.filter(pk=ticked.pk).update(paper=same)
