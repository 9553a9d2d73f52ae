from __future__ import annotations

from django.db import models

from wasl.kernel import clock


class Sending(models.Model):
    """An application came in from a place; the place cannot be read back. Kept one hour, to slow down machines."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    source_index = models.CharField(max_length=64)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["source_index", "at"], name="portal_sending_source")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
