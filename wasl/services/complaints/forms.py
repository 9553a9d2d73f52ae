"""What a visitor fills in, what the staff fills in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.accounts.models import User
from wasl.base.network.models import Office, Organisation
from wasl.kernel.forms import FlexibleDateField
from wasl.services.complaints import queries
from wasl.services.complaints.enums import About, AnswerBy, Kind, Satisfied, Way

LANGUAGES = [("fr", "Français"), ("ar", "العربية"), ("en", "English")]
TEXT = forms.Textarea({"rows": 6})
Place = tuple[Organisation, Office | None]


class GiveForm(forms.Form):
    """A complaint; `places` are the organisations with their offices that it may be about."""

    place = forms.ChoiceField(label=_("Where did it happen?"))
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What happened?"),
        max_length=10_000,
        widget=TEXT,
        help_text=_("In your own words, in any language. Say when it was, if you remember."),
    )
    about = forms.ChoiceField(
        label=_("Is it about one of these people?"),
        choices=About.choices,
        required=False,
        help_text=_("That person will not read it."),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=200, required=False, help_text=_("Leave it empty to stay anonymous.")
    )
    answer_way = forms.ChoiceField(
        label=_("How shall we answer you?"),
        choices=AnswerBy.choices,
        required=False,
        help_text=_("With the reference and the code you read the answer here in any case."),
    )
    contact = forms.CharField(
        label=_("Phone or e-mail for the answer"),
        max_length=254,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )
    sometimes = ("contact",)

    def __init__(self, *args: Any, places: list[tuple[Organisation, list[Office]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, Place] = {}
        choices: list[Any] = [("", "—")]
        for organisation, offices in places:
            self.places[f"o{organisation.pk}"] = (organisation, None)
            inside: list[Any] = [(f"o{organisation.pk}", _("I do not know, or everywhere"))]
            for office in offices:
                self.places[f"b{office.pk}"] = (organisation, office)
                inside.append((f"b{office.pk}", office.name))
            choices.append((organisation.label, inside))
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def said(self) -> dict[str, Any]:
        """What `give` takes."""
        data = dict(self.cleaned_data)
        organisation, office = self.places[data.pop("place")]
        return {**data, "organisation": organisation, "office": office}


class TakeForm(GiveForm):
    """The same taken down by somebody of the staff."""

    way = forms.ChoiceField(
        label=_("How it came"), choices=[one for one in Way.choices if one[0] != Way.PUBLIC]
    )
    received_on = FlexibleDateField(label=_("Received on"), past=True)
    language = forms.ChoiceField(label=_("Language of the answer"), choices=LANGUAGES)
    about_users = forms.ModelMultipleChoiceField(
        label=_("Colleagues it is about"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("They will never find it, whatever their role."),
    )
    fieldsets = [
        (_("How it came"), ["way", "received_on", "place", "language"]),
        (_("What is said"), ["kind", "text", "about", "about_users"]),
        (_("Who says it"), ["name", "answer_way", "contact"]),
    ]

    def __init__(self, *args: Any, organisations: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about_users"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = queries.colleagues(organisations)


class FindForm(forms.Form):
    """A reference and a code, as they were shown."""

    reference = forms.CharField(
        label=_("Reference"), max_length=60, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"})
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Capitals and hyphens do not matter."),
    )


class RateForm(forms.Form):
    satisfied = forms.ChoiceField(
        label=_("Does this answer help you?"),
        choices=[(one.value, one.label) for one in (Satisfied.YES, Satisfied.NO)],
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label=_("Anything to add?"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )


class AgainForm(forms.Form):
    text = forms.CharField(label=_("What is still wrong?"), max_length=10_000, widget=TEXT)


class AnswerForm(forms.Form):
    text = forms.CharField(label=pgettext_lazy("to a complaint", "Answer"), max_length=10_000, widget=TEXT)


class CloseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        required=False,
        help_text=_("Needed where it was never answered. Whoever complained does not read it."),
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=pgettext_lazy("on a complaint", "Note"),
        max_length=10_000,
        widget=TEXT,
        help_text=_("For those who handle it. Whoever complained does not read it."),
    )


class UserForm(forms.Form):
    """One of these users."""

    user = forms.ModelChoiceField(label=_("Who"), queryset=User.objects.none(), empty_label="—")

    def __init__(self, *args: Any, users: Any, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = users
        field.required = not optional


class ClassifyForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind.choices, widget=forms.RadioSelect)
    about = forms.ChoiceField(
        label=_("Is it about one of these people?"), choices=About.choices, required=False
    )


class PeriodForm(forms.Form):
    since = FlexibleDateField(label=pgettext_lazy("a period", "From"), required=False)
    until = FlexibleDateField(label=pgettext_lazy("a period", "Until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since is not None and until is not None and until < since:
            self.add_error("until", _("It cannot end before it began."))
        return data
