from __future__ import annotations

from django.db import models

from wasl.kernel.i18n import translated


class Named(models.Model):
    """A row of a list: a code that never changes and its name in the three languages."""

    code = models.CharField(max_length=40, primary_key=True)
    name_fr = models.CharField(max_length=200)
    name_ar = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the language of the screen, French when that one is missing."""
        return translated(self, "name")
