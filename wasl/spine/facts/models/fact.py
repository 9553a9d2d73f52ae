"""A fact, the programmes it counts for, the people it counts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.scope import scope
from wasl.spine.facts.access import READERS
from wasl.spine.facts.enums import AgeBand, FactKind, Origin, Sex, Unit


class FactQuerySet(models.QuerySet["Fact"]):
    """Sentences about facts."""

    def standing(self) -> Self:
        """Neither voided nor a void itself."""
        return self.filter(voids__isnull=True, voided_by__isnull=True)

    def known_at(self, instant: datetime) -> Self:
        """Standing as known at that instant: recorded by then, not voided by then."""
        return self.filter(voids__isnull=True, recorded_at__lte=instant).filter(
            Q(voided_by__isnull=True) | Q(voided_by__recorded_at__gt=instant)
        )

    def in_period(self, start: date | None, end: date | None) -> Self:
        """That happened from `start` to `end`, both inclusive; None leaves a side open."""
        found = self
        if start:
            found = found.filter(happened_on__gte=start)
        if end:
            found = found.filter(happened_on__lte=end)
        return found

    def visible_to(self, actor: Actor) -> Self:
        """Facts of the actor's offices; a role limited to programmes sees what counts for them."""
        covered = scope(actor, READERS, office="office_id", programme="programmes__programme_id")
        return self.filter(pk__in=Fact.objects.filter(covered).values("pk"))


class Fact(models.Model):
    """One thing that happened. Append-only: a trigger refuses any change."""

    kind = models.CharField(_("what"), max_length=30, choices=FactKind.choices)
    happened_on = models.DateField(_("on"))
    recorded_at = models.DateTimeField(_("recorded at"), default=clock.now)
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by_label = models.CharField(max_length=150, blank=True)
    organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", models.PROTECT, related_name="+")
    guichet = models.ForeignKey("network.Guichet", models.PROTECT, null=True, related_name="+")
    strand = models.ForeignKey("programmes.Strand", models.PROTECT, null=True, related_name="+")
    zone = models.ForeignKey("programmes.Zone", models.PROTECT, null=True, related_name="+")
    province = models.ForeignKey("reference.Province", models.PROTECT, null=True, related_name="+")
    party = models.ForeignKey("people.Party", models.PROTECT, null=True, related_name="facts")
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    sector = models.CharField(_("sector"), max_length=60, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=30, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, default=Decimal(1))
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.ACT)
    amount_mad = models.DecimalField(_("amount in MAD"), max_digits=14, decimal_places=2, null=True)
    source_kind = models.CharField(max_length=60)
    source_id = models.BigIntegerField()
    voids = models.OneToOneField("self", models.PROTECT, null=True, related_name="voided_by")
    void_reason = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.LIVE)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["kind", "happened_on"]),
            models.Index(fields=["source_kind", "source_id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FactKind.values), name="facts_fact_kind"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="facts_fact_quantity"),
            models.CheckConstraint(
                condition=~Q(kind__in=["committed", "paid"]) | Q(amount_mad__isnull=False),
                name="facts_fact_amount",
            ),
            models.CheckConstraint(
                condition=Q(voids__isnull=True) | ~Q(void_reason=""), name="facts_fact_void_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on} {self.source_kind}:{self.source_id}"


class FactProgramme(models.Model):
    """The fact counts for this programme, by this rule, frozen in words."""

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="programmes")
    programme = models.ForeignKey("programmes.Programme", models.PROTECT, related_name="+")
    coverage_id = models.BigIntegerField(null=True)
    rule = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "programme"], name="facts_once_per_programme")]

    def __str__(self) -> str:
        return f"{self.fact_id} → {self.programme_id}"


class FactPerson(models.Model):
    """A person the fact counts, as known at the act; without a key, a visitor who stayed anonymous."""

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="people")
    person_key = models.UUIDField(null=True, db_index=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    age = models.PositiveSmallIntegerField(null=True)
    age_band = models.CharField(max_length=10, choices=AgeBand.choices, default=AgeBand.UNKNOWN)
    nationality = models.CharField(max_length=2, blank=True)
    nationality_group = models.CharField(max_length=10, blank=True)
    activity = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fact", "person_key"], name="facts_person_once"),
            models.CheckConstraint(condition=Q(sex__in=["f", "m", "u"]), name="facts_person_sex"),
        ]

    def __str__(self) -> str:
        return f"{self.fact_id} · {self.person_key or 'anonymous'}"
