"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.kernel.forms import FlexibleDateField, MoneyField
from wasl.services.marketing.enums import FileRole, Kind, Moment, What
from wasl.spine.cases.rules import LONGEST_SERVICE

LINES = forms.Textarea({"rows": 4})


class AskForm(forms.Form):
    kind = forms.ChoiceField(label=_("Work"), choices=Kind.choices)
    title = forms.CharField(label=_("What is to be made"), max_length=150)
    wish = forms.CharField(label=_("What is wished"), widget=LINES, required=False)
    on = FlexibleDateField(label=_("Asked for on"), past=True)
    due_on = FlexibleDateField(label=_("Due by"), required=False)


class MoveForm(forms.Form):
    """A step of a deliverable; the minutes are asked where work is handed over."""

    on = FlexibleDateField(label=_("On"), past=True)
    words = forms.CharField(label=_("In words"), widget=LINES, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes of work"),
        required=False,
        min_value=1,
        max_value=LONGEST_SERVICE,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        help_text=_(
            "With minutes, a service of accompaniment in marketing is recorded in the case; without, none is."
        ),
    )

    def __init__(self, *args: Any, passage: str, serves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not serves:
            del self.fields["minutes"]
        self.fields["words"].required = passage == "drop"


class FileForm(forms.Form):
    role = forms.ChoiceField(label=_("What it shows"), choices=FileRole.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=pgettext_lazy("a document", "File"),
        help_text=_("PDF, photo (JPEG, PNG, WebP), Word or Excel without macros; 10 MB at most."),
    )


class MeasureForm(forms.Form):
    what = forms.ChoiceField(label=_("Measure"), choices=What.choices)
    moment = forms.ChoiceField(label=_("When"), choices=Moment.choices, widget=forms.RadioSelect)
    value = MoneyField(label=_("Number"), min_value=0)
    on = FlexibleDateField(label=_("Taken on"), past=True)
    told_by = forms.CharField(
        label=_("Told by"),
        max_length=150,
        required=False,
        help_text=_("The owner, a register, the page itself…"),
    )
