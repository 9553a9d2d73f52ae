from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.scope import scope
from wasl.spine.funding import access, rules
from wasl.spine.funding.enums import Standard, TrancheStatus
from wasl.spine.funding.models.agreement import Agreement


class TrancheQuerySet(models.QuerySet["Tranche"]):
    def visible_to(self, actor: Actor) -> TrancheQuerySet:
        return self.filter(
            scope(
                actor,
                access.READERS,
                organisation="agreement__organisation_id",
                office="agreement__office_id",
                programme="agreement__programme_id",
            )
        )


class Tranche(models.Model):
    """A part of an agreement, paid once its conditions are met. Standing tranches sum to the agreement's total."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    paid = models.DecimalField(_("paid"), max_digits=14, decimal_places=2, default=rules.ZERO)
    due_on = models.DateField(_("expected on"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=TrancheStatus.choices, default=TrancheStatus.WAITING)

    objects = TrancheQuerySet.as_manager()

    class Meta:
        verbose_name = _("tranche")
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="funding_tranche_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="funding_tranche_not_negative"),
            models.CheckConstraint(
                condition=Q(paid__gte=0) & Q(paid__lte=F("amount")), name="funding_tranche_never_overpaid"
            ),
            models.CheckConstraint(
                condition=Q(status__in=TrancheStatus.values), name="funding_tranche_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}"

    @property
    def remaining(self) -> Decimal:
        """What may still leave on it, in MAD."""
        return self.amount - self.paid


class Condition(models.Model):
    """What must be true before a tranche is paid: an evidence asked of the beneficiary, a usual sentence, or another.

    Once met, it keeps who said so, when, with which proof, and the evidence's answer as it was.
    """

    tranche = models.ForeignKey(Tranche, on_delete=models.PROTECT, related_name="conditions")
    text = models.CharField(_("condition"), max_length=300)
    standard = models.CharField(max_length=10, choices=Standard.choices, blank=True)
    evidence = models.CharField(max_length=60, blank=True)
    at_least = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    met_by_id = models.BigIntegerField(null=True, blank=True)
    met_by_label = models.CharField(max_length=150, blank=True)
    note = models.CharField(max_length=300, blank=True)
    proof = models.ForeignKey(
        "documents.File", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answer = models.JSONField[dict[str, Any], dict[str, Any]](default=dict, blank=True)

    class Meta:
        verbose_name = _("condition")
        ordering = ["tranche", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="", standard="", evidence=""), name="funding_condition_says_something"
            ),
            models.CheckConstraint(
                condition=Q(met_on=None) | ~Q(evidence="", note="", proof=None),
                name="funding_condition_met_with_proof",
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.get_standard_display()) or self.evidence

    @property
    def is_met(self) -> bool:
        return self.met_on is not None
