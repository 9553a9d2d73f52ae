from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q

from wasl.base.network import rules
from wasl.base.network.enums import GuichetKind
from wasl.base.network.models.organisation import Organisation
from wasl.kernel.actors import Actor
from wasl.kernel.i18n import translated
from wasl.kernel.models import Versioned
from wasl.kernel.scope import scope


def open_on(day: date) -> Q:
    """Condition on places with opened_on and closed_on: they receive people on that day."""
    opened = Q(opened_on__isnull=True) | Q(opened_on__lte=day)
    return opened & (Q(closed_on__isnull=True) | Q(closed_on__gte=day))


class OfficeQuerySet(models.QuerySet["Office"]):
    def open_on(self, day: date) -> OfficeQuerySet:
        """Offices that receive people on that day."""
        return self.filter(open_on(day))

    def covered_by(self, actor: Actor, roles: Iterable[str]) -> OfficeQuerySet:
        """Offices in which the actor holds one of these roles."""
        return self.filter(scope(actor, roles, office="pk"))


class Office(Versioned):
    """A place that receives people, from the day it opened to its last day, both inclusive."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offices")
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    province = models.ForeignKey("reference.Province", on_delete=models.PROTECT)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="network_office_closes_after_opening",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def open_on(self, day: date) -> bool:
        """Whether the office receives people on that day."""
        return rules.is_open(opened_on=self.opened_on, closed_on=self.closed_on, on=day)


class GuichetQuerySet(models.QuerySet["Guichet"]):
    def open_on(self, day: date) -> GuichetQuerySet:
        """Guichets that receive people on that day."""
        return self.filter(open_on(day))


class Guichet(Versioned):
    """A specialised desk of an organisation; its code is the kind unless an organisation has two of a kind."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="guichets")
    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=30, choices=GuichetKind.choices)
    name_fr = models.CharField(max_length=200)
    name_ar = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = GuichetQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="network_guichet_code"),
            models.CheckConstraint(
                condition=Q(kind__in=GuichetKind.values), name="network_guichet_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="network_guichet_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the language of the screen."""
        return translated(self, "name")

    def open_on(self, day: date) -> bool:
        """Whether the guichet receives people on that day."""
        return rules.is_open(opened_on=self.opened_on, closed_on=self.closed_on, on=day)
