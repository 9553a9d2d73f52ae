from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.spine.cases.models import Case


class DiagnosticQuerySet(models.QuerySet["Diagnostic"]):
    def standing(self) -> DiagnosticQuerySet:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Diagnostic(Authored):
    """Where a project stands on a grid on a day; every one of a case is taken on the grid of its first.

    One taken by mistake is withdrawn with a reason, and stays.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="diagnostics")
    grid = models.SlugField(max_length=40)
    grid_version = models.PositiveSmallIntegerField()
    on = models.DateField()
    words = EncryptedTextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=200, blank=True)

    objects = DiagnosticQuerySet.as_manager()

    class Meta:
        verbose_name = _("diagnostic")
        verbose_name_plural = _("diagnostics")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "on"], condition=Q(withdrawn_at=None), name="coaching_one_diagnostic_a_day"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="coaching_diagnostic_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("coaching:progress", args=[self.case_id])

    def by_dimension(self) -> dict[str, int]:
        """The levels given, by code of dimension; uses the levels fetched before, if they were."""
        return {row.dimension: row.level for row in self.levels.all()}


class Level(models.Model):
    """One dimension of a diagnostic: the level, from 0 to the top of the grid."""

    diagnostic = models.ForeignKey(Diagnostic, on_delete=models.CASCADE, related_name="levels")
    dimension = models.SlugField(max_length=40)
    level = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["diagnostic", "dimension"], name="coaching_level_once"),
            models.CheckConstraint(condition=Q(level__lte=10), name="coaching_level_small"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.level}"
