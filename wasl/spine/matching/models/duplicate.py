from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Versioned
from wasl.spine.matching import access
from wasl.spine.matching.enums import DECIDED, Again, FoundBy, State, Verdict
from wasl.spine.people.models import Party
from wasl.spine.people.models.party import followed_by


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    def visible_to(self, actor: Actor, readers: tuple[str, ...] = access.DECIDERS) -> DuplicateQuerySet:
        """The pairs of which both persons are within the actor's scope in one of the roles `readers`."""
        seen = Party.objects.filter(followed_by(actor, readers=readers))
        both = Exists(seen.filter(pk=OuterRef("first_id"))) & Exists(seen.filter(pk=OuterRef("second_id")))
        return self.filter(both)

    def waiting(self, day: date | None = None) -> DuplicateQuerySet:
        """The pairs that wait for a decision on `day` (today by default): open, or put off until then."""
        return self.filter(_waits(day or clock.today()))

    def with_waiting(self, day: date | None = None) -> DuplicateQuerySet:
        """With `waits`: 1 for the pairs that wait for a decision, 0 for the others; a list sorts by it."""
        waits = When(_waits(day or clock.today()), then=Value(1))
        return self.annotate(waits=Case(waits, default=Value(0), output_field=models.IntegerField()))

    def with_persons(self) -> DuplicateQuerySet:
        """With what a list shows of both persons."""
        return self.select_related(
            "first__party", "first__nationality", "second__party", "second__nationality", "organisation"
        )

    def of(self, party_id: int) -> DuplicateQuerySet:
        """The pairs in which this person stands."""
        return self.filter(Q(first_id=party_id) | Q(second_id=party_id))

    def touching(self, party_ids: Collection[int]) -> DuplicateQuerySet:
        """The pairs in which any of these persons stands."""
        return self.filter(Q(first_id__in=party_ids) | Q(second_id__in=party_ids))

    def among(self, pairs: Collection[tuple[int, int]]) -> DuplicateQuerySet:
        """Those of these pairs of ids (the smaller first) that are kept; a few hundred at a time."""
        firsts = {first for first, _second in pairs}
        seconds = {second for _first, second in pairs}
        wanted = set(pairs)
        rows = self.filter(first_id__in=firsts, second_id__in=seconds)
        held = [pk for pk, *ids in rows.values_list("pk", "first_id", "second_id") if tuple(ids) in wanted]
        return self.filter(pk__in=held)


def _waits(day: date) -> Q:
    return Q(state=State.OPEN) | Q(state=State.LATER, later_until__lte=day)


class Duplicate(Versioned):
    """Two persons who may be one. What the machine found, and what people decided; `first` has the smaller id.

    `decided_*` and `reason` are of the last decision and stay when the pair is to be decided again (`again` says why).
    `agrees` and `differs` are codes of the rules, as they were found last.
    """

    first = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(default=0)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.NO)
    agrees = models.JSONField(default=list)
    differs = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    again = models.CharField(max_length=8, choices=Again.choices, blank=True, default=Again.NO)
    later_until = models.DateField(null=True, blank=True)
    found_by = models.CharField(max_length=6, choices=FoundBy.choices)
    found_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_by_label = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["-score", "-pk"]
        indexes = [
            models.Index(fields=["state", "-score", "-id"], name="matching_state_score"),
            models.Index(fields=["second", "first"], name="matching_second"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="matching_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="matching_pair_in_order"),
            models.CheckConstraint(condition=Q(score__lte=100), name="matching_score_to_100"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="matching_state_known"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="matching_verdict_known"),
            models.CheckConstraint(condition=Q(found_by__in=FoundBy.values), name="matching_found_known"),
            models.CheckConstraint(condition=Q(again__in=Again.values), name="matching_again_known"),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | Q(decided_at__isnull=False), name="matching_decided_at"
            ),
            models.CheckConstraint(
                condition=Q(state=State.LATER, later_until__isnull=False)
                | (~Q(state=State.LATER) & Q(later_until=None)),
                name="matching_later_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"

    def get_absolute_url(self) -> str:
        return reverse("matching:pair", args=[self.pk])

    @property
    def party_ids(self) -> tuple[int, int]:
        return self.first_id, self.second_id

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a decision today."""
        put_off = self.later_until is not None and self.later_until > clock.today()
        return self.state == State.OPEN or (self.state == State.LATER and not put_off)

    def other_than(self, party_id: int) -> int:
        """The id of the other person of the pair."""
        first, second = self.party_ids
        return second if first == party_id else first
