from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.spine.people.enums import ConsentMeans, ConsentPurpose, Residence
from wasl.spine.people.models.person import Person


class ResidenceQuerySet(models.QuerySet["ResidenceStatus"]):
    def known_on(self, day: date) -> ResidenceQuerySet:
        """Statuses that had begun on that day, the latest last; those written by mistake left out."""
        return self.standing().filter(valid_from__lte=day).order_by("valid_from", "pk")

    def standing(self) -> ResidenceQuerySet:
        """Statuses that nobody has withdrawn as written by mistake."""
        return self.filter(withdrawn_on=None)


class ResidenceStatus(Authored):
    """A residence or protection status over time, with what was seen. Never deleted; a compartment of its own.

    An entry written by mistake is withdrawn with a reason; one that corrects it says which.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residence")
    status = models.CharField(max_length=15, choices=Residence.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=200, blank=True)
    note = EncryptedTextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by_label = models.CharField(max_length=150, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    objects = ResidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("residence status")
        verbose_name_plural = _("residence statuses")
        ordering = ["valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Residence.values), name="people_residence_status_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="people_residence_in_order",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="people_residence_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.valid_from}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def on(self, day: date) -> ConsentQuerySet:
        """Consents that held on that day; a withdrawal or a renewal takes effect on its own day.

        Of a person made of several records, a withdrawal said to one prevails over what was given before to another.
        """
        held = Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
        current = Q(renewed_on=None) | Q(renewed_on__gt=day)
        lasting = Q(expires_on=None) | Q(expires_on__gte=day)
        return self.filter(held, current, lasting, ~_overtaken(day), given_on__lte=day)

    def overtaken(self, day: date) -> ConsentQuerySet:
        """Consents that stand for themselves, but that the person withdrew later on a record merged with theirs."""
        return self.filter(_overtaken(day), withdrawn_on=None, renewed_on=None)


def _overtaken(day: date) -> Exists:
    same = Consent.objects.filter(person=OuterRef("person"), purpose=OuterRef("purpose"))
    later = same.filter(withdrawn_on__gt=OuterRef("given_on"), withdrawn_on__lte=day)
    return Exists(later.exclude(pk=OuterRef("pk")).order_by())


class Consent(Authored):
    """A person agreed to one purpose, on a text shown or read to them; withdrawing keeps the trace.

    `text_version` and `language` say which text; `expires_on` is the last day it holds; a consent given anew on a
    newer text ends the former one on `renewed_on`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=ConsentPurpose.choices)
    given_on = models.DateField()
    means = models.CharField(max_length=120, blank=True)
    text_version = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, blank=True)
    interpreted = models.CharField(max_length=120, blank=True)
    present = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    renewed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by_label = models.CharField(max_length=150, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=ConsentPurpose.values), name="people_consent_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="people_consent_in_order",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("given_on")),
                name="people_consent_expires_after",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_on=None, renewed_on=None),
                name="people_consent_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_on}"

    @property
    def means_words(self) -> str | Promise:
        """How it was given, in words."""
        known = ConsentMeans._value2member_map_
        return ConsentMeans(self.means).label if self.means in known else self.means
