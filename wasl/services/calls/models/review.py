from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from wasl.kernel import clock
from wasl.kernel.models import Authored
from wasl.services.calls.enums import ConflictKind, ReviewStatus
from wasl.services.calls.models.call import Criterion


class ReviewQuerySet(models.QuerySet["Review"]):
    def standing(self) -> ReviewQuerySet:
        """Assigned or submitted, not declined."""
        return self.exclude(status=ReviewStatus.DECLINED)

    def submitted(self) -> ReviewQuerySet:
        return self.filter(status=ReviewStatus.SUBMITTED)


class Review(Authored):
    """One reader's marks of one application, given without knowing the others'. Submitted once."""

    application = models.ForeignKey("calls.Application", on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=9, choices=ReviewStatus.choices, default=ReviewStatus.ASSIGNED)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    comment = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="calls_review_once"),
            models.CheckConstraint(
                condition=Q(status__in=ReviewStatus.values), name="calls_review_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=ReviewStatus.SUBMITTED)
                | Q(total__isnull=False, submitted_at__isnull=False),
                name="calls_review_has_total",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.reviewer_id}"


class ReviewScore(models.Model):
    """The points one review gives to one criterion, from 0 to the criterion's best, in halves."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=4, decimal_places=1)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["review", "criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="calls_score_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="calls_score_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.points}"


class Conflict(models.Model):
    """A conflict of interest between a member of the staff and an application, declared or found, never undone."""

    application = models.ForeignKey("calls.Application", on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ConflictKind.choices, default=ConflictKind.DECLARED)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "user"], name="calls_conflict_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ConflictKind.values), name="calls_conflict_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.user_id}"
