from __future__ import annotations

from django.db import models

from wasl.base.reference.enums import CountryGroup, ProvinceKind
from wasl.base.reference.models.named import Named


class Country(Named):
    """A country by its ISO 3166-1 alpha-2 code, with the group used in statistics."""

    alpha3 = models.CharField(max_length=3, unique=True)
    group = models.CharField(max_length=10, choices=CountryGroup.choices)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(group__in=CountryGroup.values), name="reference_country_group_known"
            )
        ]


class Region(Named):
    """One of the 12 regions of Morocco by its ISO 3166-2 code (MA-01…MA-12)."""

    hcp_code = models.CharField(max_length=6, unique=True)

    class Meta:
        ordering = ["code"]


class Province(Named):
    """A province or prefecture: `region` is its administrative parent, `iso_region` the one ISO prints."""

    kind = models.CharField(max_length=12, choices=ProvinceKind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="provinces")
    iso_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    hcp_code = models.CharField(max_length=6, unique=True)

    class Meta:
        ordering = ["region_id", "name_fr", "code"]
