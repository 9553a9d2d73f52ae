from __future__ import annotations

from django.db import models
from django.db.models import F, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored, Versioned
from wasl.services.labour import access
from wasl.services.labour.enums import Kind, Result, Status, StepKind
from wasl.spine.cases.models import Case


class LabourMatterQuerySet(models.QuerySet["LabourMatter"]):
    def visible_to(self, actor: Actor) -> LabourMatterQuerySet:
        """Matters of the cases in which a role of the actor opens the legal compartment."""
        return self.filter(case__in=Case.objects.within(actor, access.READERS))

    def with_shown(self) -> LabourMatterQuerySet:
        """With what a list shows, and `next_due`: the earliest day a step still to do is due."""
        next_due = Min("steps__due_on", filter=Q(steps__done_on=None))
        return self.select_related("case__party", "case__office", "case__guichet").annotate(next_due=next_due)


class LabourMatter(Versioned, Authored):
    """What a worker claims from an employer, inside a case file; all words are encrypted.

    Amounts are in MAD. `closing_words` says what came of it; `amount_obtained` what the worker really received.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="labour_matters")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    employer = EncryptedTextField()
    workplace = EncryptedTextField(blank=True)
    facts = EncryptedTextField()
    claim = EncryptedTextField(blank=True)
    amount_claimed = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    opened_on = models.DateField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.OPEN)
    result = models.CharField(max_length=15, choices=Result.choices, blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    amount_obtained = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    closing_words = EncryptedTextField(blank=True)

    objects = LabourMatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("labour-law matter")
        verbose_name_plural = _("labour-law matters")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="labour_matter_kind_known"),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, concluded_on=None, result="", amount_obtained=None)
                | Q(
                    status=Status.CONCLUDED,
                    concluded_on__gte=F("opened_on"),
                    result__in=Result.values,
                ),
                name="labour_matter_concluded_with_result",
            ),
            models.CheckConstraint(
                condition=(Q(amount_claimed=None) | Q(amount_claimed__gte=0))
                & (Q(amount_obtained=None) | Q(amount_obtained__gte=0)),
                name="labour_matter_amounts",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("labour:matter", args=[self.pk])

    @property
    def reference(self) -> str:
        """What it is called where nobody's name stands: DT-2026-17."""
        return f"DT-{self.opened_on.year}-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN


class MatterStep(Authored):
    """A step of a matter: to be done by a day, or done on a day, with what came of it."""

    matter = models.ForeignKey(LabourMatter, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    words = EncryptedTextField(blank=True)
    outcome = EncryptedTextField(blank=True)
    service = models.OneToOneField(
        "cases.ServiceRecord", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("step of a matter")
        verbose_name_plural = _("steps of a matter")
        ordering = [F("done_on").asc(nulls_last=True), F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="labour_step_kind_known"),
            models.CheckConstraint(
                condition=Q(service=None) | Q(done_on__isnull=False), name="labour_step_served_when_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"

    @property
    def is_overdue(self) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < clock.today()
