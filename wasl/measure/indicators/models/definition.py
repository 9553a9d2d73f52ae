from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from wasl.base.programmes.enums import FigureUnit
from wasl.kernel.i18n import translated
from wasl.measure.indicators.enums import CountBy, PeriodRule


class DefinitionQuerySet(models.QuerySet["Definition"]):
    def in_force(self) -> DefinitionQuerySet:
        """The last version of each definition; replaced and withdrawn ones are kept for what was reported."""
        return self.filter(withdrawn=False)


class Definition(models.Model):
    """One version of an indicator of a programme; it is never changed, a change makes the next version.

    `clauses` is a list of conditions on facts (kinds, reasons, strands, legal_forms, party_kinds, each a list of
    codes, empty asking nothing); a fact counts when it meets one of them.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    withdrawn = models.BooleanField(default=False)
    label_fr = models.CharField(max_length=300)
    label_ar = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)
    words_fr = models.TextField(blank=True)
    words_ar = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    unit = models.CharField(max_length=12, choices=FigureUnit.choices)
    count_by = models.CharField(max_length=10, choices=CountBy.choices)
    clauses = models.JSONField(default=list)
    period_rule = models.CharField(max_length=30, choices=PeriodRule.choices)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    splits = models.JSONField(default=list, blank=True)
    targets = models.JSONField(default=list, blank=True)
    published = models.JSONField(default=list, blank=True)
    stage = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code", "version"], name="indicators_version_once"),
            models.UniqueConstraint(
                fields=["programme", "code"], condition=Q(withdrawn=False), name="indicators_one_in_force"
            ),
            models.CheckConstraint(condition=Q(count_by__in=CountBy.values), name="indicators_count_by"),
            models.CheckConstraint(
                condition=Q(period_rule__in=PeriodRule.values), name="indicators_period_rule"
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
                name="indicators_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:figure", args=[self.programme.code, self.code])

    @property
    def label(self) -> str:
        return translated(self, "label")

    @property
    def words(self) -> str:
        """What is counted, in words, in the language of the screen."""
        return translated(self, "words")
