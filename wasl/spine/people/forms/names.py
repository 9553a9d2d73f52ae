"""Names as papers write them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    text = forms.CharField(
        label=_("Name as written"), max_length=240, help_text=_("Letter for letter, in any script.")
    )
    source = forms.CharField(
        label=_("Seen on"),
        max_length=120,
        required=False,
        help_text=_("For example: passport, residence card"),
    )
