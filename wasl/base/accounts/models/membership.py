"""A role held by a user in an organisation, for some or all of its offices and programmes, between two dates."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import rules
from wasl.base.accounts.access import READERS
from wasl.base.accounts.enums import ROLE_CHOICES
from wasl.base.accounts.models.user import User
from wasl.kernel import clock
from wasl.kernel.actors import Actor


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Reads of memberships."""

    def valid_on(self, day: date) -> "MembershipQuerySet":
        """Memberships that give their role on this day: begun, not ended, confirmed where they must be."""
        begun = self.filter(starts_on__lte=day, withdrawn=False)
        running = begun.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        return running.filter(Q(confirmed_at__isnull=False) | ~Q(role__in=rules.GUARDED))

    def to_confirm(self) -> "MembershipQuerySet":
        """Memberships that wait for a second person."""
        today = clock.today()
        waiting = self.filter(role__in=rules.GUARDED, confirmed_at__isnull=True, withdrawn=False)
        return waiting.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))

    def visible_to(self, actor: Actor) -> "MembershipQuerySet":
        """Memberships in the organisations whose accounts the actor may read."""
        if actor.is_system:
            return self
        return self.filter(organisation__in=actor.organisations(*READERS) if actor.has(*READERS) else ())


class Membership(models.Model):
    """A role in an organisation. No office named means all of them; no programme named means all of them."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=ROLE_CHOICES)
    organisation = models.ForeignKey(
        "network.Organisation", verbose_name=_("Organisation"), on_delete=models.PROTECT, related_name="+"
    )
    offices: Any = models.ManyToManyField(
        "network.Office", verbose_name=_("Offices"), through="MembershipOffice", related_name="+", blank=True
    )
    programmes: Any = models.ManyToManyField(
        "programmes.Programme",
        verbose_name=_("Programmes"),
        through="MembershipProgramme",
        related_name="+",
        blank=True,
    )
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until (included)"), null=True, blank=True)
    end_reason = models.CharField(_("Reason of the end"), max_length=300, blank=True)
    granted_at = models.DateTimeField(default=clock.now)
    granted_by_id = models.BigIntegerField(null=True)
    granted_by_label = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_by_label = models.CharField(max_length=150, blank=True)
    # When its last day was last set, and by whom; a role withdrawn before its first day never took effect.
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_label = models.CharField(max_length=150, blank=True)
    withdrawn = models.BooleanField(default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="accounts_membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by_id__isnull=True)
                | Q(granted_by_id__isnull=True)
                | ~Q(confirmed_by_id=F("granted_by_id")),
                name="accounts_membership_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[code for code, _label in ROLE_CHOICES]), name="accounts_membership_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation_id}"

    @property
    def waits_for_second_person(self) -> bool:
        """Whether the role takes no effect yet, for want of a second person."""
        return rules.needs_second_person(self.role) and self.confirmed_at is None

    def is_valid_on(self, day: date) -> bool:
        """Whether the role holds on this day."""
        if self.withdrawn or self.waits_for_second_person:
            return False
        return rules.valid_on(self.starts_on, self.ends_on, day)


class MembershipOffice(models.Model):
    """An office to which a membership is limited; kept as long as the membership, else it would open to all."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "office"], name="accounts_membership_office_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} · {self.office_id}"


class MembershipProgramme(models.Model):
    """A programme to which a membership is limited."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "programme"], name="accounts_membership_programme_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} · {self.programme_id}"
