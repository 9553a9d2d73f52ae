"""Names as papers write them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.kernel.forms import FlexibleDateField
from wasl.spine.people.models import Paper, Person


class NameForm(forms.Form):
    """A name letter for letter, and where it was seen; its parts are guessed when they are left empty."""

    fieldsets = [
        (_("As it is written"), ["text", "paper", "source", "seen_on"]),
        (_("Its parts, guessed when left empty"), ["given_part", "chain_part", "particles", "family_part"]),
    ]

    text = forms.CharField(
        label=_("Name as written"),
        max_length=240,
        help_text=_("Letter for letter, in any script."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    paper = forms.ModelChoiceField(Paper.objects.none(), label=_("On which paper"), required=False)
    source = forms.CharField(
        label=_("Seen on"),
        max_length=120,
        required=False,
        help_text=_("When it is no paper of the file. For example: a register, a certificate"),
    )
    seen_on = FlexibleDateField(label=_("Seen on the day"), required=False, past=True)
    given_part = forms.CharField(
        label=_("Given names"), max_length=120, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    chain_part = forms.CharField(
        label=_("Names of father and grandfather"),
        max_length=120,
        required=False,
        help_text=_("For example: ben Ahmed ben Ali"),
        widget=forms.TextInput({"dir": "auto"}),
    )
    particles = forms.CharField(
        label=_("Words before the family name"),
        max_length=40,
        required=False,
        help_text=_("For example: El, Ben, Ould, N’"),
        widget=forms.TextInput({"dir": "auto"}),
    )
    family_part = forms.CharField(
        label=_("Family name"), max_length=120, required=False, widget=forms.TextInput({"dir": "auto"})
    )

    def __init__(self, *args: Any, person: Person, with_papers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paper"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Paper.objects.filter(person=person) if with_papers else Paper.objects.none()
        papers = [(paper.pk, f"{paper.get_kind_display()} {paper.masked}") for paper in field.queryset]
        field.choices = [("", "—"), *papers]
        if not papers:
            del self.fields["paper"]


class ReasonForm(forms.Form):
    """Why something written by mistake is taken off or withdrawn."""

    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Kept in the journal, with your name.")
    )
