"""Forms of the room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.models import User
from wasl.base.network.models import Office
from wasl.base.reference.models import Language, Province, Sector
from wasl.kernel.forms import FlexibleDateField
from wasl.services.coaching.enums import CoachKind, EventKind
from wasl.services.coaching.grids import Grid, said
from wasl.services.coaching.models import Participant
from wasl.spine.cases.enums import Mode, Purpose
from wasl.spine.cases.rules import LONGEST_SERVICE
from wasl.spine.people.queries.search import Found

LINES = forms.Textarea({"rows": 4})
SHORT = {"class": "short", "inputmode": "numeric"}


class SessionForm(forms.Form):
    coach = forms.ModelChoiceField(User.objects.none(), label=_("Led by"), empty_label=None)
    on = FlexibleDateField(label=_("On"), past=True)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=LONGEST_SERVICE, widget=forms.NumberInput(SHORT)
    )
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices)
    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices)
    decisions = forms.CharField(label=_("What was decided"), widget=LINES, required=False)
    next_on = FlexibleDateField(label=_("Next meeting"), required=False)
    next_words = forms.CharField(label=_("To prepare until then"), max_length=200, required=False)

    def __init__(self, *args: Any, leaders: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(leaders)
        field = self.fields["coach"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people])
        field.choices = [(one.pk, one.display_name) for one in people]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("What was wrong?"), max_length=200, help_text=_("Your answer is kept with your name.")
    )


class DiagnosticForm(forms.Form):
    """One line per dimension of the grid; what is not looked at stays empty."""

    on = FlexibleDateField(label=_("On"), past=True)
    words = forms.CharField(label=_("In words"), widget=LINES, required=False)

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid = grid
        levels = [(str(number), f"{number} · {said(text)}") for number, text in enumerate(grid.levels)]
        for one in grid.dimensions:
            self.fields[one.code] = forms.ChoiceField(
                label=said(one.title),
                help_text=said(one.help),
                choices=[("", _("Not looked at")), *levels],
                required=False,
                initial="",
                widget=forms.RadioSelect,
            )
        self.order_fields(["on", *grid.codes, "words"])

    def levels(self) -> dict[str, int]:
        """The levels given, by code of dimension."""
        given = ((code, self.cleaned_data[code]) for code in self.grid.codes)
        return {code: int(value) for code, value in given if value}


class ProfileForm(forms.Form):
    kind = forms.ChoiceField(label=_("As"), choices=CoachKind.choices, widget=forms.RadioSelect)
    sectors = forms.ModelMultipleChoiceField(Sector.objects.all(), label=_("Sectors"), required=False)
    languages = forms.ModelMultipleChoiceField(Language.objects.all(), label=_("Languages"), required=False)
    provinces = forms.ModelMultipleChoiceField(
        Province.objects.all(),
        label=_("Provinces"),
        required=False,
        help_text=_("Nothing chosen means everywhere."),
    )
    capacity = forms.IntegerField(
        label=_("Cases at once"), min_value=1, max_value=100, widget=forms.NumberInput(SHORT)
    )
    about = forms.CharField(label=_("In words"), widget=LINES, required=False)
    until = FlexibleDateField(
        label=_("Coaches until"), required=False, help_text=_("The last day, if one is known.")
    )


class NewProfileForm(ProfileForm):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Who"), empty_label="—")
    field_order = ["user"]

    def __init__(self, *args: Any, users: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = users


class EventForm(forms.Form):
    office = forms.ModelChoiceField(Office.objects.none(), label=_("Office"), empty_label=None)
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices)
    title = forms.CharField(label=_("Title"), max_length=150)
    on = FlexibleDateField(label=_("On"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    words = forms.CharField(label=_("In words"), widget=LINES, required=False)

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offices


class HoldForm(forms.Form):
    """Who came, and how many partners."""

    came = forms.MultipleChoiceField(label=_("Who came"), required=False, widget=forms.CheckboxSelectMultiple)
    partners = forms.IntegerField(
        label=_("Partners present"),
        min_value=0,
        max_value=10000,
        widget=forms.NumberInput(SHORT),
        help_text=_("Businesses, institutions, associations: counted, not named."),
    )
    words = forms.CharField(label=_("What came of it"), widget=LINES, required=False)

    def __init__(self, *args: Any, rows: Iterable[tuple[Participant, Found]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["came"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (str(row.pk), " · ".join(filter(None, (row.person.label, one.birth)))) for row, one in rows
        ]
