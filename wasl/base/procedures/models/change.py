from __future__ import annotations

from django.db import models
from django.db.models import Q

from wasl.base.procedures.enums import Changed, Confidence, Nature
from wasl.kernel import clock


class LawChange(models.Model):
    """A change of law noticed: another value of a parameter, or another version of a procedure.

    Written when files are loaded, by comparing them with what stands, and when a value entered by hand is confirmed.
    It is frozen as noticed: `before` and `after` are values of the parameter (None where there is none), in `unit`.
    """

    noticed_at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=9, choices=Changed.choices)
    nature = models.CharField(max_length=9, choices=Nature.choices)
    code = models.SlugField(max_length=60)
    variant = models.SlugField(max_length=60, blank=True)
    version = models.PositiveSmallIntegerField(null=True, blank=True)
    before = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    after = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=12, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=500, blank=True)
    confidence = models.CharField(max_length=12, choices=Confidence.choices, blank=True)

    class Meta:
        ordering = ["-noticed_at", "-pk"]
        indexes = [models.Index(fields=["kind", "code"], name="procedures_change_of_code")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Changed.PARAMETER, version=None)
                | Q(kind=Changed.PROCEDURE, version__isnull=False, nature=Nature.VERSION),
                name="procedures_change_of_one_kind",
            ),
            models.CheckConstraint(condition=Q(nature__in=Nature.values), name="procedures_change_nature"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.version or self.variant}".strip()
