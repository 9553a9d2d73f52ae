"""The close of a day at an office."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.scope import scope
from wasl.services.reception.access import READERS


class DayClosingQuerySet(models.QuerySet["DayClosing"]):
    """Sentences about closings."""

    def visible_to(self, actor: Actor) -> DayClosingQuerySet:
        """Closings of the offices within the actor's grants."""
        return self.filter(scope(actor, READERS, office="office_id"))

    def standing(self) -> DayClosingQuerySet:
        """Not reopened."""
        return self.filter(reopened_at=None)


class DayClosing(models.Model):
    """A day of an office was closed by somebody, with what it counted at that moment.

    `visits` are acts, `people` each known person once (through merges and links), `anonymous` visits without a person.
    `lines` holds the visits by reason, guichet, sex and group: {"reason": [[code, visits], …], …}. A day reopened keeps
    its closing with who reopened it and why, and may be closed again.
    """

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    closed_at = models.DateTimeField(default=clock.now)
    closed_by_id = models.BigIntegerField(null=True, blank=True)
    closed_by_label = models.CharField(max_length=150, blank=True)
    visits = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    anonymous = models.PositiveIntegerField()
    lines = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by_id = models.BigIntegerField(null=True, blank=True)
    reopened_by_label = models.CharField(max_length=150, blank=True)
    reopen_reason = models.CharField(max_length=200, blank=True)

    objects = DayClosingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-closed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "day"], condition=Q(reopened_at=None), name="reception_day_closed_once"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None) | ~Q(reopen_reason=""), name="reception_reopened_says_why"
            ),
            models.CheckConstraint(
                condition=Q(anonymous__lte=models.F("visits")), name="reception_closing_counts_agree"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("reception:closed_day", args=[self.pk])

    @property
    def is_standing(self) -> bool:
        return self.reopened_at is None

    @property
    def known_visits(self) -> int:
        """Visits of known people."""
        return self.visits - self.anonymous
