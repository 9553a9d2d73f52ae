from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.kernel.scope import scope
from wasl.services.calls import access
from wasl.services.calls.enums import DecisionOutcome, Placing
from wasl.services.calls.models.application import Application
from wasl.services.calls.models.call import Call


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def visible_to(self, actor: Actor) -> CommitteeQuerySet:
        """Those the actor sits on, and those of the calls he coordinates or audits."""
        if actor.is_system:
            return self
        managed = scope(
            actor,
            access.MARK_READERS,
            organisation="call__office__organisation_id",
            office="call__office_id",
            programme="call__programme_id",
        )
        seat = Q(members__user_id=actor.id) if actor.has(*access.COMMITTEE) else Q(pk__in=[])
        rows = Committee.objects.filter(managed | seat).values("pk")
        return self.filter(pk__in=rows)


class Committee(Versioned, Authored):
    """Who decides on a call, with its quorum. `ranking_version` grows with each change and voids the approvals."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="committee")
    quorum = models.PositiveSmallIntegerField(default=2)
    held_on = models.DateField(null=True, blank=True)
    ranking_version = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_id = models.BigIntegerField(null=True, blank=True)
    closed_by_label = models.CharField(max_length=150, blank=True)
    remarks = models.TextField(blank=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(quorum__gte=1), name="calls_committee_has_quorum")]

    def __str__(self) -> str:
        return f"{self.call_id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def get_absolute_url(self) -> str:
        return reverse("calls:committee", args=[self.call_id])


class CommitteeMember(models.Model):
    """A seat; `approved_version` is the ranking this member approved, void once the ranking has changed."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)
    approved_version = models.PositiveIntegerField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["committee", "-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "user"], name="calls_seat_once"),
            models.UniqueConstraint(fields=["committee"], condition=Q(is_chair=True), name="calls_one_chair"),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id}: {self.user_id}"


class RankEntry(models.Model):
    """One line of the committee's own ranking; `amount` in MAD is what it would give, at most what is asked."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="entries")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="rank_entry")
    position = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    mark = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    shortfalls = models.JSONField(default=list)
    set_aside = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["committee", "position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="calls_entry_has_amount")]

    def __str__(self) -> str:
        return f"{self.position}: {self.application_id}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, actor: Actor) -> DecisionQuerySet:
        """Decisions on the applications the actor may read."""
        return self.filter(application__in=Application.objects.visible_to(actor).values("pk"))

    def selected(self) -> DecisionQuerySet:
        return self.filter(outcome=DecisionOutcome.SELECTED)


class Decision(Authored):
    """What the committee decided on one application. `amount` in MAD is granted, or 0; `rank` is the committee's."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="decision")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="decisions")
    rank = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=DecisionOutcome.choices)
    placing = models.CharField(max_length=10, choices=Placing.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    mark = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    shortfalls = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    passed_over = models.JSONField(default=list)
    decided_on = models.DateField()
    selected_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    reserve_position = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=DecisionOutcome.values), name="calls_decision_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=DecisionOutcome.SELECTED, amount__gt=0, selected_on__isnull=False)
                | Q(~Q(outcome=DecisionOutcome.SELECTED), amount=0, selected_on=None),
                name="calls_decision_amount_goes_with_selected",
            ),
            models.CheckConstraint(
                condition=Q(declined_on=None) | Q(outcome=DecisionOutcome.SELECTED),
                name="calls_decision_declined_when_selected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"


class ReserveList(models.Model):
    """Until when the reserve list of a call may be called upon; its places stand on the decisions."""

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="reserve")
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.call_id}"
