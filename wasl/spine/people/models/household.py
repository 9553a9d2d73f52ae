from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.spine.people.enums import AgeBand, HouseholdRole, Sex
from wasl.spine.people.models.party import Party
from wasl.spine.people.models.person import Person


class HouseholdQuerySet(models.QuerySet["Household"]):
    def visible_to(self, actor: Actor) -> HouseholdQuerySet:
        """The households in which lives, today, somebody the actor may see."""
        if actor.is_system:
            return self
        members = HouseholdMember.objects.filter(household=OuterRef("pk"), ends_on=None)
        return self.filter(Exists(members.filter(person__party__in=Party.objects.visible_to(actor))))


class Household(Versioned, Authored):
    """People who live under one roof and share what they have, as one organisation knows them."""

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    province = models.ForeignKey(
        "reference.Province", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(label=""), name="people_household_has_label")]

    def __str__(self) -> str:
        return self.label


class HouseholdMember(Authored):
    """A registered person in a household, from a day to a day (inclusive); one household at a time."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="households")
    role = models.CharField(max_length=7, choices=HouseholdRole.choices)
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("member of a household")
        verbose_name_plural = _("members of a household")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=HouseholdRole.values), name="people_household_role_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="people_household_in_order"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_on=None), name="people_household_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class HouseholdCount(models.Model):
    """Members of a household who are not registered as persons: how many of a sex and an age."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="counts")
    sex = models.CharField(max_length=1, choices=Sex.choices)
    age_band = models.CharField(max_length=5, choices=AgeBand.choices)
    number = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("counted members of a household")
        verbose_name_plural = _("counted members of a household")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="people_household_sex_known"),
            models.CheckConstraint(
                condition=Q(age_band__in=AgeBand.values), name="people_household_age_known"
            ),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=30), name="people_household_some"),
            models.UniqueConstraint(
                fields=["household", "sex", "age_band"], name="people_household_count_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} × {self.sex} {self.age_band}"
