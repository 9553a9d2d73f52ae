"""Abstract models shared by the rooms."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import Conflict


class Versioned(models.Model):
    """Optimistic locking: whoever saves with an old version is told what now stands there."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_current(self, expected: int, update_fields: Iterable[str]) -> None:
        """Write `update_fields` if the row still has version `expected`; else raise Conflict with what stands."""
        names = list(update_fields)
        values = {name: getattr(self, name) for name in names}
        manager = type(self)._default_manager
        done = manager.filter(pk=self.pk, version=expected).update(version=F("version") + 1, **values)
        if not done:
            current = manager.filter(pk=self.pk).values(*names).first() or {}
            raise Conflict(_("Somebody else changed this record while you were writing."), current=current)
        self.version = expected + 1


class Authored(models.Model):
    """When and by whom a row was made; ids and labels only, so that no account is needed to read it."""

    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by_id = models.BigIntegerField(null=True, blank=True, editable=False)
    created_by_label = models.CharField(max_length=150, blank=True, editable=False)

    class Meta:
        abstract = True

    def authored_by(self, by: Actor) -> None:
        """Fill the author from the actor."""
        self.created_by_id = by.id
        self.created_by_label = by.label


class Passage(models.Model):
    """One passage of a workflow; subclass it in the room with a foreign key to its record."""

    at = models.DateTimeField(default=clock.now)
    transition = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_label = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
