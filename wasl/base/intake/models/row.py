"""A row of a sheet, its faults, and the records it became."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q

from wasl.base.intake.enums import RowState
from wasl.base.intake.models.batch import Batch
from wasl.kernel.crypto import EncryptedTextField


class RowQuerySet(models.QuerySet["Row"]):
    def data(self) -> RowQuerySet:
        """The lines under the headings."""
        return self.exclude(state=RowState.OUTSIDE)


class Row(models.Model):
    """One line. What was typed, what was corrected and who it may be about are encrypted.

    `cells` is a list of [text, 1 when a formula computed it]; `corrections` column code → text;
    `proposed` says whether it may be about somebody, `strong` whether by strong evidence, `choice` the proposal
    chosen ("" for none), `points_at` the row that choice names, `reason_new` why the row is about somebody new
    although others look alike, `subject` whom it was written for. `marks` are keyed hashes that find the rows of the
    batch it is compared with.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RowState.choices, default=RowState.OUTSIDE)
    cells_text = EncryptedTextField()
    corrections_text = EncryptedTextField(blank=True, default="")
    proposals_text = EncryptedTextField(blank=True, default="")
    proposed = models.BooleanField(default=False)
    strong = models.BooleanField(default=False)
    choice = models.CharField(max_length=40, blank=True)
    points_at = models.PositiveIntegerField(null=True, blank=True, editable=False)
    reason_new = EncryptedTextField(blank=True, default="")
    marks = models.CharField(max_length=400, blank=True, default="")
    subject = models.CharField(max_length=40, blank=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["batch", "state", "number"], name="intake_row_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="intake_row_number_once"),
            models.CheckConstraint(condition=Q(state__in=RowState.values), name="intake_row_state"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"

    @property
    def cells(self) -> list[tuple[str, bool]]:
        return [(text, bool(formula)) for text, formula in json.loads(self.cells_text or "[]")]

    @property
    def corrections(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.corrections_text or "{}")
        return found

    @corrections.setter
    def corrections(self, corrections: dict[str, str]) -> None:
        self.corrections_text = json.dumps(corrections, ensure_ascii=False) if corrections else ""

    @property
    def proposals(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.proposals_text or "[]")
        return found

    @proposals.setter
    def proposals(self, proposals: list[dict[str, Any]]) -> None:
        self.proposals_text = json.dumps(proposals, ensure_ascii=False) if proposals else ""
        self.proposed = bool(proposals)
        self.strong = any(proposal["usual"] for proposal in proposals)

    def about(self, key: str) -> None:
        """Choose whom the row is about ("" for somebody new); not saved."""
        self.choice = key
        kind, _colon, number = key.partition(":")
        self.points_at = int(number) if kind == "row" else None

    @property
    def keys(self) -> set[str]:
        """The keys of its proposals."""
        return {str(proposal["key"]) for proposal in self.proposals}


class Fault(models.Model):
    """What is wrong with one cell: a reason of the importer, or a sentence said when it was written."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="faults")
    column = models.SlugField(max_length=40)
    code = models.SlugField(max_length=40)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.column}: {self.code}"


class Created(models.Model):
    """A record that a row became; the line stays when it is undone, with `undone` true unless other work rests on the
    record: `kept_for` then says which."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="created")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    undone = models.BooleanField(default=False)
    kept_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["row", "kind", "object_id"], name="intake_created_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
