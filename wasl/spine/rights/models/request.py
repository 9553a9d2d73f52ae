from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.spine.people.models import Party
from wasl.spine.people.models.party import followed_by
from wasl.spine.rights import access, rules
from wasl.spine.rights.enums import Handing, Identity, Means
from wasl.spine.rights.models.opening import ever_followed


class RequestQuerySet(models.QuerySet["AccessRequest"]):
    def visible_to(self, actor: Actor) -> RequestQuerySet:
        """For protection: the requests of parties their offices follow or followed; for an adviser: their own ones,
        while they see the party."""
        condition = ever_followed(actor, access.WATCHERS)
        if not actor.is_system and actor.id is not None:
            seen = Party.objects.filter(followed_by(actor, readers=access.ASKERS))
            condition |= Q(created_by_id=actor.id, party__in=seen)
        return self.filter(condition)

    def waiting(self) -> RequestQuerySet:
        return self.filter(ended_on=None)


class AccessRequest(Versioned, Authored):
    """A person asked for all that is held on them; the file made for them goes after some days, the request stays."""

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="access_requests")
    asked_on = models.DateField()
    means = models.CharField(max_length=14, choices=Means.choices)
    identity = models.CharField(max_length=11, choices=Identity.choices)
    language = models.CharField(max_length=2, default="fr")
    compartments = models.JSONField(default=list)
    reason = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    handing = models.CharField(max_length=9, choices=Handing.choices, blank=True)
    file = models.ForeignKey(
        "documents.File", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("access request")
        verbose_name_plural = _("access requests")
        ordering = ["-asked_on", "-pk"]
        indexes = [models.Index(fields=["ended_on", "due_on"], name="rights_request_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(means__in=Means.values), name="rights_request_means"),
            models.CheckConstraint(condition=Q(identity__in=Identity.values), name="rights_request_identity"),
            models.CheckConstraint(
                condition=Q(ended_on=None, handing="")
                | Q(ended_on__gte=F("asked_on"), handing__in=Handing.values),
                name="rights_request_ended_somehow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.asked_on}"

    def get_absolute_url(self) -> str:
        return reverse("rights:request", args=[self.pk])

    @property
    def urgency(self) -> str:
        """answered, late, soon or waiting, as of today."""
        return rules.urgency(self.due_on, self.ended_on is not None, clock.today())

    @property
    def file_stands(self) -> bool:
        """Whether the file was made and has not expired."""
        return self.file_id is not None and self.expires_at is not None and self.expires_at > clock.now()
