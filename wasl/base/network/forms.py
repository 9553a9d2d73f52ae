"""Forms of the network: what is typed, nothing of the rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.network.enums import GuichetKind, OrganisationKind
from wasl.base.reference.models import Country, Province
from wasl.base.reference.queries import choices
from wasl.kernel import clock
from wasl.kernel.forms import FlexibleDateField

CODE_HELP = _("Short, small letters and hyphens; it never changes.")


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    code = forms.SlugField(label=_("Code"), max_length=40, help_text=CODE_HELP)
    kinds = forms.MultipleChoiceField(
        label=_("What it is"), choices=OrganisationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"), required=False, choices=[("", "—"), *choices(Country)], initial="MA"
        )


class OfficeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.SlugField(label=_("Code"), max_length=40, help_text=CODE_HELP)
    province = forms.ChoiceField(label=_("Province"))
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    opened_on = FlexibleDateField(label=_("Opens on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"] = forms.ChoiceField(label=_("Province"), choices=choices(Province))
        self.fields["opened_on"].initial = clock.today()


class CloseOfficeForm(forms.Form):
    closed_on = FlexibleDateField(label=_("Last day on which it receives people"))
    reason = forms.CharField(label=_("Reason"), max_length=500)


class GuichetForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=GuichetKind.choices)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Only where the organisation has two guichets of this kind."),
    )
