from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.spine.people import rules
from wasl.spine.people.enums import Activity, Precision, Sex
from wasl.spine.people.models.following import Following
from wasl.spine.people.models.party import Party, followed_by


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """The persons followed today by an office the actor works for, in a role that reads files."""
        return self.filter(Exists(Party.objects.filter(followed_by(actor), pk=OuterRef("pk"))))

    def with_shown(self) -> PersonQuerySet:
        """With what a list or a header shows: the party, the names of places."""
        return self.select_related("party", "nationality", "province")

    def with_followings(self) -> PersonQuerySet:
        """With the offices that follow them now, in two more queries whatever their number."""
        standing = Following.objects.filter(ends_on=None).select_related("office")
        return self.prefetch_related(Prefetch("party__followings", standing))


class Person(Versioned, Authored):
    """A natural person. The birth date keeps its precision; names as papers write them stand in NameWritten."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True, related_name="person")
    family_name = models.CharField(max_length=120)
    given_names = models.CharField(max_length=120, blank=True)
    family_key = models.CharField(max_length=240, editable=False)
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_date = models.DateField(null=True, blank=True)
    birth_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.NONE)
    nationality = models.ForeignKey(
        "reference.Country", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    province = models.ForeignKey(
        "reference.Province", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    address = models.CharField(max_length=200, blank=True)
    language = models.ForeignKey(
        "reference.Language", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    activity = models.CharField(max_length=15, choices=Activity.choices, default=Activity.UNKNOWN)
    registered_on = models.DateField()
    reason_new = models.CharField(max_length=200, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["family_key", "pk"]
        indexes = [
            models.Index(fields=["family_key", "party"], name="people_person_sorted"),
            models.Index(fields=["birth_date"], name="people_person_birth"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(family_name=""), name="people_person_has_name"),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="people_person_sex_known"),
            models.CheckConstraint(
                condition=Q(activity__in=Activity.values), name="people_person_activity_known"
            ),
            models.CheckConstraint(
                condition=Q(birth_date=None, birth_precision=Precision.NONE)
                | Q(birth_date__isnull=False, birth_precision=Precision.DAY)
                | Q(birth_date__day=1, birth_precision=Precision.MONTH)
                | Q(birth_date__day=1, birth_date__month=1, birth_precision=Precision.YEAR),
                name="people_person_birth_precision",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in reading order: given names, then the family name."""
        return rules.label(self.family_name, self.given_names)

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    def age_on(self, day: date) -> int | None:
        """Completed years on that day; with a month or a year alone, the lower of the two possible ages."""
        ages = rules.ages_on(self.birth_date, self.birth_precision, day)
        return ages[0] if ages else None


class StaffPerson(models.Model):
    """A member of the staff declares: this person is me. Used to compute conflicts of interest only."""

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="staff")
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user_id} = {self.person_id}"
