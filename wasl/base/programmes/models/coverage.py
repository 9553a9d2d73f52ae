from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wasl.base.programmes.models.parts import Strand, Zone
from wasl.base.programmes.models.programme import Programme
from wasl.kernel.i18n import translated


class Coverage(models.Model):
    """Which acts count for the programme; an empty list asks nothing, dates are inclusive.

    `kinds` holds codes of kinds of facts. Withdrawn coverages match nothing; facts that were frozen with them
    keep their rule.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="coverages")
    code = models.SlugField(max_length=40)
    label_fr = models.CharField(max_length=300)
    label_ar = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    offices = models.ManyToManyField("network.Office", related_name="+", blank=True)
    guichets = models.ManyToManyField("network.Guichet", related_name="+", blank=True)
    strands = models.ManyToManyField(Strand, related_name="+", blank=True)
    zones = models.ManyToManyField(Zone, related_name="+", blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    exclusive = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["programme__code", "code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="programmes_coverage_code"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="programmes_coverage_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What is covered, in words, in the language of the screen."""
        return translated(self, "label")
