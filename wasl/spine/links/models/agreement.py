from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.models import Authored
from wasl.spine.links import access, rules
from wasl.spine.links.enums import STANDING_TONES, Standing


class SharingAgreementQuerySet(models.QuerySet["SharingAgreement"]):
    def in_force(self, on: date) -> SharingAgreementQuerySet:
        """Confirmed, begun, neither expired nor ended on that day."""
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=on),
            Q(ended_on=None) | Q(ended_on__gt=on),
            confirmed_at__isnull=False,
            valid_from__lte=on,
        )

    def between(self, one: int, other: int) -> SharingAgreementQuerySet:
        """Those to which both organisations belong."""
        return self.filter(members__organisation=one).filter(members__organisation=other)

    def visible_to(self, actor: Actor) -> SharingAgreementQuerySet:
        """Those of the organisations in which the actor records or confirms agreements."""
        if actor.is_system:
            return self
        own = SharingMember.objects.filter(organisation__in=actor.organisations(*access.CONFIRMERS))
        return self.filter(pk__in=own.values("agreement"))


class SharingAgreement(Authored):
    """By what organisations may link persons and ask: their agreement and the authorisation of the CNDP, both kept.

    `organisation` recorded it; another member confirms it. With a `programme`, only persons followed for it are
    concerned. `valid_to` is inclusive; from `ended_on` itself it no longer holds. The two papers stand in documents.
    """

    organisation = models.ForeignKey(
        "network.Organisation", verbose_name=_("Recorded by"), on_delete=models.PROTECT, related_name="+"
    )
    programme = models.ForeignKey(
        "programmes.Programme",
        verbose_name=_("Programme"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    signed_on = models.DateField(_("Agreement signed on"))
    authorisation_number = models.CharField(_("Number of the authorisation"), max_length=60)
    authorised_on = models.DateField(_("Authorised on"))
    valid_from = models.DateField(_("Valid from"))
    valid_to = models.DateField(_("Valid until (included)"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by_id = models.BigIntegerField(null=True, editable=False)
    confirmed_by_label = models.CharField(max_length=150, blank=True, editable=False)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(_("Reason of the end"), max_length=300, blank=True)

    objects = SharingAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("sharing agreement")
        verbose_name_plural = _("sharing agreements")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="links_agreement_in_order"
            ),
            models.CheckConstraint(condition=~Q(authorisation_number=""), name="links_agreement_authorised"),
            models.CheckConstraint(
                condition=Q(valid_from__gte=F("signed_on")) & Q(valid_from__gte=F("authorised_on")),
                name="links_agreement_after_both",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(end_reason=""), name="links_agreement_end_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by_id=None)
                | Q(created_by_id=None)
                | ~Q(confirmed_by_id=F("created_by_id")),
                name="links_agreement_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.authorisation_number

    def get_absolute_url(self) -> str:
        return reverse("links:agreement", args=[self.pk])

    @property
    def names(self) -> list[str]:
        """The members, in the order of their names."""
        return sorted(member.organisation.label for member in self.members.all())

    @property
    def member_ids(self) -> set[int]:
        return {member.organisation_id for member in self.members.all()}

    def standing(self, on: date) -> Standing:
        """Where it stands on that day."""
        return Standing(
            rules.standing_on(
                on,
                confirmed=self.confirmed_at is not None,
                valid_from=self.valid_from,
                valid_to=self.valid_to,
                ended_on=self.ended_on,
            )
        )

    def status(self, on: date) -> tuple[str, str]:
        """Tone and words of its standing."""
        found = self.standing(on)
        return STANDING_TONES[found], str(found.label)


class SharingMember(models.Model):
    """An organisation that signed the agreement."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="links_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} · {self.organisation_id}"
