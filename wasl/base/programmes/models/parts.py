from __future__ import annotations

from django.db import models
from django.db.models import Q

from wasl.base.programmes.enums import PartnerRole
from wasl.base.programmes.models.programme import Programme
from wasl.kernel.i18n import translated


class Donor(models.Model):
    """Who pays for the programme; `amount` in the programme's currency where it is published."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="donors")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "organisation"], name="programmes_donor_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.organisation_id}"


class Partner(models.Model):
    """An organisation that takes part in the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=PartnerRole.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "organisation"], name="programmes_partner_once"),
            models.CheckConstraint(condition=Q(role__in=PartnerRole.values), name="programmes_partner_role"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.organisation_id}"


class Zone(models.Model):
    """A territory of the programme and the partner who works there, with the others beside it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="zones")
    code = models.SlugField(max_length=40)
    name_fr = models.CharField(max_length=200)
    name_ar = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    with_organisations = models.ManyToManyField("network.Organisation", related_name="+", blank=True)
    provinces = models.ManyToManyField("reference.Province", related_name="+", blank=True)
    admits_fr = models.TextField(blank=True)
    admits_ar = models.TextField(blank=True)
    admits_en = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="programmes_zone_code")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the language of the screen."""
        return translated(self, "name")

    @property
    def admits(self) -> str:
        """Who is admitted in this zone, in words; the test itself is a rule of each call."""
        return translated(self, "admits")


class Strand(models.Model):
    """A part of the programme with its own logic (collective start-ups, individual businesses…)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="strands")
    code = models.SlugField(max_length=40)
    name_fr = models.CharField(max_length=200)
    name_ar = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="programmes_strand_code")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the language of the screen."""
        return translated(self, "name")
