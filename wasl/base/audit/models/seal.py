"""The daily seal: a hash over the entries since the seal before it, chained to that seal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """Seal number n covers the entries (last of n-1, last_entry]; its digest takes the digest of n-1 in."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    day = models.DateField(_("day"))
    made_at = models.DateTimeField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    count = models.PositiveIntegerField(_("entries"))
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        ordering = ["number"]
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="audit_seal_number_from_one"),
            models.CheckConstraint(
                condition=models.Q(last_entry__gte=models.F("first_entry")), name="audit_seal_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.day:%Y-%m-%d})"
