from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored, Versioned
from wasl.kernel.scope import NOTHING, scope
from wasl.services.referrals import access, rules
from wasl.services.referrals.enums import (
    COUNTED,
    NEVER_RECEIVED,
    TONES,
    DeclineReason,
    Outcome,
    SharedField,
    Status,
    Way,
)

COPY = ("shared", "holds_copy", "shared_removed_on")


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, actor: Actor) -> ReferralQuerySet:
        """Referrals sent from the offices and programmes in which the actor reads."""
        return self.filter(scope(actor, access.READERS, office="office_id", programme="programme_id"))

    def received_by(self, actor: Actor) -> ReferralQuerySet:
        """Referrals that went to the actor's institution; of one office, for a role limited to offices."""
        found = NOTHING
        for grant in actor.granted(access.RECEIVERS):
            own = Q(receiver=grant.organisation)
            if grant.offices is not None:
                own &= Q(contact=None) | Q(contact__office=None) | Q(contact__office__in=grant.offices)
            found |= own
        return self.filter(found).exclude(status__in=NEVER_RECEIVED)

    def with_shown(self) -> ReferralQuerySet:
        """With what a list or a page shows."""
        return self.select_related("person__party", "organisation", "office", "receiver", "offer", "contact")

    def counted(self) -> ReferralQuerySet:
        """Those that count as sent: without drafts, cancelled ones and mistakes."""
        return self.filter(status__in=COUNTED)

    def overdue(self, day: date) -> ReferralQuerySet:
        """Those whose answer is late on that day and may still be given."""
        return self.filter(status=Status.SENT, due_on__lt=day, expires_on__gte=day)

    def unanswered(self, day: date) -> ReferralQuerySet:
        """Those whose last day went by without any answer."""
        return self.filter(Q(status=Status.EXPIRED) | Q(status=Status.SENT, expires_on__lt=day))

    def expiring(self, day: date) -> ReferralQuerySet:
        """Those that wait or were accepted, and whose last day is near."""
        return self.filter(
            status__in=(Status.SENT, Status.ACCEPTED), expires_on__range=(day, day + rules.SOON)
        )


class Referral(Versioned, Authored):
    """One person sent by an office to an offer of an institution, with what they agreed to share until `expires_on`.

    `shared` is the encrypted copy of the fields, frozen when it was sent (`holds_copy`); `due_on` the last day for an
    answer; `receiver` the institution of the offer, as of the day it was prepared. All days are inclusive.
    """

    reference = models.CharField(max_length=20, unique=True, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="referrals")
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    offer = models.ForeignKey("network.ServiceOffer", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="referrals_received"
    )
    contact = models.ForeignKey(
        "network.ContactPoint", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper = models.ForeignKey(
        "people.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    renews = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewals"
    )
    reason = EncryptedTextField(blank=True)
    fields = models.JSONField(default=list)
    shared = EncryptedTextField(blank=True)
    holds_copy = models.BooleanField(default=False)
    shared_removed_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    sent_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_way = models.CharField(max_length=6, choices=Way.choices, blank=True)
    answered_by_label = models.CharField(max_length=150, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    meeting_place = EncryptedTextField(blank=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason.choices, blank=True)
    answer_note = EncryptedTextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_note = EncryptedTextField(blank=True)
    received_on = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=200, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["office", "status", "due_on"], name="referrals_office"),
            models.Index(fields=["receiver", "sent_on"], name="referrals_receiver"),
            models.Index(
                fields=["expires_on"], condition=Q(holds_copy=True), name="referrals_copies_to_remove"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="referrals_status_known"),
            models.CheckConstraint(
                condition=Q(answered_way__in=["", *Way.values]), name="referrals_way_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=NEVER_RECEIVED, sent_on=None, holds_copy=False)
                | (~Q(status__in=NEVER_RECEIVED) & Q(sent_on__isnull=False, due_on__isnull=False)),
                name="referrals_sent_with_its_days",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(expires_on__gte=F("sent_on")), name="referrals_expires_after"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DECLINED) | Q(decline_reason__in=DeclineReason.values),
                name="referrals_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None)
                | Q(outcome__in=Outcome.values, outcome_on__isnull=False),
                name="referrals_outcome_with_day",
            ),
            models.UniqueConstraint(
                fields=["person", "offer"],
                condition=Q(status__in=(Status.DRAFT, Status.SENT)),
                name="referrals_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("referrals:referral", args=[self.pk])

    @property
    def place(self) -> dict[str, int | None]:
        """Ids of the organisation, of the office and of the programme, if any: what access asks about."""
        return {
            "organisation": self.organisation_id,
            "office": self.office_id,
            "programme": self.programme_id,
        }

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def field_words(self) -> list[str]:
        """The fields shared, in words."""
        return [str(SharedField(code).label) for code in rules.in_order(self.fields)]

    def readable_on(self, day: date) -> bool:
        """Whether the institution reads the shared data on that day."""
        return rules.readable(status=self.status, expires_on=self.expires_on, on=day)

    def drop_copy(self) -> None:
        """Forget the shared copy; the caller saves `COPY`."""
        self.shared, self.holds_copy, self.shared_removed_on = "", False, clock.today()

    @property
    def is_overdue(self) -> bool:
        return rules.overdue(
            status=self.status, due_on=self.due_on, expires_on=self.expires_on, on=clock.today()
        )
