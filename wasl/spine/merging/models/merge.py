from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.spine.merging import access, rules
from wasl.spine.merging.enums import MoveKind
from wasl.spine.people.models import Party
from wasl.spine.people.models.party import followed_by


class MergeQuerySet(models.QuerySet["Merge"]):
    def visible_to(self, actor: Actor) -> MergeQuerySet:
        """The merges read on the page of a person whom the actor may see in a role that merges."""
        seen = Party.objects.filter(followed_by(actor, readers=access.MERGERS), pk=OuterRef("stands_in_id"))
        return self.filter(Exists(seen))

    def standing(self) -> MergeQuerySet:
        """Those not undone."""
        return self.filter(undone_at=None)

    def with_absorbed_seen(self, actor: Actor) -> MergeQuerySet:
        """With `absorbed_seen`: whether the actor may see the record absorbed, taken apart since."""
        seen = Party.objects.filter(followed_by(actor, readers=access.MERGERS), pk=OuterRef("absorbed_id"))
        return self.annotate(absorbed_seen=Exists(seen))

    def with_parties(self) -> MergeQuerySet:
        return self.select_related("kept", "absorbed", "stands_in", "organisation")


class Merge(Authored):
    """One record of a person was absorbed by another; while it stands, the absorbed one is seen by nobody.

    `stands_in` is the party on whose page it is read today: the one kept, or whoever absorbed that one since.
    `fields_text` holds, encrypted, what each replaced field was and became; erasing the person empties it.
    """

    kept = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="merges_kept")
    absorbed = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="merges_absorbed")
    stands_in = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="merges_shown")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    fields_text = EncryptedTextField(blank=True, default="")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.BigIntegerField(null=True, blank=True)
    undone_by_label = models.CharField(max_length=150, blank=True)
    undo_reason = models.CharField(max_length=300, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["created_at", "id"], name="merging_merge_made")]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="merging_merge_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="merging_merge_has_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undo_reason="")
                | (Q(undone_at__isnull=False) & ~Q(undo_reason="")),
                name="merging_undone_with_reason",
            ),
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at=None), name="merging_absorbed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.kept_id}"

    def get_absolute_url(self) -> str:
        return reverse("merging:merge", args=[self.pk])

    @property
    def stands(self) -> bool:
        return self.undone_at is None

    @property
    def changes(self) -> dict[str, rules.Change]:
        """What each group of fields of the record kept was before and became, as `rules.FIELDS` groups them."""
        return rules.from_record(json.loads(self.fields_text or "{}"))

    @changes.setter
    def changes(self, changes: Mapping[str, rules.Change]) -> None:
        self.fields_text = json.dumps(rules.to_record(changes), ensure_ascii=False) if changes else ""


class Move(models.Model):
    """What became of the rows of one table, by one of its references, in one merge; from and to are the merge's.

    `rows` are their keys as texts. A row leaves the custody of the merge when it is `released` (an earlier merge was
    undone and took its row back), and when the merge itself is undone: then `elsewhere` are those that had been moved
    on, or that the record absorbed could not take back, and `gone` those that had been deleted; all others went back.
    `yielded` are the fields changed on the way, with what they were.
    """

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="moves")
    kind = models.CharField(max_length=8, choices=MoveKind.choices, default=MoveKind.FOLLOWED)
    model = models.CharField(max_length=80)
    field = models.CharField(max_length=60)
    rows = models.JSONField(default=list)
    yielded = models.JSONField(default=dict, blank=True)
    released = models.JSONField(default=list, blank=True)
    elsewhere = models.JSONField(default=list, blank=True)
    gone = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MoveKind.values), name="merging_move_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.model}.{self.field} × {len(self.rows)}"

    @property
    def held(self) -> list[str]:
        """The rows still in the custody of the merge."""
        released = set(self.released)
        return [row for row in self.rows if row not in released]

    def release(self, rows: set[str]) -> None:
        """Take rows out of the custody of the merge."""
        self.released = [*self.released, *(row for row in self.held if row in rows)]
