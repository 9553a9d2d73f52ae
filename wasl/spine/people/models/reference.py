from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.models import Authored
from wasl.spine.people.models.person import Person


class Reference(Authored):
    """The number under which an organisation keeps a person in its own lists."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="references")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("reference in a partner’s system")
        verbose_name_plural = _("references in a partner’s system")
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "code"], name="people_reference_code")]
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="people_reference_not_empty"),
            models.UniqueConstraint(fields=["person", "organisation", "code"], name="people_reference_once"),
        ]

    def __str__(self) -> str:
        return self.code
