from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope
from wasl.spine.funding import access
from wasl.spine.funding.enums import AccountStatus, Mode


class PayeeQuerySet(models.QuerySet["Payee"]):
    def visible_to(self, actor: Actor) -> PayeeQuerySet:
        return self.filter(scope(actor, access.READERS, office="office_id"))


class Payee(Authored):
    """Who is paid for a beneficiary: the beneficiary, a member, their venture, or a supplier (in kind)."""

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="payees")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(_("means of payment"), max_length=10, choices=Mode.choices)
    holder = models.CharField(_("holder"), max_length=150)

    objects = PayeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("payee")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="funding_payee_mode_known"),
            models.CheckConstraint(condition=~Q(holder=""), name="funding_payee_has_holder"),
        ]

    def __str__(self) -> str:
        return self.holder


class PayeeAccount(models.Model):
    """What a payee is paid on, once a second person has confirmed it; a change holds payments until `usable_from`.

    Cash has no account number: then the row says only who confirmed the holder's identity.
    """

    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="accounts")
    status = models.CharField(max_length=10, choices=AccountStatus.choices, default=AccountStatus.PROPOSED)
    account = EncryptedTextField(blank=True)
    account_index = models.CharField(max_length=64, blank=True, editable=False)
    is_change = models.BooleanField(default=False)
    proof = models.ForeignKey(
        "documents.File", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    proposed_at = models.DateTimeField()
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by_label = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by_id = models.BigIntegerField(null=True, blank=True)
    confirmed_by_label = models.CharField(max_length=150, blank=True)
    usable_from = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("account")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["account_index"], name="funding_account_index")]
        constraints = [
            models.UniqueConstraint(
                fields=["payee"],
                condition=Q(status=AccountStatus.CONFIRMED),
                name="funding_one_confirmed_account",
            ),
            models.UniqueConstraint(
                fields=["payee"],
                condition=Q(status=AccountStatus.PROPOSED),
                name="funding_one_proposed_account",
            ),
            models.CheckConstraint(
                condition=~Q(status=AccountStatus.CONFIRMED)
                | Q(usable_from__isnull=False, confirmed_at__isnull=False),
                name="funding_confirmed_account_dated",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None)
                | Q(proposed_by_id=None)
                | Q(confirmed_by_id=None)
                | ~Q(confirmed_by_id=F("proposed_by_id")),
                name="funding_account_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """The last four characters only: enough to recognise, not enough to misuse."""
        return f"•••• {self.account[-4:]}" if self.account else ""
