from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored, Versioned
from wasl.kernel.scope import scope
from wasl.outcomes.ventures import access
from wasl.outcomes.ventures.enums import ALIVE, WITH_PERSONALITY, LegalForm, VentureRole, VentureStatus


class VentureQuerySet(models.QuerySet["Venture"]):
    def visible_to(self, actor: Actor) -> VentureQuerySet:
        """Ventures of the offices and programmes within the actor's grants."""
        return self.filter(scope(actor, access.READERS, office="office_id", programme="programme_id"))

    def of_parties(self, party_ids: list[int]) -> VentureQuerySet:
        """Ventures of these parties: started by them, being them, or with one of them as a member."""
        member = VentureMember.objects.filter(venture=OuterRef("pk"), person_id__in=party_ids)
        return self.filter(
            Q(party_id__in=party_ids) | Q(organisation_party_id__in=party_ids) | Q(models.Exists(member))
        )

    def alive_on(self, day: date) -> VentureQuerySet:
        """Those in business on that day, by the history of their status."""
        return self.in_status_on(day, *ALIVE)

    def in_status_on(self, day: date, *statuses: str) -> VentureQuerySet:
        """Those whose last change of status up to that day is one of these."""
        last = StatusChange.objects.filter(venture=OuterRef("pk"), on__lte=day).order_by("-on", "-pk")
        return self.filter(history__pk=Subquery(last.values("pk")[:1]), history__status__in=statuses)

    def with_shown(self) -> VentureQuerySet:
        return self.select_related("party", "office", "sector", "programme", "province")


class Venture(Versioned, Authored):
    """A business started by a party. `organisation_party` is its own party once it has legal personality."""

    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    legal_form = models.CharField(
        _("legal form"), max_length=20, choices=LegalForm.choices, default=LegalForm.NONE
    )
    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="ventures")
    organisation_party = models.OneToOneField(
        "people.Party", on_delete=models.PROTECT, related_name="venture", null=True, blank=True
    )
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    strand = models.ForeignKey(
        "programmes.Strand", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sector = models.ForeignKey(
        "reference.Sector", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    province = models.ForeignKey(
        "reference.Province", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    activity = models.CharField(_("activity"), max_length=300, blank=True)
    created_on = models.DateField(_("created on"))
    status = models.CharField(max_length=12, choices=VentureStatus.choices, default=VentureStatus.ACTIVE)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True, blank=True)

    objects = VentureQuerySet.as_manager()

    class Meta:
        verbose_name = _("venture")
        ordering = ["name_key", "pk"]
        indexes = [models.Index(fields=["created_on"], name="ventures_created")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="ventures_venture_has_name"),
            models.CheckConstraint(condition=Q(legal_form__in=LegalForm.values), name="ventures_form_known"),
            models.CheckConstraint(
                condition=Q(status__in=VentureStatus.values), name="ventures_status_known"
            ),
            models.CheckConstraint(
                condition=Q(organisation_party=None) | Q(legal_form__in=WITH_PERSONALITY),
                name="ventures_only_legal_persons_are_parties",
            ),
            models.UniqueConstraint(
                fields=["source_kind", "source_id"],
                condition=~Q(source_kind=""),
                name="ventures_one_per_source",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("ventures:venture", args=[self.pk])


class VentureMember(Authored):
    """A person in a venture, with role, share in percent where there is one, and dates (inclusive)."""

    venture = models.ForeignKey(Venture, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="venture_memberships")
    role = models.CharField(max_length=10, choices=VentureRole.choices, default=VentureRole.MEMBER)
    share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("member")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["venture", "person"], condition=Q(ends_on=None), name="ventures_member_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="ventures_member_in_order"
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=100), name="ventures_share_in_percent"
            ),
            models.CheckConstraint(condition=Q(role__in=VentureRole.values), name="ventures_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ({self.role})"


class StatusChange(Authored):
    """From that day on the venture has this status: survival is read here, on any date."""

    venture = models.ForeignKey(Venture, on_delete=models.PROTECT, related_name="history")
    status = models.CharField(max_length=12, choices=VentureStatus.choices)
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=VentureStatus.values), name="ventures_change_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venture_id}: {self.status} {self.on}"


class Registration(Authored):
    """A registration obtained: number, authority, day, the company identifier (ICE), and the paper that proves it."""

    venture = models.ForeignKey(Venture, on_delete=models.PROTECT, related_name="registrations")
    legal_form = models.CharField(max_length=20, choices=LegalForm.choices)
    number = models.CharField(_("number"), max_length=60)
    ice = models.CharField(_("company identifier (ICE)"), max_length=20, blank=True)
    authority = models.CharField(_("authority"), max_length=150, blank=True)
    registered_on = models.DateField(_("registered on"))
    proof = models.ForeignKey(
        "documents.File", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("registration")
        ordering = ["registered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["venture", "legal_form"], name="ventures_registered_once_per_form"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="ventures_registration_has_number"),
            models.CheckConstraint(
                condition=Q(legal_form__in=LegalForm.values) & ~Q(legal_form=LegalForm.NONE),
                name="ventures_registration_form_known",
            ),
        ]

    def __str__(self) -> str:
        return self.number
