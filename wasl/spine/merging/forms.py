"""Forms of the room: which value of each field, and why they are one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.kernel.ui.words import day
from wasl.spine.merging.enums import Side
from wasl.spine.merging.queries import Compared

ALONE = "\u2068{}\u2069"  # keeps the direction of a value among words of another


class ReasonForm(forms.Form):
    """Why two records are one person, or are not after all."""

    reason = forms.CharField(
        label=_("How do you know?"),
        max_length=300,
        help_text=_(
            "A paper seen, the person asked, the same telephone answered… It stays readable with the merge."
        ),
        widget=forms.Textarea({"rows": 2}),
    )


class MergeForm(ReasonForm):
    """A choice for each field that differs, and the reason."""

    def __init__(self, *args: Any, lines: Sequence[Compared] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fieldsets = [
            (_("What differs"), [line.code for line in lines]),
            (_("The decision"), ["reason"]),
        ]
        for line in lines:
            choices = [
                (Side.KEPT.value, _said(line.kept, line.kept_at, _("record kept"))),
                (Side.ABSORBED.value, _said(line.absorbed, line.absorbed_at, _("record absorbed"))),
            ]
            self.fields[line.code] = forms.ChoiceField(
                label=line.label, choices=choices, initial=line.proposed, widget=forms.RadioSelect
            )

    def choices(self) -> dict[str, str]:
        """The side chosen for each field, as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("reason", "version")}


def _said(value: str, at: Any, origin: Any) -> str:
    return f"{ALONE.format(value)} — {origin} · {day(at)}"
