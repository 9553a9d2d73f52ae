from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.urls import reverse

from wasl.base.procedures.enums import Confidence, DelayKind, Topic
from wasl.kernel.i18n import translated


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def on(self, day: date) -> ProcedureQuerySet:
        """The version of each procedure that holds on that day: the latest begun by then."""
        begun = self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day), code=OuterRef("code"))
        latest = begun.order_by().values("code").annotate(latest=Max("version")).values("latest")
        return self.filter(version=Subquery(latest))

    def with_steps_counted(self) -> ProcedureQuerySet:
        """With `step_count`, how many steps each has, and `doubted`, whether some line of it is not confirmed."""
        unsure = Step.objects.filter(procedure=OuterRef("pk"), confidence=Confidence.UNCONFIRMED)
        unsure_conditions = Condition.objects.filter(
            procedure=OuterRef("pk"), confidence=Confidence.UNCONFIRMED
        )
        return self.annotate(
            step_count=Count("steps", distinct=True), doubted=Exists(unsure) | Exists(unsure_conditions)
        )


class Sourced(models.Model):
    """Where something stands written, when it was read, how sure it is, and what is doubtful about it."""

    source = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=12, choices=Confidence.choices)
    doubt_fr = models.TextField(blank=True)
    doubt_ar = models.TextField(blank=True)
    doubt_en = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def doubt(self) -> str:
        """What other sources say otherwise, or what nobody could confirm."""
        return translated(self, "doubt")


class Procedure(models.Model):
    """One version of the way to obtain something from the authorities, in steps; a new law makes a new version."""

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    title_fr = models.CharField(max_length=200)
    title_ar = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    summary_fr = models.TextField(blank=True)
    summary_ar = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        ordering = ["position", "-version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="procedures_procedure_once"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="procedures_topic_known"),
            models.CheckConstraint(condition=~Q(title_fr=""), name="procedures_procedure_has_title"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("procedures:procedure", args=[self.code])

    @property
    def title(self) -> str:
        return translated(self, "title")

    @property
    def summary(self) -> str:
        return translated(self, "summary")


class Condition(Sourced):
    """What must be so for the procedure to be open, asked as evidence; it informs the adviser and never refuses.

    With an `operator` (>= or <=) the evidence is compared with the parameter; without one, both are shown.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField()
    evidence = models.SlugField(max_length=60, blank=True)
    parameter = models.SlugField(max_length=60, blank=True)
    operator = models.CharField(max_length=2, blank=True)
    text_fr = models.TextField()
    text_ar = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ["procedure", "position"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "position"], name="procedures_condition_once"),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="procedures_condition_confidence"
            ),
            models.CheckConstraint(
                condition=Q(operator="")
                | (Q(operator__in=(">=", "<=")) & ~Q(evidence="") & ~Q(parameter="")),
                name="procedures_condition_compares",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.evidence or self.position}"

    @property
    def text(self) -> str:
        return translated(self, "text")


class Step(Sourced):
    """One step: what to do, before whom, with which papers, how long and at what cost.

    `delay` and `cost` say in words what is no number; a number is a parameter, named by its code, so that a change of
    law changes one row.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    title_fr = models.CharField(max_length=200)
    title_ar = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    what_fr = models.TextField(blank=True)
    what_ar = models.TextField(blank=True)
    what_en = models.TextField(blank=True)
    authority_fr = models.CharField(max_length=200, blank=True)
    authority_ar = models.CharField(max_length=200, blank=True)
    authority_en = models.CharField(max_length=200, blank=True)
    delay_fr = models.CharField(max_length=200, blank=True)
    delay_ar = models.CharField(max_length=200, blank=True)
    delay_en = models.CharField(max_length=200, blank=True)
    delay_parameter = models.SlugField(max_length=60, blank=True)
    delay_kind = models.CharField(max_length=8, choices=DelayKind.choices, default=DelayKind.ANSWER)
    cost_fr = models.CharField(max_length=200, blank=True)
    cost_ar = models.CharField(max_length=200, blank=True)
    cost_en = models.CharField(max_length=200, blank=True)
    cost_parameter = models.SlugField(max_length=60, blank=True)

    class Meta:
        ordering = ["procedure", "position"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "code"], name="procedures_step_code_once"),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="procedures_step_confidence"
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="procedures_step_from_one"),
            models.CheckConstraint(
                condition=Q(delay_kind__in=DelayKind.values), name="procedures_step_delay_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.position}. {self.code}"

    @property
    def title(self) -> str:
        return translated(self, "title")

    @property
    def what(self) -> str:
        return translated(self, "what")

    @property
    def authority(self) -> str:
        return translated(self, "authority")

    @property
    def delay(self) -> str:
        return translated(self, "delay")

    @property
    def cost(self) -> str:
        return translated(self, "cost")


class StepPaper(models.Model):
    """A paper asked at a step."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    label_fr = models.CharField(max_length=300)
    label_ar = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["step", "position"]
        constraints = [
            models.UniqueConstraint(fields=["step", "position"], name="procedures_paper_place_once")
        ]

    def __str__(self) -> str:
        return self.label_fr

    @property
    def label(self) -> str:
        return translated(self, "label")
