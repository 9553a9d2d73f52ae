from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.i18n import translated
from wasl.kernel.models import Authored
from wasl.spine.funding import rules
from wasl.spine.funding.enums import LineKind, RateMethod, RuleKind


class VersionQuerySet(models.QuerySet["BudgetVersion"]):
    def in_force(self, on: date) -> VersionQuerySet:
        """Versions signed by that day, the newest first: the first one holds."""
        return self.filter(signed_on__lte=on).order_by("-number")


class BudgetVersion(Authored):
    """A budget as signed with the donor on a day; an amendment is a new version and the old one stays."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    signed_on = models.DateField(_("signed on"))
    currency = models.CharField(max_length=3)
    note = models.CharField(_("reason"), max_length=300, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget")
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="funding_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="funding_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class BudgetLine(models.Model):
    """A line or a heading of one version. `invented` marks what no source publishes; screens say so."""

    version = models.ForeignKey(BudgetVersion, on_delete=models.PROTECT, related_name="lines")
    code = models.CharField(max_length=20)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)
    label_fr = models.CharField(max_length=150)
    label_ar = models.CharField(max_length=150, blank=True)
    label_en = models.CharField(max_length=150, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=15, choices=LineKind.choices)
    invented = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("budget line")
        ordering = ["version", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="funding_line_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="funding_line_not_negative"),
            models.CheckConstraint(condition=Q(kind__in=LineKind.values), name="funding_line_kind_known"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="funding_line_not_own_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def label(self) -> str:
        return translated(self, "label")

    def as_rule(self, parent_code: str = "") -> rules.Line:
        """The line as the rules compare it."""
        return rules.Line(self.code, self.amount, parent_code, self.kind, self.currency)


class LineLedger(models.Model):
    """What stands in the newest budget for a line and what is committed on it, in the line's currency.

    The one row two signatures on the same line meet on: the database itself refuses more commitments than the line.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    budgeted = models.DecimalField(max_digits=14, decimal_places=2)
    committed = models.DecimalField(max_digits=14, decimal_places=2, default=rules.ZERO)

    class Meta:
        ordering = ["programme", "code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="funding_ledger_once"),
            models.CheckConstraint(
                condition=Q(committed__lte=F("budgeted")), name="funding_line_never_overcommitted"
            ),
            models.CheckConstraint(condition=Q(committed__gte=0), name="funding_ledger_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.committed} / {self.budgeted}"


class SpendingRule(models.Model):
    """A rule of the donor: a share of the budget (0 to 1, lines of these kinds) or the amount per beneficiary."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    label_fr = models.CharField(max_length=200)
    label_ar = models.CharField(max_length=200, blank=True)
    label_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=RuleKind.choices)
    line_kinds = models.JSONField(default=list, blank=True)
    share = models.DecimalField(max_digits=6, decimal_places=5, null=True, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("spending rule")
        ordering = ["programme", "code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="funding_rule_once"),
            models.CheckConstraint(
                condition=Q(kind=RuleKind.MAX_THIRD_PARTY, amount__gt=0, share=None)
                | Q(
                    kind__in=[RuleKind.SHARE_AT_LEAST, RuleKind.SHARE_AT_MOST],
                    share__gt=0,
                    share__lte=1,
                    amount=None,
                ),
                name="funding_rule_has_its_limit",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return translated(self, "label")


class ExchangeRate(models.Model):
    """On a day, one unit of `from_currency` was worth `rate` units of `to_currency`, by the method of the contract."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    from_currency = models.CharField(max_length=3)
    to_currency = models.CharField(max_length=3, default="MAD")
    rate = models.DecimalField(max_digits=14, decimal_places=6)
    on = models.DateField()
    method = models.CharField(max_length=15, choices=RateMethod.choices)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("exchange rate")
        ordering = ["programme", "on"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "from_currency", "to_currency", "on"], name="funding_rate_once_a_day"
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="funding_rate_positive"),
            models.CheckConstraint(
                condition=~Q(from_currency=F("to_currency")), name="funding_rate_two_currencies"
            ),
            models.CheckConstraint(
                condition=Q(method__in=RateMethod.values), name="funding_rate_method_known"
            ),
        ]

    def __str__(self) -> str:
        return f"1 {self.from_currency} = {self.rate} {self.to_currency} ({self.on})"
