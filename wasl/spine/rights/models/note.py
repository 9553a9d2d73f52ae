from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.spine.rights.enums import COMPARTMENTS
from wasl.spine.rights.models.opening import CODES


class NoteQuerySet(models.QuerySet["PersonNote"]):
    def current(self) -> NoteQuerySet:
        """Those that no other note corrects."""
        return self.filter(~Exists(PersonNote.objects.filter(corrects=OuterRef("pk"))))


class PersonNote(Authored):
    """A note on a person that belongs to no case, in a compartment, encrypted. Corrected by another note."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="notes")
    compartment = models.CharField(max_length=20, choices=COMPARTMENTS)
    text = EncryptedTextField()
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on a person")
        verbose_name_plural = _("notes on a person")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["person", "compartment"], name="rights_note_compartment")]
        constraints = [
            models.CheckConstraint(condition=Q(compartment__in=CODES), name="rights_note_compartment_known"),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(corrects=F("pk")), name="rights_note_corrects_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compartment} {self.pk}"
