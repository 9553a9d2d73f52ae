from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class CountedAs(models.Model):
    """The party that bore `key` is counted as the one that bears `counted_as`: they were merged or linked.

    Facts keep the key they were recorded with; whoever counts people goes through these lines. A party counted as
    itself has none.
    """

    key = models.UUIDField(unique=True)
    counted_as = models.UUIDField(db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(key=F("counted_as")), name="people_counted_as_another")
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.counted_as}"
