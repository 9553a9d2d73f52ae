"""Ways to reach a person, and the languages to do it in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.reference.models import Language
from wasl.spine.people.enums import ContactKind, ContactOwner, Reading, Speaking
from wasl.spine.people.forms.persons import offer_all


class ContactForm(forms.Form):
    """One more way to reach somebody."""

    kind = forms.ChoiceField(label=_("What"), choices=ContactKind.choices)
    value = forms.CharField(
        label=_("Number or address"),
        max_length=200,
        help_text=_("As it was given; a number of another country with its + and code."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    owner = forms.ChoiceField(label=_("Whose"), choices=ContactOwner.choices, initial=ContactOwner.SELF)
    name = forms.CharField(
        label=_("Name of whoever answers"),
        max_length=120,
        required=False,
        help_text=_("Needed for the person to call in an emergency."),
    )
    hours = forms.CharField(
        label=_("When to call"), max_length=120, required=False, help_text=_("For example: after 6 p.m.")
    )
    is_shared = forms.BooleanField(label=_("Others of the household answer too"), required=False)
    on_whatsapp = forms.BooleanField(label=_("Has WhatsApp"), required=False)
    is_preferred = forms.BooleanField(label=_("Reach them here first"), required=False)


class SpokenLanguageForm(forms.Form):
    """A language and how well it is spoken and read."""

    language = forms.ModelChoiceField(Language.objects.none(), label=_("Language"))
    speaking = forms.ChoiceField(label=_("Speaks it"), choices=Speaking.choices, initial=Speaking.WELL)
    reading = forms.ChoiceField(label=_("Reads it"), choices=Reading.choices, initial=Reading.NONE)
    needs_interpreter = forms.BooleanField(
        label=_("An interpreter is needed in this language"), required=False
    )
    is_preferred = forms.BooleanField(label=_("Letters and calls in this language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_all(self, "language", Language)
