from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from wasl.kernel.actors import Actor
from wasl.kernel.i18n import translated
from wasl.kernel.periods import Period


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, actor: Actor) -> ProgrammeQuerySet:
        """Programmes named in one of the actor's memberships, or in which their organisation takes part."""
        if actor.is_system:
            return self.all()
        condition = Q(pk__in=[])
        for grant in actor.grants:
            if grant.programmes is None:
                own = Q(partners__organisation=grant.organisation) | Q(
                    donors__organisation=grant.organisation
                )
                condition |= own
            else:
                condition |= Q(pk__in=sorted(grant.programmes))
        return self.filter(pk__in=Programme.objects.filter(condition).values("pk"))


class Programme(models.Model):
    """A financed programme, from its first to its last day, both inclusive; amounts in the donor's currency."""

    code = models.SlugField(max_length=40, unique=True)
    name_fr = models.CharField(max_length=200)
    name_ar = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    summary_fr = models.TextField(blank=True)
    summary_ar = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    envelope = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    dates_note_fr = models.TextField(blank=True)
    dates_note_ar = models.TextField(blank=True)
    dates_note_en = models.TextField(blank=True)
    coverage_stamp = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="programmes_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(envelope__isnull=True) | Q(envelope__gt=0), name="programmes_envelope_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("programmes:programme", args=[self.code])

    @property
    def label(self) -> str:
        """The name in the language of the screen."""
        return translated(self, "name")

    @property
    def summary(self) -> str:
        return translated(self, "summary")

    @property
    def dates_note(self) -> str:
        """What the sources say of the dates when they are not exact."""
        return translated(self, "dates_note")

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)
