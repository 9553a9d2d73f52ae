from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.services.coaching import access
from wasl.services.coaching.enums import CoachKind
from wasl.spine.cases.enums import AssignmentRole
from wasl.spine.cases.models import Assignment, Case


class CoachQuerySet(models.QuerySet["Coach"]):
    def visible_to(self, actor: Actor) -> CoachQuerySet:
        """Coaches of the organisations in which the actor works with them."""
        if actor.is_system:
            return self
        return self.filter(organisation__in=actor.organisations(*access.STAFFERS, "monitoring"))

    def on(self, day: date) -> CoachQuerySet:
        """Those who coach on that day; `until` is their last."""
        return self.filter(Q(until=None) | Q(until__gte=day))

    def with_load(self, day: date) -> CoachQuerySet:
        """With `load`: the open cases of the organisation each is assigned to on that day as coach or mentor."""
        roles = (AssignmentRole.COACH, AssignmentRole.MENTOR)
        mine = (
            Assignment.objects.on(day)
            .filter(
                user_id=OuterRef("user_id"),
                role__in=roles,
                case__in=Case.objects.open(),
                case__organisation_id=OuterRef("organisation_id"),
            )
            .order_by()
            .values("user_id")
            .annotate(many=Count("case_id", distinct=True))
            .values("many")
        )
        return self.annotate(load=Coalesce(Subquery(mine), 0))


class Coach(Versioned, Authored):
    """What somebody of the house brings as a coach or mentor, and how many cases they can carry at once."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=CoachKind.choices)
    sectors = models.ManyToManyField("reference.Sector", blank=True, related_name="+")
    languages = models.ManyToManyField("reference.Language", blank=True, related_name="+")
    provinces = models.ManyToManyField("reference.Province", blank=True, related_name="+")
    capacity = models.PositiveSmallIntegerField(default=5)
    about = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)

    objects = CoachQuerySet.as_manager()

    class Meta:
        verbose_name = _("coach")
        verbose_name_plural = _("coaches")
        ordering = [F("user__display_name").asc(), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="coaching_coach_once"),
            models.CheckConstraint(condition=Q(kind__in=CoachKind.values), name="coaching_kind_known"),
            models.CheckConstraint(condition=Q(capacity__gte=1, capacity__lte=100), name="coaching_capacity"),
        ]

    def __str__(self) -> str:
        return self.user.display_name
