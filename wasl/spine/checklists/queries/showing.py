"""A run as its page shows it: each step with what was said of it, its papers, its numbers and its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wasl.base.procedures.models import Step, StepPaper
from wasl.base.procedures.queries import parameters
from wasl.base.procedures.rules import ParameterValue
from wasl.spine.checklists import rules
from wasl.spine.checklists.enums import STEP_TONES, UNFINISHED, PaperState, StepState
from wasl.spine.checklists.models import ChecklistRun, RunPaper, RunStep


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that a step asks and whether it is there; one nobody spoke of is missing."""

    paper: StepPaper
    row: RunPaper | None

    @property
    def state(self) -> str:
        return self.row.state if self.row else PaperState.MISSING

    @property
    def label(self) -> str:
        return str(PaperState(self.state).label)

    @property
    def tone(self) -> str:
        return {PaperState.HELD: "success", PaperState.ASKED: "info"}.get(PaperState(self.state), "neutral")


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with what was said of it and the numbers that hold on the day asked."""

    step: Step
    row: RunStep | None
    papers: tuple[PaperLine, ...]
    delay: ParameterValue | None
    cost: ParameterValue | None
    today: date

    @property
    def state(self) -> str:
        return self.row.state if self.row else StepState.TO_DO

    @property
    def label(self) -> str:
        return str(StepState(self.state).label)

    @property
    def tone(self) -> str:
        return STEP_TONES[StepState(self.state)]

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def expected_on(self) -> date | None:
        """The day by which an answer is expected; None once it has come, or where no delay is known."""
        return self.row.expected_on if self.row and self.is_unfinished else None

    @property
    def is_overdue(self) -> bool:
        return self.expected_on is not None and self.expected_on < self.today

    @property
    def valid_until(self) -> date | None:
        return self.row.valid_until if self.row and self.state == StepState.DONE else None

    @property
    def has_expired(self) -> bool:
        """Whether what was obtained at this step no longer holds."""
        return self.valid_until is not None and self.valid_until < self.today

    @property
    def papers_missing(self) -> int:
        """Papers not held, of a step that is still to be done."""
        return sum(paper.state != PaperState.HELD for paper in self.papers) if self.is_unfinished else 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A run with its steps in order; `left` are steps said of an earlier version that this one no longer asks."""

    run: ChecklistRun
    steps: tuple[StepLine, ...]
    left: tuple[RunStep, ...]
    progress: rules.Progress

    @property
    def next(self) -> StepLine | None:
        """The first step not finished."""
        return next((line for line in self.steps if line.is_unfinished), None)

    @property
    def papers_missing(self) -> int:
        return sum(line.papers_missing for line in self.steps)

    @property
    def overdue(self) -> tuple[StepLine, ...]:
        return tuple(line for line in self.steps if line.is_overdue)


def shown(run: ChecklistRun, today: date) -> Shown:
    """The run with its steps, papers and the numbers of today. Five queries."""
    steps = list(run.procedure.steps.prefetch_related("papers"))
    said = {row.step_id: row for row in run.steps.select_related("step")}
    papers = {row.paper_id: row for row in run.papers.select_related("person_paper")}
    named = {code for step in steps for code in (step.delay_parameter, step.cost_parameter)}
    values = parameters(named - {""}, today)
    lines = tuple(
        StepLine(
            step,
            said.get(step.pk),
            tuple(PaperLine(paper, papers.get(paper.pk)) for paper in step.papers.all()),
            values.get(step.delay_parameter),
            values.get(step.cost_parameter),
            today,
        )
        for step in steps
    )
    current = {step.pk for step in steps}
    left = tuple(row for row in said.values() if row.step_id not in current)
    return Shown(run, lines, left, rules.progress([line.state for line in lines]))
