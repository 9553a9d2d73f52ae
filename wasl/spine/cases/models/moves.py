from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope
from wasl.spine.cases import access
from wasl.spine.cases.enums import ClosingReason
from wasl.spine.cases.models.case import Case


class MoveQuerySet(models.QuerySet["Move"]):
    def left_by(self, actor: Actor) -> MoveQuerySet:
        """Moves that took a case out of an office where the actor reads cases, or out of their own hands."""
        left = scope(
            actor,
            access.ALL_READERS,
            organisation="from_office__organisation_id",
            office="from_office_id",
            programme="case__programme_id",
        )
        if actor.kind == "user" and actor.id is not None:
            left |= Q(pk__in=self.model.objects.filter(ended__user_id=actor.id).values("pk"))
        return self.filter(left)

    def to_acknowledge(self, actor: Actor) -> MoveQuerySet:
        """Moves that gave a case to this user, who has not said yet that they read it."""
        if actor.kind != "user" or actor.id is None:
            return self.none()
        return self.filter(to_adviser_id=actor.id, acknowledged_at=None)


class Move(Authored):
    """A case handed over: from an adviser, office and guichet to others, from the day `on`.

    The note is for whoever takes the case; it is kept encrypted and shown to them until they acknowledge it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    on = models.DateField()
    from_office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    from_guichet = models.ForeignKey("network.Guichet", on_delete=models.PROTECT, related_name="+")
    from_adviser = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    to_office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    to_guichet = models.ForeignKey("network.Guichet", on_delete=models.PROTECT, related_name="+")
    to_adviser = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.CharField(max_length=300)
    note = EncryptedTextField(blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(
                fields=["to_adviser"], condition=Q(acknowledged_at=None), name="cases_move_to_acknowledge"
            )
        ]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="cases_move_has_reason")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"

    @property
    def changes_place(self) -> bool:
        """Whether the case went to another office or guichet."""
        return (self.from_office_id, self.from_guichet_id) != (self.to_office_id, self.to_guichet_id)


class Reopening(Authored):
    """A closed case taken up again from the day `on`, with the closing that it undid."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reopenings")
    on = models.DateField()
    reason = models.CharField(max_length=300)
    closed_on = models.DateField()
    closing_reason = models.CharField(max_length=12, choices=ClosingReason.choices)
    closing_note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("reopening")
        verbose_name_plural = _("reopenings")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="cases_reopening_has_reason"),
            models.CheckConstraint(
                condition=Q(closing_reason__in=ClosingReason.values), name="cases_reopening_reason_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"


class Batch(Authored):
    """One act asked for several cases or steps at once, with what it was asked with; seen by who asked.

    `data` is the cleaned form as JSON, encrypted (it may hold a note); empty until the form was sent.
    """

    act = models.CharField(max_length=20)
    data = EncryptedTextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("act on several")
        verbose_name_plural = _("acts on several")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cases:batch", args=[self.pk])


class BatchLine(models.Model):
    """One case (or one step of it) of such an act: not tried yet, done, or refused with the words that say why."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(
        "cases.PlanItem", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    done = models.BooleanField(null=True)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "case"], condition=Q(step=None), name="cases_batchline_case_once"
            ),
            models.UniqueConstraint(fields=["batch", "step"], name="cases_batchline_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.case_id}"
