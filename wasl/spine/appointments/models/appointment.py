from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.kernel.scope import scope
from wasl.spine.appointments import access, rules
from wasl.spine.appointments.enums import Origin, Reason, Status
from wasl.spine.cases.enums import Mode
from wasl.spine.cases.models import Assignment


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, actor: Actor) -> AppointmentQuerySet:
        """Appointments within the actor's scope (the desk included), and of the cases they are assigned to."""
        return self._reached(actor, access.READERS)

    def settled_by(self, actor: Actor) -> AppointmentQuerySet:
        """Appointments on which the actor may act."""
        return self._reached(actor, access.BOOKERS)

    def _reached(self, actor: Actor, roles: tuple[str, ...]) -> AppointmentQuerySet:
        condition = scope(actor, roles, office="office_id", programme="programme_id")
        if not actor.is_system and actor.has(*access.ASSIGNED):
            condition |= Q(Exists(Assignment.objects.of(actor).filter(case_id=OuterRef("case_id"))))
        return self.filter(condition)

    def booked(self) -> AppointmentQuerySet:
        return self.filter(status=Status.BOOKED)

    def between(self, first: datetime, last: datetime) -> AppointmentQuerySet:
        """Those that begin from `first` on and before `last`."""
        return self.filter(starts_at__gte=first, starts_at__lt=last)

    def with_shown(self) -> AppointmentQuerySet:
        """With what a list or a calendar shows."""
        return self.select_related("party", "office", "user", "case")


class Appointment(Versioned, Authored):
    """A meeting agreed upon with a party at an office, with one of the staff (`user`) or whoever is free there.

    With a `case` the place is the case's. The version grows each time it is moved; `reminded` is the version whose
    reminder was put into the outbox.
    """

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="appointments")
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="appointments", null=True, blank=True
    )
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    mode = models.CharField(max_length=6, choices=Mode.choices, default=Mode.OFFICE)
    subject = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.BOOKED)
    reason = models.CharField(max_length=8, choices=Reason.choices, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_label = models.CharField(max_length=150, blank=True)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.LIVE)
    reminded = models.PositiveIntegerField(default=0)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["status", "starts_at"], name="appointments_when"),
            models.Index(fields=["office", "starts_at"], name="appointments_where"),
            models.Index(
                fields=["user", "starts_at"], condition=Q(status="booked"), name="appointments_taken"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="appointments_status_known"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="appointments_mode_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="appointments_origin_known"),
            models.CheckConstraint(
                condition=Q(reason="") | Q(reason__in=Reason.values, status="cancelled"),
                name="appointments_reason_of_cancelling",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=rules.LONGEST), name="appointments_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("appointments:appointment", args=[self.pk])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_booked(self) -> bool:
        return self.status == Status.BOOKED


class Move(Authored):
    """Where an appointment stood before it was moved, and why it was."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="moves")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.CharField(max_length=8, choices=Reason.choices)

    class Meta:
        verbose_name = _("appointment moved")
        verbose_name_plural = _("appointments moved")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="appointments_move_reason")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M}"
