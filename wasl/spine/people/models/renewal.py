from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.people import access
from wasl.spine.people.enums import TitleKind
from wasl.spine.people.models.identity import Paper
from wasl.spine.people.models.party import Party, followed_by
from wasl.spine.people.models.person import Person
from wasl.spine.people.models.status import ResidenceStatus


class RenewalQuerySet(models.QuerySet["Renewal"]):
    def visible_to(self, actor: Actor) -> RenewalQuerySet:
        """The titles of the people whom the actor follows as adviser or for protection."""
        if actor.is_system:
            return self
        return self.filter(
            person__party__in=Party.objects.filter(followed_by(actor, readers=access.RESIDENCE))
        )


class Renewal(models.Model):
    """The last known end of one title of a person, drawn from their papers and residence statuses.

    Nothing is told here that does not stand there: `actions.refresh_renewals` writes it anew whenever they change.
    `kind` is that of the paper; what is known by a status alone is a residence permit and no more.
    `family` groups the titles that follow one another (a receipt takes over from a card).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="renewals")
    family = models.CharField(max_length=20)
    kind = models.CharField(max_length=15, choices=TitleKind.choices)
    ends_on = models.DateField()
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    residence = models.ForeignKey(
        ResidenceStatus, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )

    adviser_names: list[str]  # set by `queries.advisers.with_advisers`

    objects = RenewalQuerySet.as_manager()

    class Meta:
        verbose_name = _("title to renew")
        verbose_name_plural = _("titles to renew")
        ordering = ["ends_on", "pk"]
        indexes = [models.Index(fields=["ends_on", "person"], name="people_renewal_ends")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TitleKind.values), name="people_renewal_kind_known"),
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | Q(residence__isnull=False), name="people_renewal_of_what"
            ),
            models.UniqueConstraint(fields=["person", "family"], name="people_renewal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ends_on}"


class RenewalRound(models.Model):
    """The weekly lists were written for the week that begins on this Monday."""

    week = models.DateField(unique=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-week"]

    def __str__(self) -> str:
        return f"{self.week}"


class RenewalNoticeQuerySet(models.QuerySet["RenewalNotice"]):
    def of(self, actor: Actor) -> RenewalNoticeQuerySet:
        """The lines written to this actor about people they may still see."""
        if actor.id is None or actor.kind != "user":
            return self.none()
        visible = Party.objects.filter(followed_by(actor, readers=access.RESIDENCE))
        return self.filter(user_id=actor.id, person__party__in=visible)


class RenewalNotice(models.Model):
    """One line of the list of one week to one adviser: a title that ends, with the days left as they were told.

    `threshold` is how many days before its end it was told for (-1: it had ended). Frozen but for `seen_at`.
    """

    week = models.DateField()
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="renewal_notices")
    kind = models.CharField(max_length=15, choices=TitleKind.choices)
    family = models.CharField(max_length=20)
    ends_on = models.DateField()
    days_left = models.IntegerField()
    threshold = models.SmallIntegerField()
    told_on = models.DateField()
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = RenewalNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a weekly list")
        verbose_name_plural = _("lines of a weekly list")
        ordering = ["-week", "ends_on", "pk"]
        indexes = [models.Index(fields=["user", "week"], name="people_notice_user_week")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TitleKind.values), name="people_notice_kind_known"),
            models.UniqueConstraint(
                fields=["user", "person", "family", "ends_on", "threshold"], name="people_notice_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
