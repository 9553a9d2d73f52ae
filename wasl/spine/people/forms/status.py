"""Residence status and consent."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.kernel.forms import FlexibleDateField
from wasl.spine.people.enums import ConsentPurpose, Residence


class ResidenceForm(forms.Form):
    status = forms.ChoiceField(label=_("Status"), choices=Residence.choices)
    valid_from = FlexibleDateField(label=_("Valid from"))
    valid_to = FlexibleDateField(
        label=_("Valid until"),
        required=False,
        help_text=_("As the card bears it; leave empty if it has no end."),
    )
    evidence = forms.CharField(
        label=_("What was seen"),
        max_length=200,
        required=False,
        help_text=_("For example: card shown, copy kept"),
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea({"rows": 3}), help_text=_("Kept encrypted.")
    )


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(label=_("Agrees to"), choices=ConsentPurpose.choices)
    on = FlexibleDateField(label=_("On"), past=True)
    means = forms.CharField(
        label=_("How"),
        max_length=120,
        required=False,
        help_text=_("For example: signed form, said at the desk"),
    )
