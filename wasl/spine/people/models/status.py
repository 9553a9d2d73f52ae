from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.spine.people.enums import ConsentPurpose, Residence
from wasl.spine.people.models.person import Person


class ResidenceQuerySet(models.QuerySet["ResidenceStatus"]):
    def known_on(self, day: date) -> ResidenceQuerySet:
        """Statuses that had begun on that day, the latest last."""
        return self.filter(valid_from__lte=day).order_by("valid_from", "pk")


class ResidenceStatus(Authored):
    """A residence or protection status over time, with what was seen. Never deleted; a compartment of its own."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residence")
    status = models.CharField(max_length=15, choices=Residence.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=200, blank=True)
    note = EncryptedTextField(blank=True)

    objects = ResidenceQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Residence.values), name="people_residence_status_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="people_residence_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.valid_from}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def on(self, day: date) -> ConsentQuerySet:
        """Consents that held on that day; withdrawal takes effect on its own day."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day), given_on__lte=day)


class Consent(Authored):
    """A person agreed to one purpose; withdrawing keeps the trace."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=ConsentPurpose.choices)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    means = models.CharField(max_length=120, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=ConsentPurpose.values), name="people_consent_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="people_consent_in_order",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_on=None),
                name="people_consent_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_on}"
