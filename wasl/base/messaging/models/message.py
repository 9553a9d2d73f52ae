from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.base.messaging.enums import Channel, Status
from wasl.kernel import clock
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored


class Message(Authored):
    """One message to one person or institution outside the house.

    `to`, `subject` and `body` are encrypted. `key` says what it is ("appointments.12.reminder"): the same
    is put in once. `about_kind` and `about_id` name the record it speaks of. It goes from `due_at` on.
    """

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(
        "network.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.CharField(max_length=120, unique=True)
    purpose = models.SlugField(max_length=60, allow_unicode=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    language = models.CharField(max_length=2, default="fr")
    to = EncryptedTextField()
    subject = EncryptedTextField(blank=True)
    body = EncryptedTextField()
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_label = models.CharField(max_length=150, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-due_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status="waiting"), name="messaging_to_send"),
            models.Index(fields=["about_kind", "about_id"], name="messaging_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="messaging_channel_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="messaging_status_known"),
            models.CheckConstraint(
                condition=Q(status="waiting", settled_at=None) | ~Q(status="waiting"),
                name="messaging_waiting_is_not_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel} {self.pk}"
