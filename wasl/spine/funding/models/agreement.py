from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope
from wasl.spine.funding import access, rules
from wasl.spine.funding.enums import COMMITTING, AgreementStatus, Part


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, actor: Actor) -> AgreementQuerySet:
        """Agreements of the offices and programmes for which the actor reads money."""
        return self.filter(scope(actor, access.READERS, office="office_id", programme="programme_id"))

    def committing(self) -> AgreementQuerySet:
        """Signed one day, whatever became of them since."""
        return self.filter(status__in=COMMITTING)

    def with_shown(self) -> AgreementQuerySet:
        return self.select_related("party", "programme", "office", "strand")


class Agreement(Authored):
    """A funding agreement with a beneficiary. `amount` was first agreed, `total` holds with its amendments.

    Amounts are in MAD. At signature the rate to the line's currency is frozen with what it commits there.
    `source_kind` and `source_id` name the decision it comes from; one decision gives one agreement.
    """

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="agreements")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    strand = models.ForeignKey(
        "programmes.Strand", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    title = models.CharField(_("project"), max_length=200, blank=True)
    line_code = models.CharField(_("budget line"), max_length=20)
    amount = models.DecimalField(_("amount first agreed"), max_digits=14, decimal_places=2)
    total = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    paid = models.DecimalField(_("paid"), max_digits=14, decimal_places=2, default=rules.ZERO)
    line_currency = models.CharField(max_length=3, blank=True)
    line_rate = models.DecimalField(max_digits=14, decimal_places=6, null=True, blank=True)
    line_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    composition = models.JSONField[dict[str, str], dict[str, str]](default=dict, blank=True)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=AgreementStatus.choices, default=AgreementStatus.DRAFT)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by_id = models.BigIntegerField(null=True, blank=True)
    signed_by_label = models.CharField(max_length=150, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding agreement")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["programme", "line_code"], name="funding_agreement_line")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_agreement_positive"),
            models.CheckConstraint(
                condition=Q(paid__gte=0) & Q(paid__lte=models.F("total")),
                name="funding_agreement_paid_within_total",
            ),
            models.CheckConstraint(
                condition=Q(status__in=AgreementStatus.values), name="funding_agreement_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=COMMITTING) | Q(signed_on__isnull=False, line_amount__isnull=False),
                name="funding_signed_agreement_is_dated",
            ),
            models.UniqueConstraint(
                fields=["source_kind", "source_id"],
                condition=~Q(source_kind="") & ~Q(status=AgreementStatus.CANCELLED),
                name="funding_one_agreement_per_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def composition_rule(self) -> str:
        """What the call asks of the composition of the group, as copied at the award, in the active language."""
        held = self.composition
        language = (get_language() or "fr")[:2]
        return next((held[code] for code in (language, "fr", "en", "ar") if held.get(code)), "")

    @property
    def reference(self) -> str:
        """Short name on paper and on screen, e.g. CF-00012 (convention de financement)."""
        return f"CF-{self.pk:05d}"

    def get_absolute_url(self) -> str:
        return reverse("funding:agreement", args=[self.pk])


class Involvement(models.Model):
    """Somebody who instructed the file or took part in the decision: they neither release nor make its payments."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="involvements")
    actor_id = models.BigIntegerField()
    actor_label = models.CharField(max_length=150, blank=True)
    part = models.CharField(max_length=12, choices=Part.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "actor_id", "part"], name="funding_involvement_once"
            ),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="funding_involvement_part_known"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.get_part_display()}"


class Amendment(Authored):
    """A signed change of the amount or of the tranches; `change` is in MAD and may be negative or zero.

    `before` and `after` keep the schedule as {tranche number: amount} text, for the page that compares them.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    change = models.DecimalField(max_digits=14, decimal_places=2)
    line_change = models.DecimalField(max_digits=14, decimal_places=2)
    reason = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("amendment")
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="funding_amendment_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="funding_amendment_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}"
