from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from wasl.base.procedures.enums import Confidence, Topic, Unit
from wasl.base.procedures.rules import ParameterValue
from wasl.kernel.i18n import translated


class ParameterQuerySet(models.QuerySet["Parameter"]):
    def on(self, day: date) -> ParameterQuerySet:
        """Values that hold on that day."""
        started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(started & (Q(valid_to__isnull=True) | Q(valid_to__gte=day)))


class Parameter(models.Model):
    """One value of a parameter as one source gives it, from `valid_from` to `valid_to`, both inclusive."""

    code = models.SlugField(max_length=60)
    variant = models.SlugField(max_length=60, default="main")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    label_fr = models.CharField(max_length=300)
    label_ar = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    unit = models.CharField(max_length=12, choices=Unit.choices)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=12, choices=Confidence.choices)
    preferred = models.BooleanField(default=True)
    note_fr = models.TextField(blank=True)
    note_ar = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "variant"], name="procedures_parameter_once"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="procedures_parameter_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.value} {self.unit}"

    @property
    def label(self) -> str:
        return translated(self, "label")

    @property
    def note(self) -> str:
        """What is doubtful about the value, in words."""
        return translated(self, "note")

    def as_value(self) -> ParameterValue:
        """The row as the rules read it."""
        return ParameterValue(
            code=self.code,
            value=self.value,
            unit=self.unit,
            source=self.source,
            url=self.url,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            verified_on=self.verified_on,
            confidence=self.confidence,
            preferred=self.preferred,
        )
