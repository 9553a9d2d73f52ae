"""What advisers type about a business."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.network.models import Office
from wasl.base.programmes.models import Programme
from wasl.base.reference.models import Province, Sector
from wasl.kernel.actors import Actor
from wasl.kernel.forms import FlexibleDateField, MoneyField
from wasl.outcomes.ventures import access
from wasl.outcomes.ventures.enums import REGISTRABLE, LegalForm, VentureStatus
from wasl.outcomes.ventures.models import Venture


def _label(row: Sector | Province) -> str:
    return row.label


class VentureForm(forms.Form):
    """Name, form, sector and place of a business."""

    name = forms.CharField(label=_("Name of the business"), max_length=200)
    legal_form = forms.ChoiceField(label=_("Legal form"), choices=LegalForm.choices)
    activity = forms.CharField(label=_("Activity"), max_length=300, required=False)
    sector = forms.ModelChoiceField(label=_("Sector"), queryset=Sector.objects.none(), required=False)
    province = forms.ModelChoiceField(label=_("Province"), queryset=Province.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("sector", Sector.objects.all()), ("province", Province.objects.all())):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = rows
            choice.label_from_instance = _label  # type: ignore[method-assign, assignment]


class CreateForm(VentureForm):
    """The same with the day it started, the office that follows it and the programme it belongs to."""

    on = FlexibleDateField(label=_("Started on"), past=True)
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none(), empty_label=None)
    programme = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=Programme.objects.none(),
        required=False,
        help_text=_("Leave empty to let the coverage of programmes decide."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {
            "office": Office.objects.covered_by(actor, access.WRITERS),
            "programme": Programme.objects.visible_to(actor),
        }
        for name, queryset in rows.items():
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = queryset


class RegisterForm(forms.Form):
    """A registration obtained."""

    legal_form = forms.ChoiceField(
        label=_("Legal form"), choices=[(form.value, form.label) for form in REGISTRABLE]
    )
    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        help_text=_("Trade register, local register of cooperatives, or auto-entrepreneur's card."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    registered_on = FlexibleDateField(label=pgettext_lazy("venture", "Registered on"), past=True)
    ice = forms.CharField(
        label=_("Company identifier (ICE)"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric"}),
    )
    authority = forms.CharField(label=_("Authority"), max_length=150, required=False)
    proof = forms.FileField(
        label=_("Document"), required=False, help_text=_("Card, extract, receipt: PDF or photo.")
    )


class FollowUpForm(forms.Form):
    """What a follow-up found."""

    on = FlexibleDateField(label=_("Day of the visit or call"), past=True)
    found = forms.ChoiceField(
        label=_("The business is"), choices=VentureStatus.choices, widget=forms.RadioSelect
    )
    turnover = MoneyField(label=_("Turnover since the last follow-up"), currency="MAD", required=False)
    jobs_created = forms.IntegerField(
        label=_("Jobs created since the last follow-up"), min_value=0, max_value=1000, required=False
    )
    note = forms.CharField(
        label=_("What was found"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class StatusForm(forms.Form):
    """A change of status between two follow-ups."""

    status = forms.ChoiceField(
        label=_("The business is"), choices=VentureStatus.choices, widget=forms.RadioSelect
    )
    on = FlexibleDateField(label=_("Since"), past=True)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


def codes(data: dict[str, Any]) -> dict[str, Any]:
    """The cleaned data with codes instead of rows of the nomenclatures."""
    return {
        **data,
        "sector": data["sector"].pk if data.get("sector") else "",
        "province": data["province"].pk if data.get("province") else "",
    }


def initial_of(venture: Venture) -> dict[str, Any]:
    """What the form shows of a venture."""
    return {
        "name": venture.name,
        "legal_form": venture.legal_form,
        "activity": venture.activity,
        "sector": venture.sector_id,
        "province": venture.province_id,
    }
