"""A sheet taken over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from wasl.base.intake.access import IMPORTING, SUPERVISING
from wasl.base.intake.enums import BUSY, BatchState
from wasl.base.intake.slots import Importer, importers
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, actor: Actor) -> BatchQuerySet:
        """One's own batches, and those of the organisations and offices one coordinates."""
        if actor.is_system:
            return self
        own = Q(created_by_id=actor.id) & scope(actor, IMPORTING) if actor.id is not None else Q(pk__in=[])
        return self.filter(own | scope(actor, SUPERVISING, office="office_id"))

    def of_content(self, organisation_id: int, sha256: str) -> BatchQuerySet:
        """Batches of this organisation made from the very same file and not undone."""
        return self.filter(organisation_id=organisation_id, sha256=sha256).exclude(state=BatchState.UNDONE)


class Batch(Authored):
    """One sheet of one file. `mapping` says which column (index from 0, as text) is which, `sheets` which other
    sheets the file holds, `checked_line` up to where the present check has come."""

    importer = models.SlugField(max_length=40)
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(
        "network.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    sheet = models.CharField(max_length=100, blank=True)
    sheets = models.JSONField(default=list, blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    heading_line = models.PositiveIntegerField(default=0)
    mapping = models.JSONField(default=dict, blank=True)
    checked_line = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.OPEN)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by_label = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_label = models.CharField(max_length=150, blank=True)
    undo_reason = models.CharField(max_length=300, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="intake_batch_state"),
            models.CheckConstraint(
                condition=~Q(state="undone") | ~Q(undo_reason=""), name="intake_undone_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("intake:batch", args=[self.pk])

    @property
    def kind(self) -> Importer:
        """Its importer. LookupError when the room that offered it is gone."""
        importer = importers.get(self.importer)
        if importer is None:
            raise LookupError(f"No room takes over sheets of the kind {self.importer}.")
        return importer

    @property
    def kind_label(self) -> str:
        """What it is, in words; its code when no room offers it any more."""
        importer = importers.get(self.importer)
        return str(importer.label) if importer is not None else self.importer

    @property
    def columns(self) -> dict[int, str]:
        """Column index → column code."""
        return {int(index): code for index, code in self.mapping.items()}

    @property
    def tone(self) -> str:
        tones = {"open": "attention", "checked": "info", "done": "success"}
        if self.state in BUSY:
            return "info"
        return tones.get(self.state, "neutral")
