"""Papers that were shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.forms import DocumentField
from wasl.base.reference.models import Country
from wasl.kernel.forms import FlexibleDateField
from wasl.spine.people.enums import PaperKind, PaperState
from wasl.spine.people.forms.persons import offer_all


class PaperForm(forms.Form):
    """What a paper says, as it was shown; a scan may be joined."""

    kind = forms.ChoiceField(label=_("Paper"), choices=PaperKind.choices)
    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        help_text=_("Kept encrypted."),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )
    country = forms.ModelChoiceField(Country.objects.none(), label=_("Country"), required=False)
    authority = forms.CharField(
        label=_("Issued by"),
        max_length=120,
        required=False,
        help_text=_("For example: prefecture of police of Rabat, consulate of Mali in Rabat"),
    )
    valid_from = FlexibleDateField(label=_("Valid from"), required=False)
    valid_to = FlexibleDateField(label=_("Valid until"), required=False)
    seen_on = FlexibleDateField(label=_("Shown on"), required=False, past=True)
    scan = DocumentField(label=_("Scan or photo"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_all(self, "country", Country)


class PaperEndForm(forms.Form):
    """What became of a paper that the person no longer has."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        choices=[(state.value, state.label) for state in (PaperState.LOST, PaperState.WITHDRAWN)],
        widget=forms.RadioSelect,
    )
    on = FlexibleDateField(label=_("On"), past=True)
