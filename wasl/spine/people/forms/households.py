"""Households and family."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.spine.people.enums import TieKind


class TieForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Tie"),
        choices=[(kind.value, kind.label) for kind in (TieKind.HOUSEHOLD, TieKind.KIN)],
        widget=forms.RadioSelect,
    )
