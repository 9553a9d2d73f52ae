from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.messaging import access, rules, slots
from wasl.base.messaging.enums import BY_HAND, BY_MACHINE, TO_LOOK_AT, Channel, Status
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope


class MessageQuerySet(models.QuerySet["Message"]):
    """Reads of the outbox."""

    def visible_to(self, actor: Actor) -> MessageQuerySet:
        """Messages of the offices where the actor works; those of a circle for its role alone.

        A message without an office belongs to the whole organisation: whoever is limited to some offices does not
        find it. What a room keeps from this very actor (slot `kept_from`) is not found either.
        """
        if actor.is_system:
            return self
        seen = Q(circle="") & scope(actor, access.TENDERS, office="office_id")
        for role in access.CIRCLES:
            seen |= Q(circle=role) & scope(actor, (role,), office="office_id")
        rows = self.filter(seen)
        for kept in slots.kept_from:
            rows = rows.exclude(kept(actor))
        return rows

    def due(self, at: datetime) -> MessageQuerySet:
        """Messages to be sent whose hour has come, and whose wait after a failed try is over."""
        waiting = self.filter(status=Status.WAITING, due_at__lte=at)
        return waiting.filter(Q(retry_at=None) | Q(retry_at__lte=at))

    def by_machine(self) -> MessageQuerySet:
        return self.filter(channel__in=BY_MACHINE)

    def to_hand_over(self, at: datetime) -> MessageQuerySet:
        """What a person hands over: links to open and slips to print whose hour has come."""
        return self.due(at).filter(channel__in=BY_HAND)

    def to_look_at(self) -> MessageQuerySet:
        """Not delivered, or perhaps: a person decides."""
        return self.filter(status__in=TO_LOOK_AT)


class Message(Authored):
    """One message to one person or institution outside the house.

    `to`, `subject` and `body` are encrypted. `key` says what it is ("appointments.12.reminder"): the same
    is put in once. `about_kind` and `about_id` name the record it speaks of. It goes from `due_at` on.
    `circle` names the one role that may see it, where the usual ones may not.
    """

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(
        "network.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.CharField(max_length=120, unique=True)
    purpose = models.SlugField(max_length=60, allow_unicode=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    circle = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, default="fr")
    to = EncryptedTextField(blank=True)
    subject = EncryptedTextField(blank=True)
    body = EncryptedTextField(blank=True)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_label = models.CharField(max_length=150, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-due_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status="waiting"), name="messaging_to_send"),
            models.Index(fields=["about_kind", "about_id"], name="messaging_about"),
            models.Index(fields=["organisation", "-due_at"], name="messaging_of_organisation"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="messaging_channel_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="messaging_status_known"),
            models.CheckConstraint(
                condition=Q(circle="") | Q(circle__in=[role.value for role in access.CIRCLES]),
                name="messaging_circle_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "sending"], settled_at=None)
                | ~Q(status__in=["waiting", "sending"]),
                name="messaging_waiting_is_not_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{slots.purpose_label(self.purpose)} · {self.masked}"

    def get_absolute_url(self) -> str:
        return reverse("messaging:message", args=[self.pk])

    @property
    def purpose_label(self) -> str:
        return slots.purpose_label(self.purpose)

    @property
    def masked(self) -> str:
        """To whom it goes, only the end to be read."""
        return rules.masked(self.to)

    @property
    def about_url(self) -> str:
        """The page of the record it speaks of; "" where no room says."""
        address = slots.abouts.get(self.about_kind)
        return address(self.about_id) if address and self.about_id else ""
