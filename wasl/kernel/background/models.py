"""One piece of work: who asked for it, how far it is, how it ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor, Grant
from wasl.kernel.models import Authored

SILENT_AFTER = timedelta(minutes=10)
STOPPED_AFTER = timedelta(minutes=1)  # for work that reports as it goes: somebody may then press "go on"


class State(models.TextChoices):
    """Where a piece of work stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("At work")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


UNFINISHED = (State.WAITING, State.RUNNING)


class RunQuerySet(models.QuerySet["Run"]):
    """Runs as sentences."""

    def visible_to(self, actor: Actor) -> RunQuerySet:
        """The runs this very person asked for."""
        if actor.is_system:
            return self
        return self.none() if actor.id is None else self.filter(created_by_id=actor.id)

    def unfinished(self) -> RunQuerySet:
        return self.filter(state__in=UNFINISHED)

    def silent(self) -> RunQuerySet:
        """Begun, not ended, and without a sign of life for ten minutes: its worker was stopped."""
        return self.filter(state=State.RUNNING, beat_at__lt=clock.now() - SILENT_AFTER)


class Run(Authored):
    """A piece of work asked for once. `arguments` are ids; `actor` is who asked, with the rights held then."""

    name = models.CharField(max_length=200)
    label = models.CharField(max_length=200)
    key = models.CharField(max_length=100, blank=True)
    arguments = models.JSONField(default=dict)
    actor = models.JSONField(default=dict)
    language = models.CharField(max_length=10, default="fr")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["created_by_id", "-id"], name="background_by_author")]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["waiting", "running"]) & ~Q(key=""),
                name="background_one_unfinished_per_key",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="background_state_known"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("background:run", args=[self.pk])

    @property
    def finished(self) -> bool:
        return self.state not in UNFINISHED

    @property
    def stopped(self) -> bool:
        """Begun, not ended, and without a sign of life for a minute."""
        beat = self.beat_at
        return self.state == State.RUNNING and beat is not None and beat < clock.now() - STOPPED_AFTER

    @property
    def tone(self) -> str:
        tones = {
            State.WAITING: "neutral",
            State.RUNNING: "info",
            State.DONE: "success",
            State.FAILED: "danger",
        }
        return tones[State(self.state)]


def packed(actor: Actor) -> dict[str, Any]:
    """An actor as JSON, to be unpacked where the work is done."""

    def ids(held: frozenset[int] | None) -> list[int] | None:
        return None if held is None else sorted(held)

    grants = [[str(g.role), g.organisation, ids(g.offices), ids(g.programmes)] for g in actor.grants]
    return {"id": actor.id, "label": actor.label, "kind": actor.kind, "grants": grants}


def unpacked(stored: dict[str, Any]) -> Actor:
    """The actor that `packed` stored."""

    def ids(held: list[int] | None) -> frozenset[int] | None:
        return None if held is None else frozenset(held)

    grants = tuple(Grant(role, organisation, ids(o), ids(p)) for role, organisation, o, p in stored["grants"])
    return Actor(id=stored["id"], label=stored["label"], grants=grants, kind=stored["kind"])
