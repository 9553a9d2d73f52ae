from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wasl.base.programmes.enums import FigureKind, FigureUnit, Precision
from wasl.base.programmes.models.parts import Strand
from wasl.base.programmes.models.programme import Programme
from wasl.kernel.i18n import translated
from wasl.kernel.periods import Period


class Source(models.Model):
    """Where a figure was read; `published` is the date as far as it is known (2021, 2021-12 or 2021-12-17)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sources")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.CharField(max_length=10, blank=True)
    url = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["published", "code"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="programmes_source_code")]

    def __str__(self) -> str:
        return self.title


class Stated(models.Model):
    """A number that somebody stated: what it counts, for which days, how exactly, how it is read, and where."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE)
    code = models.SlugField(max_length=60)
    label_fr = models.CharField(max_length=300)
    label_ar = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=2)
    precision = models.CharField(max_length=10, choices=Precision.choices, default=Precision.EXACT)
    unit = models.CharField(max_length=12, choices=FigureUnit.choices)
    currency = models.CharField(max_length=3, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reading_fr = models.TextField(blank=True)
    reading_ar = models.TextField(blank=True)
    reading_en = models.TextField(blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="programmes_%(class)s_code"),
            models.CheckConstraint(
                condition=(Q(unit=FigureUnit.AMOUNT) & ~Q(currency=""))
                | (~Q(unit=FigureUnit.AMOUNT) & Q(currency="")),
                name="programmes_%(class)s_currency",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
                name="programmes_%(class)s_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"

    @property
    def label(self) -> str:
        return translated(self, "label")

    @property
    def reading(self) -> str:
        """How the number is to be read, in the language of the screen."""
        return translated(self, "reading")

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)


class Target(Stated):
    """What the programme set out to reach. Never shown as a result."""

    class Meta(Stated.Meta):
        default_related_name = "targets"


class PublishedFigure(Stated):
    """A figure somebody published; several may stand for the same thing, each with its own source."""

    kind = models.CharField(max_length=10, choices=FigureKind.choices)

    class Meta(Stated.Meta):
        default_related_name = "published_figures"
