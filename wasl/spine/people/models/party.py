from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.kernel.scope import scope
from wasl.spine.people import access, slots
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models.following import Following


def followed_by(actor: Actor, *, readers: tuple[str, ...] = access.READERS) -> Q:
    """Condition on parties: not merged into another, and followed today by some office in the grants of `actor`."""
    standing = Q(merged_into=None)
    if actor.is_system:
        return standing
    today = clock.today()
    rows = Following.objects.filter(
        scope(actor, readers, office="office_id", programme="programme_id"),
        Q(ends_on=None) | Q(ends_on__gte=today),
        party_id=OuterRef("pk"),
    )
    return standing & Q(Exists(rows))


class PartyQuerySet(models.QuerySet["Party"]):
    def visible_to(self, actor: Actor) -> PartyQuerySet:
        """The parties followed today by an office the actor works for, in a role that reads files."""
        return self.filter(followed_by(actor))


class Party(Authored):
    """The subject of a case, an application, an agreement or a fact: a person, a collective or an organisation.

    `organisation` registered it; who sees it is said by its followings. `key` is what facts keep of it:
    erasure replaces it. A party merged into another stays, seen by nobody, until the merge is undone.
    """

    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    label = models.CharField(max_length=200)
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="absorbed"
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PartyKind.values), name="people_party_kind_known"),
            models.CheckConstraint(condition=~Q(label=""), name="people_party_has_label"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")), name="people_party_not_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The page of the person, of the collective, or the one an upper room keeps for an organisation."""
        if self.kind == PartyKind.PERSON:
            return reverse("people:person", args=[self.pk])
        if self.kind == PartyKind.COLLECTIVE:
            return reverse("people:collective", args=[self.pk])
        page = slots.organisation_page.get("page")
        return page(self.pk) if page else reverse("people:list")
