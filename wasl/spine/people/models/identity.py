from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored, Versioned
from wasl.spine.people import rules
from wasl.spine.people.enums import PaperKind, PaperState, Script
from wasl.spine.people.models.person import Person


class Paper(Versioned, Authored):
    """A paper shown by a person. The number is encrypted; `number_index` finds it again without opening it.

    A paper that was replaced, lost or withdrawn stays: the person may come back with its number.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=15, choices=PaperKind.choices)
    number = EncryptedTextField()
    number_index = models.CharField(max_length=64, db_index=True, editable=False)
    country = models.ForeignKey(
        "reference.Country", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    authority = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.HELD)
    state_on = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="people_paper_kind_known"),
            models.CheckConstraint(condition=Q(state__in=PaperState.values), name="people_paper_state_known"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="people_paper_in_order",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | (Q(state=PaperState.REPLACED) & ~Q(replaced_by=F("pk"))),
                name="people_paper_replaced_says_so",
            ),
            models.UniqueConstraint(fields=["person", "kind", "number_index"], name="people_paper_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def masked(self) -> str:
        """The number as a page shows it: its end alone."""
        return rules.mask_end(self.number)


class NameWritten(Versioned, Authored):
    """A name exactly as a paper or a register writes it, and its parts; several may stand for one person.

    `particles` are the words before the family name (El, Ben, Ould, N’); `chain_part` the names of father and
    grandfather. A name written by mistake is removed with a reason: only the journal keeps that it was there.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    text = models.CharField(max_length=240)
    family_part = models.CharField(max_length=120, blank=True)
    given_part = models.CharField(max_length=120, blank=True)
    chain_part = models.CharField(max_length=120, blank=True)
    particles = models.CharField(max_length=40, blank=True)
    script = models.CharField(max_length=6, choices=Script.choices, default=Script.LATIN)
    source = models.CharField(max_length=120, blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="names")
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("name as written")
        verbose_name_plural = _("names as written")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="people_name_not_empty"),
            models.CheckConstraint(condition=Q(script__in=Script.values), name="people_name_script_known"),
            models.UniqueConstraint(fields=["person", "text"], name="people_name_once"),
        ]

    def __str__(self) -> str:
        return self.text
