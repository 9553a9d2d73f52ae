"""Forms: why a compartment is opened, a note, a request and its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.kernel.forms import FlexibleDateField
from wasl.kernel.frames import Text
from wasl.spine.rights.enums import COMPARTMENTS, Handing, Identity, Means, Reason

LANGUAGES = [("fr", "Français"), ("ar", "العربية"), ("en", "English")]
LEAST = _("At least ten letters. Kept in the journal with your name.")


class GateForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why do you open it?"), choices=Reason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In a few words"), max_length=300, help_text=LEAST)


class NoteForm(forms.Form):
    compartment = forms.ChoiceField(
        label=_("Compartment"),
        choices=COMPARTMENTS,
        help_text=_("You may write into a compartment that you do not open."),
    )
    text = forms.CharField(
        label=pgettext_lazy("on a person", "Note"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Kept encrypted. It is never changed: another note corrects it."),
    )


class CorrectionForm(forms.Form):
    text = forms.CharField(label=_("What is right"), widget=forms.Textarea({"rows": 5}))


class AccessForm(forms.Form):
    asked_on = FlexibleDateField(label=_("Asked on"), past=True)
    means = forms.ChoiceField(label=_("How the request came"), choices=Means.choices)
    identity = forms.ChoiceField(
        label=_("How you made sure of who asks"), choices=Identity.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of the document"), choices=LANGUAGES)
    include = forms.MultipleChoiceField(
        label=_("Also what is kept apart"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each compartment is opened for this, which the journal says."),
    )
    reason = forms.CharField(label=_("What the person asks for"), max_length=300, help_text=LEAST)

    def __init__(self, *args: Any, compartments: list[tuple[str, Text]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["include"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = compartments
        if not compartments:
            del self.fields["include"]


class AnswerForm(forms.Form):
    handing = forms.ChoiceField(label=_("How it ended"), choices=Handing.choices, widget=forms.RadioSelect)
    on = FlexibleDateField(label=_("On"), past=True)
