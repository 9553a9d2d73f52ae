from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wasl.kernel import clock
from wasl.kernel.models import Authored
from wasl.spine.people.enums import FollowingBasis, Kinship, TieKind


class Following(Authored):
    """An office follows a party, for a programme or for none, from a day to a day (inclusive).

    It is written by the act that starts it and answers who may see the party.
    """

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="followings")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=12, choices=FollowingBasis.choices)

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["office", "party"], name="people_following_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(basis__in=FollowingBasis.values), name="people_following_basis_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="people_following_in_order"
            ),
            models.UniqueConstraint(
                fields=["party", "office", "programme"],
                condition=Q(ends_on=None),
                name="people_following_once",
            ),
            models.UniqueConstraint(
                fields=["party", "office"],
                condition=Q(ends_on=None, programme=None),
                name="people_following_once_no_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} @ {self.office_id}"


class Tie(Authored):
    """Two parties hold together: household, family, work. Written by the rooms that know, read for conflicts.

    In a family tie `party` is the `relation` (husband, mother…) of `other`.
    """

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="ties")
    other = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="ties_back")
    kind = models.CharField(max_length=10, choices=TieKind.choices)
    relation = models.CharField(max_length=11, choices=Kinship.choices, blank=True)
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TieKind.values), name="people_tie_kind_known"),
            models.CheckConstraint(
                condition=Q(relation="") | Q(kind=TieKind.KIN, relation__in=Kinship.values),
                name="people_tie_relation_known",
            ),
            models.CheckConstraint(condition=~Q(party=F("other")), name="people_tie_between_two"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="people_tie_in_order"
            ),
            models.UniqueConstraint(
                fields=["party", "other", "kind"], condition=Q(ends_on=None), name="people_tie_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.kind} {self.other_id}"
