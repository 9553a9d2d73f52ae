"""Households and family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wasl.base.reference.models import Province
from wasl.kernel.forms import FlexibleDateField
from wasl.spine.people.enums import AgeBand, HouseholdRole, Kinship, Sex, TieKind
from wasl.spine.people.forms.persons import offer_all

COUNTED = [(sex, band) for band in AgeBand for sex in (Sex.FEMALE, Sex.MALE)]


class TieForm(forms.Form):
    """What one person is to another."""

    kind = forms.ChoiceField(
        label=_("Tie"),
        choices=[(kind.value, kind.label) for kind in (TieKind.HOUSEHOLD, TieKind.KIN)],
        widget=forms.RadioSelect,
    )
    relation = forms.ChoiceField(
        label=_("For family: what they are to the person of the file"),
        choices=[("", "—"), *Kinship.choices],
        required=False,
    )


class HouseholdForm(forms.Form):
    """A household, and those who live there without being registered."""

    label = forms.CharField(label=_("Name of the household"), max_length=120)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    province = forms.ModelChoiceField(Province.objects.none(), label=_("Province"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_all(self, "province", Province)
        names = []
        for sex, band in COUNTED:
            label = format_lazy(
                "{}, {}", band.label, _("girls or women") if sex == Sex.FEMALE else _("boys or men")
            )
            self.fields[field_of(sex, band)] = forms.IntegerField(
                label=label, min_value=0, max_value=30, required=False
            )
            names.append(field_of(sex, band))
        self.fieldsets = [
            (_("The household"), ["label", "address", "province"]),
            (_("Those who live there without a file of their own"), names),
        ]


def field_of(sex: str, band: str) -> str:
    """The name of the field that counts a sex and an age."""
    return f"count_{sex}_{band.replace('-', '_').replace('+', '_up')}"


def counts_in(data: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """How many of each sex and age a household's form says."""
    return {(sex.value, band.value): data.get(field_of(sex, band)) or 0 for sex, band in COUNTED}


class HouseholdRoleForm(forms.Form):
    """What somebody is in a household, and since when."""

    role = forms.ChoiceField(label=_("In the household"), choices=HouseholdRole.choices)
    on = FlexibleDateField(label=_("Since"), past=True)


class UntilForm(forms.Form):
    """The last day of something."""

    on = FlexibleDateField(label=_("Last day"), past=True)
