from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from wasl.base.network.enums import OrganisationKind
from wasl.kernel.actors import Actor
from wasl.kernel.models import Versioned


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of_kind(self, kind: str) -> OrganisationQuerySet:
        """Organisations that are, among others, of this kind."""
        return self.filter(kind_codes__contains=f",{kind},")

    def covered_by(self, actor: Actor, roles: Iterable[str]) -> OrganisationQuerySet:
        """Organisations in which the actor holds one of these roles."""
        if actor.is_system:
            return self.all()
        return self.filter(pk__in=actor.organisations(*roles))


class Organisation(Versioned):
    """An association, a donor, an institution or a company, by its short code."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_ar = models.CharField(max_length=200, blank=True)
    kind_codes = models.CharField(max_length=120, default=",", editable=False)
    country = models.ForeignKey("reference.Country", on_delete=models.PROTECT, null=True, blank=True)
    website = models.URLField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("network:organisation", args=[self.pk])

    @property
    def label(self) -> str:
        """Its name: the Arabic one on Arabic screens where it has one."""
        return self.name_ar if self.name_ar and (get_language() or "fr").startswith("ar") else self.name

    @property
    def kinds(self) -> list[str]:
        """Codes of `OrganisationKind`, in the order of that list."""
        held = set(self.kind_codes.split(","))
        return [kind for kind in OrganisationKind.values if kind in held]

    @kinds.setter
    def kinds(self, kinds: Iterable[str]) -> None:
        self.kind_codes = "," + "".join(f"{OrganisationKind(kind).value}," for kind in kinds)

    @property
    def kind_labels(self) -> list[str | Promise]:
        return [OrganisationKind(kind).label for kind in self.kinds]

    @property
    def is_operator(self) -> bool:
        """Whether it receives people itself: its own administrators then keep what is said of it."""
        return OrganisationKind.OPERATOR in self.kinds
