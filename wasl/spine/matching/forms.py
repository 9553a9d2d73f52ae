"""Forms of the room: the decision on a pair, and whom to compare."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.network.models import Organisation
from wasl.kernel.actors import Actor
from wasl.kernel.forms.fields import FlexibleDateField
from wasl.spine.matching import access
from wasl.spine.matching.enums import State

MOST_NUMBERS = 5000


class DecisionForm(forms.Form):
    """Different, later or, where nobody who merges is at hand, the same."""

    sometimes = ("reason", "later_until")

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("How you know. Needed for two different persons: it is remembered."),
        widget=forms.Textarea({"rows": 2}),
    )
    later_until = FlexibleDateField(
        label=_("Come back to it on"), required=False, help_text=_("For a decision put off.")
    )

    def __init__(self, *args: Any, may_say_same: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        choices = [
            (State.DIFFERENT.value, _("Two different persons")),
            (State.LATER.value, _("Decide later")),
        ]
        same = [(State.SAME.value, _("The same person, to be merged by who may"))] if may_say_same else []
        field.choices = [*same, *choices]


class UndoForm(forms.Form):
    """Why a decision is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class SearchForm(forms.Form):
    """Everybody of an organisation, or a list of its people by their numbers."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))
    numbers = forms.CharField(
        label=_("Only these people"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Numbers of people, as in an export, with spaces or commas. Empty: everybody."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.all()
        if not actor.is_system:
            rows = rows.filter(pk__in=actor.organisations(*access.SEARCHERS))
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows
        if len(rows) == 1:
            field.initial = rows[0].pk

    def clean_numbers(self) -> list[int]:
        """The numbers, each once."""
        found = re.findall(r"\d+", self.cleaned_data["numbers"])
        if re.search(r"[^\d\s,;]", self.cleaned_data["numbers"]) or any(len(one) > 18 for one in found):
            raise forms.ValidationError(_("Only numbers are read here."), code="numbers")
        numbers = sorted({int(one) for one in found})
        if len(numbers) > MOST_NUMBERS:
            raise forms.ValidationError(
                _("At most %(count)d people at once.") % {"count": MOST_NUMBERS}, code="many"
            )
        return numbers
