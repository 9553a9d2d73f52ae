from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.models import Authored
from wasl.services.transfers.enums import Means
from wasl.services.transfers.models.transfer import Transfer
from wasl.spine.people.slots import Word


class TransferConsent(Authored):
    """The person agreed to one transfer: to whom and what goes along stand on the transfer, frozen with it.

    `text_version` and `language` say on which text; `witness` who heard it, where it was said aloud. A withdrawal
    keeps the trace. Another transfer is another consent.
    """

    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="consent")
    given_on = models.DateField()
    means = models.CharField(max_length=6, choices=Means.choices)
    witness = models.CharField(max_length=200, blank=True)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=2, choices=[("fr", "fr"), ("ar", "ar"), ("en", "en")])
    interpreted = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_label = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("consent to a transfer")
        verbose_name_plural = _("consents to transfers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(means__in=Means.values), name="transfers_means_known"),
            models.CheckConstraint(
                condition=~Q(means=Means.SPOKEN) | ~Q(witness=""), name="transfers_spoken_before_a_witness"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.given_on}"

    @property
    def means_word(self) -> Word:
        """How it was given, by its code and its words."""
        return Word(self.means, self.get_means_display())
