"""Residence status and consent."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.forms import DocumentField
from wasl.kernel.forms import FlexibleDateField
from wasl.spine.people.enums import ConsentMeans, ConsentPurpose, Residence


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
    scan = DocumentField(label=_("Scan or photo"), required=False)


class ResidenceCorrectionForm(ResidenceForm):
    """The entry that should have been, and what was wrong."""

    reason = forms.CharField(label=_("What was wrong"), max_length=200)


class ConsentForm(forms.Form):
    """What somebody agrees to, on which text, how, and before whom."""

    purpose = forms.ChoiceField(label=_("Agrees to"), choices=ConsentPurpose.choices)
    language = forms.ChoiceField(
        label=_("Text shown or read in"),
        choices=[("", "—"), ("fr", "Français"), ("ar", "العربية"), ("en", "English")],
        required=False,
    )
    interpreted = forms.CharField(
        label=_("Told in another language"),
        max_length=120,
        required=False,
        help_text=_("For example: Pulaar, by a community agent"),
    )
    means = forms.ChoiceField(label=_("How"), choices=[("", "—"), *ConsentMeans.choices], required=False)
    on = FlexibleDateField(label=_("On"), past=True)
    expires_on = FlexibleDateField(
        label=_("Holds until"), required=False, help_text=_("Leave empty if it has no end.")
    )
    present = forms.CharField(
        label=_("Who was present"),
        max_length=200,
        required=False,
        help_text=_("For example: the interpreter"),
    )
    proof = DocumentField(label=_("Signed form"), required=False)


class WithdrawalForm(forms.Form):
    """A consent that is withdrawn: no reason is due."""

    on = FlexibleDateField(label=_("On"), past=True)
    reason = forms.CharField(label=_("Reason, if the person gives one"), max_length=200, required=False)
