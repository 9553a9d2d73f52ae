from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.spine.cases import rules
from wasl.spine.cases.enums import Status
from wasl.spine.cases.models.case import Case


class Goal(Authored):
    """What the plan is for: reached on a day with what came of it, or given up on a day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goals")
    title = models.CharField(max_length=200)
    reached_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="cases_goal_has_title"),
            models.CheckConstraint(
                condition=Q(reached_on=None) | Q(dropped_on=None), name="cases_goal_reached_or_dropped"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.reached_on is None and self.dropped_on is None


class PlanQuerySet(models.QuerySet["PlanItem"]):
    def standing(self) -> PlanQuerySet:
        """Steps that were not removed."""
        return self.filter(removed_at=None)

    def to_do(self) -> PlanQuerySet:
        """Steps of open cases that are neither done nor removed."""
        return self.filter(removed_at=None, done_on=None, case__status=Status.OPEN)

    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """Steps of the cases the actor may open."""
        return self.filter(case__in=Case.objects.visible_to(actor))


class PlanItem(Authored):
    """A step of the plan: what is to be done, by when, and what came of it. A removed one stays, unseen."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps", null=True, blank=True)
    title = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of the plan")
        verbose_name_plural = _("steps of the plan")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["case", "due_on"],
                condition=Q(done_on=None, removed_at=None),
                name="cases_plan_waiting",
            )
        ]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="cases_plan_has_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_overdue(self) -> bool:
        return self.done_on is None and rules.overdue(self.due_on, clock.today())

    @property
    def finish_url(self) -> str:
        return reverse("cases:plan_finish", args=[self.pk])
