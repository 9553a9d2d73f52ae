from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.procedures.models import Step, StepPaper
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored, Versioned
from wasl.kernel.scope import scope
from wasl.spine.cases.models import Assignment
from wasl.spine.checklists import access
from wasl.spine.checklists.enums import UNFINISHED, EndReason, PaperState, RunStatus, StepState

if TYPE_CHECKING:
    from wasl.base.network.models import Office


class RunQuerySet(models.QuerySet["ChecklistRun"]):
    def visible_to(self, actor: Actor) -> RunQuerySet:
        """Runs of the cases that the actor reads, wherever these have gone, and those without a case in their scope."""
        alone = scope(actor, access.READERS, office="office_id", programme="programme_id")
        there = scope(
            actor,
            access.READERS,
            organisation="case__organisation_id",
            office="case__office_id",
            programme="case__programme_id",
        )
        condition = (Q(case=None) & alone) | (Q(case__isnull=False) & there)
        if not actor.is_system and actor.has(*access.ASSIGNED):
            condition |= Q(Exists(Assignment.objects.of(actor).filter(case_id=OuterRef("case_id"))))
        return self.filter(condition)

    def of(self, actor: Actor) -> RunQuerySet:
        """Runs of the cases somebody is assigned to today, and those without a case that they started."""
        mine = Q(Exists(Assignment.objects.of(actor).filter(case_id=OuterRef("case_id"))))
        if actor.id is None or actor.kind != "user":
            return self.none()
        return self.filter(mine | Q(case=None, created_by_id=actor.id))

    def open(self) -> RunQuerySet:
        return self.filter(status=RunStatus.OPEN)

    def overdue(self) -> RunQuerySet:
        """Open runs with a step whose answer was expected before today."""
        late = RunStep.objects.current().filter(
            run_id=OuterRef("pk"), state__in=UNFINISHED, expected_on__lt=clock.today()
        )
        return self.open().filter(Exists(late))

    def with_shown(self) -> RunQuerySet:
        """With what a list or a header shows."""
        return self.select_related("party", "procedure", "office", "case__office", "case__guichet")

    def with_progress(self) -> RunQuerySet:
        """With `steps_done` of `steps_counted`, `papers_missing` for the steps not finished, and `next_expected`."""
        mine = {"run_id": OuterRef("pk")}
        said = RunStep.objects.current().filter(**mine)
        waiting = said.filter(state__in=UNFINISHED).order_by().values("run_id")
        return self.annotate(
            steps_done=_count(said.filter(state=StepState.DONE), "run_id"),
            steps_counted=_count(Step.objects.filter(procedure_id=OuterRef("procedure_id")), "procedure_id")
            - _count(said.filter(state=StepState.NOT_NEEDED), "run_id"),
            papers_missing=_count(_papers_to_bring(), "step__procedure_id"),
            next_expected=Subquery(waiting.annotate(first=Min("expected_on")).values("first")),
        )


