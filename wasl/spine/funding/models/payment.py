from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope
from wasl.spine.funding import access
from wasl.spine.funding.enums import LIVE_ORDERS, Mode, OrderStatus
from wasl.spine.funding.models.payee import Payee, PayeeAccount
from wasl.spine.funding.models.tranche import Tranche


class OrderQuerySet(models.QuerySet["PaymentOrder"]):
    def visible_to(self, actor: Actor) -> OrderQuerySet:
        return self.filter(
            scope(
                actor,
                access.READERS,
                organisation="tranche__agreement__organisation_id",
                office="tranche__agreement__office_id",
                programme="tranche__agreement__programme_id",
            )
        )

    def live(self) -> OrderQuerySet:
        """Asked or released, not yet paid nor refused."""
        return self.filter(status__in=LIVE_ORDERS)

    def to_sign_by(self, actor: Actor) -> OrderQuerySet:
        """Waiting for a second signature that this actor may give: asked by somebody else, a file not instructed nor
        decided by them."""
        waiting = self.visible_to(actor).filter(status=OrderStatus.REQUESTED)
        if actor.id is None:
            return waiting
        own = Q(requested_by_id=actor.id) | Q(tranche__agreement__involvements__actor_id=actor.id)
        return waiting.exclude(own)

    def with_shown(self) -> OrderQuerySet:
        return self.select_related(
            "tranche__agreement__party", "tranche__agreement__programme", "payee", "account", "payment"
        )


class PaymentOrder(models.Model):
    """An order to pay a payee on a tranche, in MAD. Who asks does not release; a tranche has one live order."""

    tranche = models.ForeignKey(Tranche, on_delete=models.PROTECT, related_name="orders")
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="orders")
    account = models.ForeignKey(PayeeAccount, on_delete=models.PROTECT, related_name="orders")
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    purpose = models.CharField(_("for"), max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=OrderStatus.choices, default=OrderStatus.REQUESTED)
    requested_at = models.DateTimeField(default=clock.now)
    requested_by_id = models.BigIntegerField(null=True)
    requested_by_label = models.CharField(max_length=150, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by_id = models.BigIntegerField(null=True, blank=True)
    released_by_label = models.CharField(max_length=150, blank=True)
    refused_by_label = models.CharField(max_length=150, blank=True)
    refusal = models.CharField(_("reason of the refusal"), max_length=300, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment order")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_order_positive"),
            models.CheckConstraint(
                condition=Q(status__in=OrderStatus.values), name="funding_order_status_known"
            ),
            models.UniqueConstraint(
                fields=["tranche"],
                condition=Q(status__in=LIVE_ORDERS),
                name="funding_one_live_order_per_tranche",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[OrderStatus.RELEASED, OrderStatus.PAID])
                | Q(released_at__isnull=False),
                name="funding_released_order_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(status=OrderStatus.REFUSED) | ~Q(refusal=""), name="funding_refusal_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(released_by_id=None)
                | Q(requested_by_id=None)
                | ~Q(released_by_id=F("requested_by_id")),
                name="funding_order_two_signatures",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Short name, e.g. OP-00031 (ordre de paiement)."""
        return f"OP-{self.pk:05d}"


class Payment(Authored):
    """Money, or a purchase, that left for one order; it never changes. Without its proof there is no payment.

    `amount` is in MAD; `line_amount` is what it weighs in the budget line's currency at `line_rate`, frozen.
    """

    order = models.OneToOneField(PaymentOrder, on_delete=models.PROTECT, related_name="payment")
    paid_on = models.DateField(_("paid on"))
    mode = models.CharField(max_length=10, choices=Mode.choices)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    line_amount = models.DecimalField(max_digits=14, decimal_places=2)
    line_rate = models.DecimalField(max_digits=14, decimal_places=6)
    reference = models.CharField(_("bank reference or invoice number"), max_length=100, blank=True)
    proof = models.ForeignKey("documents.File", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("payment")
        ordering = ["paid_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_payment_positive"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="funding_payment_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.paid_on}"


class Receipt(Authored):
    """The beneficiary's receipt for a payment: a number, who signed it and when, and the signed paper once scanned."""

    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="receipt")
    received_by = models.CharField(_("received by"), max_length=150)
    received_on = models.DateField(_("received on"))
    signed_file = models.ForeignKey(
        "documents.File", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("receipt")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(received_by=""), name="funding_receipt_names_somebody")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"RE-{self.pk:05d}"
