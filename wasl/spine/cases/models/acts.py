from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.spine.cases import rules
from wasl.spine.cases.enums import Compartment, Mode, Purpose, ServiceKind
from wasl.spine.cases.models.case import Case


class ServiceQuerySet(models.QuerySet["ServiceRecord"]):
    def standing(self) -> ServiceQuerySet:
        """Services that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def visible_to(self, actor: Actor) -> ServiceQuerySet:
        """Services of the cases the actor may open."""
        return self.filter(case__in=Case.objects.visible_to(actor))


class ServiceRecord(Authored):
    """One service given: advice, accompaniment or orientation, in minutes. Each is a fact.

    Where it was given stays when its case moves. One recorded by mistake is withdrawn and stays, its fact voided;
    a corrected one is withdrawn too, and the one that stands for it says so in `corrects`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="services")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    guichet = models.ForeignKey("network.Guichet", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=ServiceKind.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    mode = models.CharField(max_length=6, choices=Mode.choices)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    summary = EncryptedTextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_label = models.CharField(max_length=150, blank=True)
    withdrawal_reason = models.CharField(max_length=200, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ServiceKind.values), name="cases_service_kind_known"),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="cases_service_purpose_known"
            ),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="cases_service_mode_known"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=rules.LONGEST_SERVICE), name="cases_service_minutes"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="cases_service_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class Note(Authored):
    """A note in a compartment, encrypted; who opens which compartment stands in access."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    compartment = models.CharField(max_length=10, choices=Compartment.choices)
    text = EncryptedTextField()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(compartment__in=Compartment.values), name="cases_note_compartment_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.compartment} {self.pk}"
