from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.kernel.models import Authored, Versioned
from wasl.spine.people.enums import ContactKind, ContactOwner, Reading, Speaking
from wasl.spine.people.models.person import Person


class ContactQuerySet(models.QuerySet["Contact"]):
    def current(self) -> ContactQuerySet:
        """Those still in use."""
        return self.filter(ended_on=None)


class Contact(Versioned, Authored):
    """A way to reach a person: what was typed is kept as it was, a phone also in international form (`e164`).

    The main phone, e-mail and address stand on the person; the others here. In an emergency contact `name` is who
    is called, `value` their phone.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    value = models.CharField(max_length=200)
    e164 = models.CharField(max_length=16, blank=True, editable=False)
    owner = models.CharField(max_length=12, choices=ContactOwner.choices, default=ContactOwner.SELF)
    name = models.CharField(max_length=120, blank=True)
    is_shared = models.BooleanField(default=False)
    on_whatsapp = models.BooleanField(default=False)
    is_preferred = models.BooleanField(default=False)
    hours = models.CharField(max_length=120, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-is_preferred", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ContactKind.values), name="people_contact_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(owner__in=ContactOwner.values), name="people_contact_owner_known"
            ),
            models.CheckConstraint(condition=~Q(value=""), name="people_contact_not_empty"),
            models.UniqueConstraint(
                fields=["person", "kind", "value"], condition=Q(ended_on=None), name="people_contact_once"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on=None, is_preferred=True),
                name="people_contact_one_preferred",
            ),
        ]

    def __str__(self) -> str:
        return self.value


class SpokenLanguage(Authored):
    """A language of a person: how well they speak and read it, and whether an interpreter is needed in it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="languages")
    language = models.ForeignKey("reference.Language", on_delete=models.PROTECT, related_name="+")
    speaking = models.CharField(max_length=6, choices=Speaking.choices)
    reading = models.CharField(max_length=6, choices=Reading.choices, default=Reading.NONE)
    needs_interpreter = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("language of a person")
        verbose_name_plural = _("languages of a person")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaking__in=Speaking.values), name="people_language_speaking_known"
            ),
            models.CheckConstraint(
                condition=Q(reading__in=Reading.values), name="people_language_reading_known"
            ),
            models.UniqueConstraint(fields=["person", "language"], name="people_language_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language_id} {self.speaking}"
