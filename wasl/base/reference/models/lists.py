from __future__ import annotations

from django.db import models

from wasl.base.reference.models.named import Named


class Language(Named):
    """A language by its ISO 639-3 code."""

    class Meta:
        ordering = ["name_fr", "code"]


class Sector(Named):
    """A sector of activity of ventures and jobs; `isic` is the ISIC Rev. 4 division or class it falls in."""

    isic = models.CharField(max_length=8, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]


class Trade(Named):
    """A trade a person can do; `isco` is its ISCO-08 unit group."""

    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="trades", null=True, blank=True)
    isco = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["name_fr", "code"]
