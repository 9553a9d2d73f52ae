"""The reason one gives."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class VoidForm(forms.Form):
    """Why a fact is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Both rows stay; the reason is shown beside them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
