from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored, Versioned
from wasl.services.labour import access
from wasl.services.labour.enums import ContractKind
from wasl.spine.cases.models import Case


class ContractDraftQuerySet(models.QuerySet["ContractDraft"]):
    def visible_to(self, actor: Actor) -> ContractDraftQuerySet:
        """Drafts of the cases in which the actor advises."""
        return self.filter(case__in=Case.objects.within(actor, access.WRITERS))


class ContractDraft(Versioned, Authored):
    """The terms of one contract, filled into one version of a model; printed as often as needed.

    `wage` is gross, in MAD a month; `weekly_hours` in hours; dates are inclusive, `ends_on` None without an end.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contract_drafts")
    kind = models.CharField(max_length=10, choices=ContractKind.choices)
    model_version = models.PositiveSmallIntegerField()
    employer = EncryptedTextField()
    employer_address = EncryptedTextField(blank=True)
    represented_by = EncryptedTextField(blank=True)
    worker = EncryptedTextField()
    job = models.CharField(max_length=150)
    workplace = EncryptedTextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    wage = models.DecimalField(max_digits=10, decimal_places=2)
    weekly_hours = models.DecimalField(max_digits=4, decimal_places=2)
    other_terms = EncryptedTextField(blank=True)

    objects = ContractDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a contract")
        verbose_name_plural = _("drafts of contracts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ContractKind.values), name="labour_draft_kind_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="labour_draft_in_order"
            ),
            models.CheckConstraint(
                condition=Q(wage__gt=0, weekly_hours__gt=0, weekly_hours__lte=84), name="labour_draft_amounts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("labour:draft", args=[self.pk])
