from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.spine.links import access
from wasl.spine.links.enums import OPEN, STATE_TONES, Evidence, LinkState, Origin
from wasl.spine.links.models.agreement import SharingAgreement
from wasl.spine.people.models import Party
from wasl.spine.people.models.party import followed_by

SIDES = ("one", "other")


def seen(side: str, actor: Actor) -> Q:
    """Condition on links: this side is a person whom the actor, as data-protection officer, follows there.

    A link that stayed with a record merged into another is that of the record kept.
    """
    if actor.is_system:
        return Q()
    followed = Party.objects.filter(followed_by(actor, readers=access.DECIDERS))
    standing = Exists(followed.filter(pk=OuterRef(f"{side}_id")))
    merged = Exists(followed.filter(absorbed=OuterRef(f"{side}_id")))
    own = Q(**{f"{side}_organisation__in": actor.organisations(*access.DECIDERS)})
    return own & (Q(standing) | Q(merged))


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, actor: Actor) -> LinkQuerySet:
        """Those with a side that the actor answers for as data-protection officer."""
        return self if actor.is_system else self.filter(seen("one", actor) | seen("other", actor))

    def with_sides(self, actor: Actor) -> LinkQuerySet:
        """With what a page shows: `sees_one` and `sees_other` say whose person may be shown."""
        marks = {f"sees_{side}": models.ExpressionWrapper(_is(seen(side, actor)), _flag) for side in SIDES}
        return self.select_related(
            "one", "other", "one_organisation", "other_organisation", "agreement"
        ).annotate(**marks)

    def open(self) -> LinkQuerySet:
        """Proposed or confirmed."""
        return self.filter(state__in=OPEN)

    def across(self) -> LinkQuerySet:
        """Between two organisations, under an agreement."""
        return self.filter(agreement__isnull=False)

    def of(self, *party_ids: int) -> LinkQuerySet:
        """Those with one of these parties on a side."""
        return self.filter(Q(one__in=party_ids) | Q(other__in=party_ids))


_flag = models.BooleanField()


def _is(condition: Q) -> Q:
    # an empty condition (the system sees both) has no value of its own
    return condition or Q(pk__isnull=False)


class Link(Authored):
    """Two parties, each of its organisation, held to be one person under an agreement.

    Each side is decided by the data-protection officer of its organisation. `counts`: confirmed, and the agreement is
    in force; kept in line by `actions.settle_links`, because figures cannot ask for dates. Inside one organisation
    there is no agreement: its officer alone links two records that may not be merged, and says `why`.
    """

    one = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="links_back")
    one_organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    other_organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.PROTECT, related_name="links", null=True, blank=True
    )
    evidence = models.CharField(max_length=40)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    state = models.CharField(
        _("Status"), max_length=10, choices=LinkState.choices, default=LinkState.PROPOSED
    )
    counts = models.BooleanField(default=False)
    decided_one_at = models.DateTimeField(null=True)
    decided_one_by_id = models.BigIntegerField(null=True)
    decided_one_by_label = models.CharField(max_length=150, blank=True)
    decided_other_at = models.DateTimeField(null=True)
    decided_other_by_id = models.BigIntegerField(null=True)
    decided_other_by_label = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_label = models.CharField(max_length=150, blank=True)
    closed_for = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", null=True
    )
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["one", "counts"], name="links_link_one"),
            models.Index(fields=["other", "counts"], name="links_link_other"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LinkState.values), name="links_link_state_known"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="links_link_between_two"),
            models.CheckConstraint(
                condition=(~Q(one_organisation=F("other_organisation")) & Q(agreement__isnull=False, why=""))
                | (
                    Q(one_organisation=F("other_organisation"), agreement__isnull=True)
                    & Q(state__in=["confirmed", "ended"])
                    & ~Q(why="")
                ),
                name="links_link_across_or_inside",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="links_link_has_evidence"),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(decided_one_at__isnull=False, decided_other_at__isnull=False),
                name="links_link_confirmed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(state="confirmed"), name="links_link_counts_once_confirmed"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "ended"]) | ~Q(reason=""), name="links_link_closed_why"
            ),
            models.UniqueConstraint(
                fields=["one", "other"],
                condition=Q(state__in=["proposed", "confirmed"], agreement__isnull=False),
                name="links_link_once",
            ),
            # Two organisations that both follow two records decide each for itself, and do not see the other do it.
            models.UniqueConstraint(
                fields=["one", "other", "one_organisation"],
                condition=Q(state__in=["proposed", "confirmed"], agreement__isnull=True),
                name="links_link_once_inside",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_organisation_id} ↔ {self.other_organisation_id} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("links:link", args=[self.pk])

    @property
    def is_inside(self) -> bool:
        """Whether both records are of one organisation, linked without merging."""
        return self.agreement_id is None

    @property
    def evidence_words(self) -> list[str]:
        """What agrees in the two files, in words."""
        return [str(Evidence(code).label) for code in self.evidence.split(",")]

    @property
    def tone(self) -> str:
        return STATE_TONES[LinkState(self.state)]
