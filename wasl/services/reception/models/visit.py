"""A visit to an office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope
from wasl.services.reception import rules
from wasl.services.reception.access import READERS
from wasl.services.reception.enums import Origin, Reason, VisitStatus


class VisitQuerySet(models.QuerySet["Visit"]):
    """Sentences about visits."""

    def visible_to(self, actor: Actor) -> VisitQuerySet:
        """Visits to the offices within the actor's grants."""
        return self.filter(scope(actor, READERS, office="office_id"))

    def standing(self) -> VisitQuerySet:
        """Not withdrawn."""
        return self.exclude(status=VisitStatus.WITHDRAWN)

    def on(self, day: date) -> VisitQuerySet:
        return self.filter(day=day)

    def in_queue(self) -> VisitQuerySet:
        """Waiting or called, first come first."""
        queued = self.filter(status__in=(VisitStatus.WAITING, VisitStatus.CALLED))
        return queued.order_by("arrived_at", "pk")

    def for_reason(self, code: str) -> VisitQuerySet:
        return self.filter(reason_codes__contains=f",{code},")


class Visit(Authored):
    """Somebody came. With `person` the visit is theirs; without, what was seen stands in the anonymous fields.

    `day` is the day of `arrived_at` where the office is. `ticket` counts from 1 each day at each office.
    """

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    guichet = models.ForeignKey(
        "network.Guichet", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )
    arrived_at = models.DateTimeField()
    day = models.DateField()
    reason_codes = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=1, default="u")
    age_band = models.CharField(max_length=10, default="unknown")
    nationality_group = models.CharField(max_length=10, blank=True)
    activity = models.CharField(max_length=15, blank=True)
    ticket = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=VisitStatus.choices, default=VisitStatus.WAITING)
    called_at = models.DateTimeField(null=True, blank=True)
    called_by_id = models.BigIntegerField(null=True, blank=True)
    called_by_label = models.CharField(max_length=150, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.LIVE)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        indexes = [
            models.Index(fields=["office", "day", "status"], name="reception_visit_queue"),
            models.Index(fields=["-arrived_at", "-id"], name="reception_visit_latest"),
            models.Index(fields=["person", "-day"], name="reception_visit_person"),
            models.Index(
                fields=["office", "-served_at"],
                condition=Q(called_at__isnull=False, served_at__isnull=False),
                name="reception_visit_service",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "day", "ticket"], name="reception_ticket_once_a_day"),
            models.CheckConstraint(condition=Q(status__in=VisitStatus.values), name="reception_visit_status"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="reception_visit_origin"),
            models.CheckConstraint(condition=Q(sex__in=["f", "m", "u"]), name="reception_visit_sex"),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_reason=""),
                name="reception_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True)
                | Q(sex="u", age_band="unknown", nationality_group="", activity=""),
                name="reception_known_or_anonymous",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day} {self.ticket or '-'}"

    def get_absolute_url(self) -> str:
        return reverse("reception:visit", args=[self.pk])

    @property
    def reasons(self) -> list[str]:
        """Codes of `Reason`, the main one first."""
        return rules.unpacked(self.reason_codes)

    @reasons.setter
    def reasons(self, codes: Iterable[str]) -> None:
        self.reason_codes = rules.packed([Reason(code).value for code in codes])

    @property
    def reason_labels(self) -> list[str | Promise]:
        return [Reason(code).label for code in self.reasons]

    @property
    def reason_text(self) -> str:
        return ", ".join(str(label) for label in self.reason_labels)

    @property
    def known_at(self) -> date:
        """The moment of the visit; its day alone where a register told no hour."""
        return self.day if self.origin == Origin.IMPORT else self.arrived_at

    @property
    def who(self) -> str:
        """The name of the person, or the words for an anonymous visitor."""
        return self.person.label if self.person else _("Anonymous visitor")

    @property
    def tone(self) -> str:
        tones = {"waiting": "attention", "called": "info", "served": "success", "left": "neutral"}
        return tones.get(self.status, "neutral")
