"""A secret (printed code or link) that opens one thing, and the tries made at such secrets."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.enums import SecretKind
from wasl.kernel import clock


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    """Reads of access grants."""

    def live(self, day: date) -> "AccessGrantQuerySet":
        """Grants that still open on this day: not revoked, expired or used up, confirmed where they must be."""
        return self.filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day),
            Q(uses_left__isnull=True) | Q(uses_left__gt=0),
            Q(needs_confirmation=False) | Q(confirmed_at__isnull=False),
            revoked_at__isnull=True,
        )


class AccessGrant(models.Model):
    """What a code or a link opens. The secret itself is nowhere: only its keyed hash is kept."""

    purpose = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=4, choices=SecretKind.choices)
    # What its bearer names beside the secret, tidied; not secret, not unique.
    reference = models.CharField(max_length=60)
    salt = models.CharField(max_length=32)
    secret_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField(default=clock.now)
    issued_by_id = models.BigIntegerField(null=True)
    issued_by_label = models.CharField(max_length=150, blank=True)
    expires_on = models.DateField(_("Until (included)"), null=True)
    uses_left = models.PositiveIntegerField(null=True)
    last_used_at = models.DateTimeField(null=True)
    needs_confirmation = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_id = models.BigIntegerField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = AccessGrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["purpose", "reference"], name="accounts_grant_by_reference")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SecretKind.values), name="accounts_grant_kind"),
            models.CheckConstraint(
                condition=Q(confirmed_by_id__isnull=True)
                | Q(issued_by_id__isnull=True)
                | ~Q(confirmed_by_id=models.F("issued_by_id")),
                name="accounts_grant_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.reference}"


class AccessTry(models.Model):
    """One try at a secret. Neither the reference nor the place it came from can be read back from it."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    reference_index = models.CharField(max_length=64)
    source_index = models.CharField(max_length=64)
    failed = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["reference_index", "at"], name="accounts_try_by_reference")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
