from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from wasl.base.network.enums import OfferKind
from wasl.base.network.models.office import Office, open_on
from wasl.base.network.models.organisation import Organisation
from wasl.kernel.i18n import translated
from wasl.kernel.models import Versioned


class ContactPoint(Versioned):
    """How an organisation is reached for referrals: its registered telephone and mail, which receive its codes."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contact_points")
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="contact_points"
    )
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(
        max_length=2, default="fr", choices=[("fr", "fr"), ("ar", "ar"), ("en", "en")]
    )
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(phone="") | ~Q(email=""), name="network_contact_reachable"),
        ]

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        """Whether it may still be written to on that day; `closed_on` is its last day."""
        return self.closed_on is None or day <= self.closed_on


class ServiceOfferQuerySet(models.QuerySet["ServiceOffer"]):
    def open_on(self, day: date) -> ServiceOfferQuerySet:
        """Services offered on that day."""
        return self.filter(open_on(day))

    def in_province(self, province: str) -> ServiceOfferQuerySet:
        """Services offered in a province (its code), or everywhere."""
        return self.filter(Q(everywhere=True) | Q(provinces=province)).distinct()


class ServiceOffer(Versioned):
    """A service that an organisation offers in a territory, under conditions; from a day to a day, inclusive.

    `everywhere` means the whole country, else the `provinces` are listed. What is known of it was read in `source`
    on `verified_on`; an offer nobody verified says so on its page.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offers")
    contact = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, null=True, blank=True, related_name="offers"
    )
    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=OfferKind.choices)
    name_fr = models.CharField(max_length=200)
    name_ar = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    conditions_fr = models.TextField(blank=True)
    conditions_ar = models.TextField(blank=True)
    conditions_en = models.TextField(blank=True)
    everywhere = models.BooleanField(default=False)
    provinces = models.ManyToManyField("reference.Province", blank=True, related_name="+")
    answer_days = models.PositiveSmallIntegerField(default=15)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    # Its names, conditions and organisation in every language, without accents and capitals: what a search reads.
    search_text = models.TextField(blank=True, editable=False)

    objects = ServiceOfferQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "kind", "name_fr", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OfferKind.values), name="network_offer_kind_known"),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1, answer_days__lte=365), name="network_offer_answer_days"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="network_offer_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("network:offer", args=[self.pk])

    @property
    def label(self) -> str:
        """The name in the language of the screen."""
        return translated(self, "name")

    @property
    def conditions(self) -> str:
        """Who may be sent there, and with what, in the language of the screen."""
        return translated(self, "conditions")
