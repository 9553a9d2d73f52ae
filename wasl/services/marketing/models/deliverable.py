from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Passage, Versioned
from wasl.services.marketing import access, rules
from wasl.services.marketing.enums import PATH, STANDING, Kind, Moment, Status, What
from wasl.spine.cases.models import Case


class DeliverableQuerySet(models.QuerySet["Deliverable"]):
    def visible_to(self, actor: Actor) -> DeliverableQuerySet:
        """Deliverables of the cases of the offices and programmes in which the actor reads them."""
        return self.filter(case__in=Case.objects.within(actor, access.READERS))

    def with_shown(self) -> DeliverableQuerySet:
        """With what a list shows."""
        return self.select_related("case__party", "case__office", "case__guichet")


class Deliverable(Versioned, Authored):
    """One piece of work for a business: what, for when, where it stands."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliverables")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=150)
    wish = models.TextField(blank=True)
    asked_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    delivered_on = models.DateField(null=True, blank=True)
    service = models.OneToOneField(
        "cases.ServiceRecord", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        verbose_name = _("marketing deliverable")
        verbose_name_plural = _("marketing deliverables")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="marketing_kind_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="marketing_status_known"),
            models.CheckConstraint(condition=~Q(title=""), name="marketing_has_title"),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("asked_on")), name="marketing_due_after_asked"
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__gte=F("asked_on"))
                | (Q(delivered_on=None) & ~Q(status__in=[Status.DELIVERED, Status.APPROVED])),
                name="marketing_delivered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("marketing:deliverable", args=[self.pk])

    @property
    def is_standing(self) -> bool:
        """Whether something is still to be done about it."""
        return self.status in STANDING

    @property
    def is_overdue(self) -> bool:
        late = self.status in (Status.ASKED, Status.IN_WORK)
        return late and self.due_on is not None and self.due_on < clock.today()

    def changes(self) -> list[rules.Change]:
        """What was measured before and after; uses the measures fetched before, if they were."""
        return rules.changes(
            rules.Taken(row.what, row.moment, row.on, row.value) for row in self.measures.all()
        )


class Step(Passage):
    """How a deliverable moved on: when, by whom, with which words."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="passages")

    @property
    def label(self) -> str:
        """The words of the step that was passed."""
        names = {step.name: str(step.label) for step in PATH.transitions}
        return names.get(self.transition, self.transition)


class Measure(Authored):
    """One number taken on one day, before or after the work; turnover in MAD a month, the rest are counts."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="measures")
    what = models.CharField(max_length=10, choices=What.choices)
    moment = models.CharField(max_length=6, choices=Moment.choices)
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    told_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(what__in=What.values), name="marketing_measure_known"),
            models.CheckConstraint(condition=Q(moment__in=Moment.values), name="marketing_moment_known"),
            models.CheckConstraint(condition=Q(value__gte=0), name="marketing_measure_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.moment} {self.on}"
