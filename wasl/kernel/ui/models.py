"""The memory of forms already sent."""

from __future__ import annotations

from django.db import models

from wasl.kernel import clock


class Submission(models.Model):
    """One form sent once: its key (actor, address and token, hashed) and where its result stands."""

    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=clock.now, db_index=True)
    location = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return self.key[:8]
