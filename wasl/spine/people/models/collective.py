from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.spine.people.enums import MemberRole
from wasl.spine.people.models.party import Party, followed_by
from wasl.spine.people.models.person import Person


class CollectiveQuerySet(models.QuerySet["Collective"]):
    def visible_to(self, actor: Actor) -> CollectiveQuerySet:
        """The collectives followed today by an office the actor works for."""
        if actor.is_system:
            return self
        return self.filter(Exists(Party.objects.filter(followed_by(actor), pk=OuterRef("pk"))))

    def with_counts(self, day: date) -> CollectiveQuerySet:
        """With `members_today`: how many members they have on that day."""
        holds = Q(members__starts_on__lte=day) & (Q(members__ends_on=None) | Q(members__ends_on__gte=day))
        return self.annotate(members_today=Count("members__person", filter=holds, distinct=True))


class Collective(Versioned, Authored):
    """Several persons who carry one project. How many they must be is a rule of the call, never of the collective."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True, related_name="collective")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    formed_on = models.DateField()

    objects = CollectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("collective")
        verbose_name_plural = _("collectives")
        ordering = ["name_key", "pk"]
        indexes = [models.Index(fields=["name_key", "party"], name="people_collective_sorted")]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="people_collective_has_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:collective", args=[self.pk])


class MemberQuerySet(models.QuerySet["CollectiveMember"]):
    def on(self, day: date) -> MemberQuerySet:
        """Memberships that hold on that day (both ends inclusive)."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class CollectiveMember(Authored):
    """A person in a collective with a role, from a day to a day; another role is another row."""

    collective = models.ForeignKey(Collective, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="people_member_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="people_member_in_order"
            ),
            models.UniqueConstraint(
                fields=["collective", "person"], condition=Q(ends_on=None), name="people_member_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ({self.role})"
