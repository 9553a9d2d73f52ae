from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.kernel.scope import scope
from wasl.services.coaching import access
from wasl.services.coaching.enums import EventKind, EventStatus


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, actor: Actor) -> EventQuerySet:
        """Events of the offices in the actor's grants."""
        return self.filter(scope(actor, access.EVENT_READERS, office="office_id"))


class Event(Versioned, Authored):
    """A networking event: planned, then held with who came and how many partners, or cancelled."""

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=EventKind.choices)
    title = models.CharField(max_length=150)
    place = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    status = models.CharField(max_length=9, choices=EventStatus.choices, default=EventStatus.PLANNED)
    partners = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("networking event")
        verbose_name_plural = _("networking events")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="coaching_event_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=EventStatus.values), name="coaching_event_status_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="coaching_event_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("coaching:event", args=[self.pk])


class Participant(Authored):
    """A person on the list of an event; `came` is said when it is held."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    came = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("person at an event")
        verbose_name_plural = _("people at events")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="coaching_participant_once")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.person_id}"
