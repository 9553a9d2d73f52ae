from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from wasl.base.procedures.enums import Confidence, Origin, Topic, Unit
from wasl.base.procedures.rules import ParameterValue
from wasl.kernel.i18n import translated


class ParameterQuerySet(models.QuerySet["Parameter"]):
    def on(self, day: date) -> ParameterQuerySet:
        """Values that hold on that day."""
        started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(started & (Q(valid_to__isnull=True) | Q(valid_to__gte=day)))

    def waiting(self) -> ParameterQuerySet:
        """Values entered by hand that no second person has confirmed yet."""
        return self.filter(origin=Origin.HAND, confirmed_at=None)


class Parameter(models.Model):
    """One value of a parameter as one source gives it, from `valid_from` to `valid_to`, both inclusive.

    One entered by hand stands beside the others, not confirmed, until a second person confirms it with the confidence
    that its author claims; then it holds from its day. Loading the files leaves it alone, and keeps a later day of
    verification.
    """

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
    origin = models.CharField(max_length=4, choices=Origin.choices, default=Origin.FILE)
    claimed = models.CharField(max_length=12, choices=Confidence.choices, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by_id = models.BigIntegerField(null=True, blank=True)
    recorded_by_label = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by_id = models.BigIntegerField(null=True, blank=True)
    confirmed_by_label = models.CharField(max_length=150, blank=True)
    verified_by_label = models.CharField(max_length=150, blank=True)

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
            models.CheckConstraint(
                condition=Q(origin=Origin.FILE, recorded_at=None, claimed="")
                | Q(origin=Origin.HAND, recorded_at__isnull=False, claimed__in=Confidence.values),
                name="procedures_parameter_origin",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.FILE)
                | Q(confirmed_at__isnull=False)
                | Q(preferred=False, confidence=Confidence.UNCONFIRMED),
                name="procedures_parameter_waits_unconfirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by_id=None) | ~Q(confirmed_by_id=F("recorded_by_id")),
                name="procedures_parameter_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.value} {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("procedures:parameter", args=[self.code])

    @property
    def is_waiting(self) -> bool:
        """Whether it was entered by hand and no second person has confirmed it."""
        return self.origin == Origin.HAND and self.confirmed_at is None

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
            by_hand=self.origin == Origin.HAND,
        )
