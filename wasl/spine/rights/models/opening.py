from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope
from wasl.spine.people.models import Following
from wasl.spine.rights import access
from wasl.spine.rights.enums import COMPARTMENTS, Reason

CODES = [code for code, _label in COMPARTMENTS]


def ever_followed(actor: Actor, roles: tuple[str, ...]) -> Q:
    """Condition on rows with a `party`: some office within these roles follows it, or did; watching does not end."""
    if actor.is_system:
        return Q()
    within = scope(actor, roles, office="office_id", programme="programme_id")
    return Q(Exists(Following.objects.filter(within, party_id=OuterRef("party_id"))))


class OpeningQuerySet(models.QuerySet["Opening"]):
    def visible_to(self, actor: Actor) -> OpeningQuerySet:
        """For those who watch: the openings of parties that their offices follow or followed."""
        return self.filter(ever_followed(actor, access.WATCHERS))

    def standing(self, actor: Actor, at: datetime) -> OpeningQuerySet:
        """What this very user has opened and has not closed again at that instant."""
        if actor.id is None or actor.kind != "user":
            return self.none()
        return self.filter(created_by_id=actor.id, created_at__lte=at, closes_at__gt=at)


class Opening(Authored):
    """Somebody opened a compartment of a party, with a reason, until `closes_at`."""

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="openings")
    compartment = models.CharField(_("Compartment"), max_length=20, choices=COMPARTMENTS)
    reason = models.CharField(_("Reason"), max_length=12, choices=Reason.choices)
    words = models.CharField(max_length=300)
    closes_at = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening of a compartment")
        verbose_name_plural = _("openings of compartments")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["created_by_id", "party", "closes_at"], name="rights_opening_standing"),
            models.Index(fields=["-created_at", "-id"], name="rights_opening_latest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(compartment__in=CODES), name="rights_opening_compartment"),
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="rights_opening_reason"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("created_at")), name="rights_opening_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.compartment}"
