from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope
from wasl.outcomes.ventures import access
from wasl.outcomes.ventures.enums import FollowUpStatus, VentureStatus
from wasl.outcomes.ventures.models.venture import Venture


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, actor: Actor) -> FollowUpQuerySet:
        return self.filter(
            scope(
                actor,
                access.READERS,
                organisation="venture__organisation_id",
                office="venture__office_id",
                programme="venture__programme_id",
            )
        )

    def due_by(self, day: date) -> FollowUpQuerySet:
        """To do, and their day has come."""
        return self.filter(status=FollowUpStatus.DUE, due_on__lte=day)


class FollowUp(Authored):
    """A visit or call some months after creation: due, then done with what it found; turnover in MAD since the last."""

    venture = models.ForeignKey(Venture, on_delete=models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField(_("due on"))
    status = models.CharField(max_length=8, choices=FollowUpStatus.choices, default=FollowUpStatus.DUE)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    found = models.CharField(max_length=12, choices=VentureStatus.choices, blank=True)
    turnover = models.DecimalField(_("turnover"), max_digits=14, decimal_places=2, null=True, blank=True)
    jobs_created = models.PositiveSmallIntegerField(_("jobs created since the last follow-up"), default=0)
    note = models.TextField(_("what was found"), blank=True)
    done_by_id = models.BigIntegerField(null=True, blank=True)
    done_by_label = models.CharField(max_length=150, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["venture", "months"], name="ventures_follow_up_once"),
            models.CheckConstraint(
                condition=Q(status__in=FollowUpStatus.values), name="ventures_follow_up_status"
            ),
            models.CheckConstraint(
                condition=Q(status=FollowUpStatus.DONE, done_on__isnull=False, found__in=VentureStatus.values)
                | (~Q(status=FollowUpStatus.DONE) & Q(done_on=None, found="")),
                name="ventures_follow_up_done_says_what",
            ),
            models.CheckConstraint(
                condition=Q(turnover=None) | Q(turnover__gte=0), name="ventures_turnover_sound"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venture_id} +{self.months}"
