"""Forms of the room."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.kernel.forms import FlexibleDateField, MoneyField
from wasl.services.labour.enums import ContractKind, Kind, Result, StepKind
from wasl.spine.cases.enums import Mode
from wasl.spine.cases.rules import LONGEST_SERVICE

LINES = forms.Textarea({"rows": 4})


class MatterForm(forms.Form):
    """What happened, with whom, and what is asked for."""

    kind = forms.ChoiceField(label=_("About"), choices=Kind.choices)
    employer = forms.CharField(label=_("Employer"), max_length=200)
    workplace = forms.CharField(label=_("Workplace"), max_length=200, required=False)
    facts = forms.CharField(
        label=_("Facts"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_("What happened, since when, with which proof. Kept encrypted, opened with a reason."),
    )
    claim = forms.CharField(label=_("What is claimed"), widget=LINES, required=False)
    amount_claimed = MoneyField(label=_("Amount claimed"), currency="MAD", required=False)


class OpenMatterForm(MatterForm):
    on = FlexibleDateField(label=_("Opened on"), past=True)


class StepForm(forms.Form):
    kind = forms.ChoiceField(label=_("Step"), choices=StepKind.choices)
    due_on = FlexibleDateField(label=_("Due by"), required=False)
    words = forms.CharField(label=_("What is to be done"), widget=LINES, required=False)


class FinishStepForm(forms.Form):
    """What came of a step; the minutes make it a service of the case."""

    on = FlexibleDateField(label=_("Done on"), past=True)
    outcome = forms.CharField(label=_("What came of it"), widget=LINES, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes of advice given"),
        required=False,
        min_value=1,
        max_value=LONGEST_SERVICE,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        help_text=_(
            "With minutes, a service of advice on labour law is recorded in the case; without, none is."
        ),
    )
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices)


class ConcludeForm(forms.Form):
    # Nothing chosen beforehand: a conclusion is final and counted.
    result = forms.ChoiceField(label=_("Result"), choices=[("", "—"), *Result.choices])
    on = FlexibleDateField(label=_("Concluded on"), past=True)
    amount_obtained = MoneyField(
        label=_("Amount the worker received"),
        currency="MAD",
        required=False,
        help_text=_("In MAD; nothing promised."),
    )
    words = forms.CharField(label=_("What came of it"), widget=LINES, required=False)


class ReopenForm(forms.Form):
    reason = forms.CharField(label=_("Why is it taken up again?"), max_length=150)


class ContractForm(forms.Form):
    """The terms of a contract, as the parties agreed on them."""

    employer = forms.CharField(label=_("Employer"), max_length=200)
    employer_address = forms.CharField(label=_("Address of the employer"), max_length=300, required=False)
    represented_by = forms.CharField(label=_("Represented by"), max_length=200, required=False)
    worker = forms.CharField(label=_("Worker"), max_length=200)
    job = forms.CharField(label=_("Work"), max_length=150)
    workplace = forms.CharField(label=_("Workplace"), max_length=200, required=False)
    starts_on = FlexibleDateField(label=_("From"))
    ends_on = FlexibleDateField(
        label=_("Until"), required=False, help_text=_("Its last day; nothing for an open-ended contract.")
    )
    wage = MoneyField(label=_("Gross wage or stipend a month"), currency="MAD", min_value=Decimal("0.01"))
    weekly_hours = MoneyField(label=_("Hours a week"), min_value=1, max_value=84)
    other_terms = forms.CharField(
        label=_("Other terms"), widget=LINES, required=False, help_text=_("Trial period, insurance, leave…")
    )


class NewContractForm(ContractForm):
    kind = forms.ChoiceField(label=_("Contract"), choices=ContractKind.choices, widget=forms.RadioSelect)
    field_order = ["kind"]
