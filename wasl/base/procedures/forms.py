"""Forms of the room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.procedures.enums import Confidence
from wasl.kernel.forms import FlexibleDateField


class ValueForm(forms.Form):
    """A value of the law with its source and its days."""

    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=4, localize=True)
    valid_from = FlexibleDateField(label=_("Holds from"))
    valid_to = FlexibleDateField(label=_("Holds until (included)"), required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_(
            "The text of the law, the page, the person who said it and where: what somebody else can look at."
        ),
    )
    url = forms.URLField(
        label=_("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )
    confidence = forms.ChoiceField(
        label=_("How sure"),
        choices=[(one.value, one.label) for one in (Confidence.OFFICIAL, Confidence.REPORTED)],
        widget=forms.RadioSelect,
        initial=Confidence.REPORTED,
    )
    note = forms.CharField(
        label=_("What is doubtful"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )


class VerifiedForm(forms.Form):
    """The day the source was read again."""

    on = FlexibleDateField(label=_("Source read on"), past=True)


class WithdrawForm(forms.Form):
    """Why a value that waits is taken away."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
