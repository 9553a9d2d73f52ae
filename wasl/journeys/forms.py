"""What finance chooses when it prepares an agreement: the line, two tranches and their conditions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.kernel.forms import MoneyField
from wasl.spine.funding.actions import TrancheSpec, When
from wasl.spine.funding.enums import Standard
from wasl.spine.funding.models import BudgetLine

REGISTERED = "venture_registered"
CONDITIONS = [(REGISTERED, _("The business is registered")), *Standard.choices]


class AwardForm(forms.Form):
    """Two tranches that sum to the grant; the second may be left empty."""

    fieldsets = [
        (_("First tranche"), ["first", "first_conditions", "first_other"]),
        (_("Second tranche"), ["second", "second_conditions", "second_other"]),
        (_("Budget"), ["line_code"]),
    ]
    first = MoneyField(label=_("Amount"), currency="MAD", min_value=Decimal("0.01"))
    first_conditions = forms.MultipleChoiceField(
        label=_("Paid once"), choices=CONDITIONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    first_other = forms.CharField(label=_("Another condition"), max_length=300, required=False)
    second = MoneyField(label=_("Amount"), currency="MAD", required=False)
    second_conditions = forms.MultipleChoiceField(
        label=_("Paid once"), choices=CONDITIONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    second_other = forms.CharField(label=_("Another condition"), max_length=300, required=False)
    line_code = forms.ChoiceField(label=_("Budget line"))

    def __init__(self, *args: Any, lines: Sequence[BudgetLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["line_code"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(line.code, f"{line.label} · {line.code}") for line in lines]

    def tranches(self) -> list[TrancheSpec]:
        """The tranches as typed, the second one only where it has an amount."""
        data = self.cleaned_data
        return [
            TrancheSpec(data[name], _conditions(data[f"{name}_conditions"], data[f"{name}_other"]))
            for name in ("first", "second")
            if data[name]
        ]


def _conditions(chosen: Sequence[str], other: str) -> list[When]:
    known = [When(evidence=code) if code == REGISTERED else When(standard=code) for code in chosen]
    return [*known, When(text=other)] if other else known


def initial_of(specs: Sequence[TrancheSpec], line_code: str) -> dict[str, Any]:
    """What the form proposes: the usual tranches and the call's line."""
    found: dict[str, Any] = {"line_code": line_code}
    for name, spec in zip(("first", "second"), specs, strict=False):
        found[name] = spec.amount
        whens = [when for when in spec.conditions if isinstance(when, When)]
        found[f"{name}_conditions"] = [when.evidence or when.standard for when in whens]
    return found