def _count(rows: models.QuerySet[Any, Any], by: str) -> Coalesce:
    """How many of these rows, all of one `by`, stand beside the row asked about."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), Value(0))


def _papers_to_bring() -> models.QuerySet[StepPaper]:
    """The papers of the steps not finished of the outer run, which it does not hold."""
    run = OuterRef(OuterRef("pk"))
    held = RunPaper.objects.filter(run_id=run, paper_id=OuterRef("pk"), state=PaperState.HELD)
    settled = RunStep.objects.filter(run_id=run, step_id=OuterRef("step_id")).exclude(state__in=UNFINISHED)
    rows = StepPaper.objects.filter(step__procedure_id=OuterRef("procedure_id"))
    return rows.filter(~Exists(held), ~Exists(settled))


class ChecklistRun(Versioned, Authored):
    """A party followed through one version of a procedure; one run of a procedure is open at a time.

    It may hang on a case: then whoever works on the case works on it, and it goes where the case goes. `office` is
    where it was started.
    """

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="checklist_runs")
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="checklist_runs", null=True, blank=True
    )
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="+")
    procedure_code = models.SlugField(max_length=60)
    started_on = models.DateField()
    status = models.CharField(max_length=9, choices=RunStatus.choices, default=RunStatus.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=11, choices=EndReason.choices, blank=True)
    end_note = EncryptedTextField(blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure followed")
        verbose_name_plural = _("procedures followed")
        ordering = ["-started_on", "-pk"]
        indexes = [models.Index(fields=["status", "procedure_code"], name="checklists_run_of_procedure")]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "procedure_code"],
                condition=Q(status=RunStatus.OPEN),
                name="checklists_run_one_open",
            ),
            models.CheckConstraint(
                condition=Q(status=RunStatus.OPEN, ended_on=None, end_reason="")
                | Q(status=RunStatus.COMPLETED, ended_on__gte=F("started_on"), end_reason="")
                | Q(
                    status=RunStatus.ABANDONED,
                    ended_on__gte=F("started_on"),
                    end_reason__in=EndReason.values,
                ),
                name="checklists_run_ended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} · {self.procedure.title}"

    def get_absolute_url(self) -> str:
        return reverse("checklists:run", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == RunStatus.OPEN

    @property
    def place(self) -> tuple[int, int, int | None]:
        """Ids of the organisation, office and programme it lies in: those of its case where it has one."""
        if self.case is not None:
            return self.case.place
        return self.organisation_id, self.office_id, self.programme_id

    @property
    def where(self) -> Office:
        """The office it lies in today."""
        return self.case.office if self.case is not None else self.office


class RunStepQuerySet(models.QuerySet["RunStep"]):
    def current(self) -> RunStepQuerySet:
        """Steps of the version that their run follows; the others are of a version it followed before."""
        return self.filter(step__procedure_id=F("run__procedure_id"))


class RunStep(models.Model):
    """What was said of a step of a run; a step without such a row is to do.

    `expected_on` is the day by which an answer is expected, `valid_until` the last day of what was obtained: both come
    from the delay that the law gave on the day they are counted from. `reason` says why it is blocked or not needed.
    """

    run = models.ForeignKey(ChecklistRun, on_delete=models.PROTECT, related_name="steps")
    step = models.ForeignKey("procedures.Step", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.TO_DO)
    filed_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    reference = EncryptedTextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    note = EncryptedTextField(blank=True)
    said_at = models.DateTimeField(default=clock.now)
    said_by_label = models.CharField(max_length=150, blank=True)

    objects = RunStepQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a procedure", "step")
        verbose_name_plural = pgettext_lazy("of a procedure", "steps")
        ordering = ["run", "step__position"]
        indexes = [
            models.Index(
                fields=["expected_on"], condition=Q(state__in=UNFINISHED), name="checklists_step_expected"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "step"], name="checklists_step_once"),
            models.CheckConstraint(
                condition=Q(state=StepState.TO_DO, filed_on=None, done_on=None)
                | Q(state=StepState.FILED, filed_on__isnull=False, done_on=None)
                | Q(state=StepState.DONE, done_on__isnull=False)
                | Q(state__in=(StepState.BLOCKED, StepState.NOT_NEEDED), done_on=None),
                name="checklists_step_days_of_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(StepState.BLOCKED, StepState.NOT_NEEDED)) | ~Q(reason=""),
                name="checklists_step_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(filed_on=None) | Q(done_on=None) | Q(done_on__gte=F("filed_on")),
                name="checklists_step_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step.code} {self.state}"


class RunPaper(models.Model):
    """Whether a paper that a step asks is held, asked for or missing; `person_paper` is the one it is, on file here."""

    run = models.ForeignKey(ChecklistRun, on_delete=models.PROTECT, related_name="papers")
    paper = models.ForeignKey("procedures.StepPaper", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=PaperState.choices)
    said_on = models.DateField()
    said_by_label = models.CharField(max_length=150, blank=True)
    person_paper = models.ForeignKey(
        "people.Paper", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("paper of a procedure")
        verbose_name_plural = _("papers of a procedure")
        ordering = ["run", "paper__step__position", "paper__position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "paper"], name="checklists_paper_once"),
            models.CheckConstraint(
                condition=Q(state__in=PaperState.values), name="checklists_paper_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.state}"
