"""What a visitor fills in."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wasl.base.reference.models import Country
from wasl.doors.portal.actions import Candidate
from wasl.doors.portal.queries import group_size
from wasl.doors.portal.rules import blocks
from wasl.kernel.forms import PartialDateField
from wasl.services.calls.forms import ProjectFields
from wasl.services.calls.models import Call
from wasl.spine.people.enums import Sex

GROUP, ALONE = "groupe", "seul"
PERSON_FIELDS = ("given_names", "family_name", "sex", "birth", "nationality", "phone", "consent")
SEXES = [choice for choice in Sex.choices if choice[0] != Sex.UNKNOWN]


def folded(text: str) -> str:
    """A name of a country without accents, capitals and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


class CountryField(forms.CharField):
    """A country written or picked from the page's one list of names; gives a Country or None."""

    default_error_messages = {"unknown": _("Choose a country from the list, for example Sénégal.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput({"list": "countries", "autocomplete": "off"}), max_length=100, **kwargs
        )
        self.known: dict[str, Country] = {}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = self.known.get(folded(text))
        if found is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return found


def countries_by_name(countries: list[Country]) -> dict[str, Country]:
    """Every name in the three languages, and the code, folded."""
    found: dict[str, Country] = {}
    for country in countries:
        for name in (country.name_fr, country.name_ar, country.name_en, country.code):
            if name:
                found.setdefault(folded(name), country)
    return found


class Block:
    """The fields of one person on the page; `extra` blocks are folded until needed."""

    def __init__(self, form: ApplyForm, number: int, required: bool) -> None:
        self.number = number
        self.required = required
        self.bounds = [form[f"{name}_{number}"] for name in PERSON_FIELDS]

    @property
    def is_open(self) -> bool:
        """Whether something was typed in it, or is wrong with it."""
        return self.required or any(
            bound.errors or bound.value() not in (None, "", False) for bound in self.bounds
        )


class ApplyForm(ProjectFields):
    """An application from the public page, by one person or by a group."""

    def __init__(self, *args: Any, call: Call, who: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call, self.who = call, who
        self.offer(call)
        self.smallest, largest, self.size_text = group_size(call) if who == GROUP else (1, 1, "")
        self.shown, self.most = blocks(self.smallest, largest) if who == GROUP else (1, 1)
        self.countries = sorted(Country.objects.all(), key=lambda country: country.label)
        known = countries_by_name(self.countries)
        if who == GROUP:
            self.fields["group_name"] = forms.CharField(label=_("Name of the group"), max_length=200)
        for number in range(1, self.most + 1):
            self._add_person(number, known)

    def _add_person(self, number: int, known: dict[str, Country]) -> None:
        needed = number <= self.shown
        country = CountryField(label=_("Nationality"), required=needed)
        country.known = known
        birth = PartialDateField(label=_("Birth date"), required=needed, past=True)
        phone = forms.CharField(
            label=_("Phone"), max_length=30, required=number == 1,
            widget=forms.TextInput({"inputmode": "tel", "dir": "ltr", "autocomplete": "off"}),
        )  # fmt: skip
        made: dict[str, forms.Field] = {
            "given_names": forms.CharField(label=_("Given names"), max_length=120, required=False),
            "family_name": forms.CharField(label=_("Family name"), max_length=120, required=needed),
            "sex": forms.ChoiceField(
                label=_("Sex"), choices=SEXES, required=needed, widget=forms.RadioSelect
            ),
            "birth": birth,
            "nationality": country,
            "phone": phone,
            "consent": forms.BooleanField(
                label=_("This person agrees to the application, and to the use of these data for it"),
                required=needed,
            ),
        }
        for name, field in made.items():
            self.fields[f"{name}_{number}"] = field

    @property
    def people(self) -> list[Block]:
        return [Block(self, number, number <= self.shown) for number in range(1, self.most + 1)]

    @property
    def project_bounds(self) -> list[Any]:
        names = [*(["group_name"] if self.who == GROUP else []), *ProjectFields.base_fields]
        return [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(self.shown + 1, self.most + 1):
            if self._is_filled(number):
                for name in ("family_name", "sex", "birth", "nationality", "consent"):
                    field = f"{name}_{number}"
                    if not data.get(field) and field not in self.errors:
                        self.add_error(field, _("This field is needed for this person too."))
        return data

    def _is_filled(self, number: int) -> bool:
        return any(str(self.data.get(f"{name}_{number}", "")).strip() for name in PERSON_FIELDS)

    def candidates(self) -> list[Candidate]:
        """The persons filled in, the spokesperson first."""
        data = self.cleaned_data
        found = []
        for number in range(1, self.most + 1):
            if number > self.shown and not self._is_filled(number):
                continue
            birth = data[f"birth_{number}"]
            found.append(
                Candidate(
                    family_name=data[f"family_name_{number}"],
                    given_names=data[f"given_names_{number}"],
                    sex=data[f"sex_{number}"],
                    birth=(birth.first, birth.precision) if birth else None,
                    nationality=data[f"nationality_{number}"],
                    phone=data[f"phone_{number}"],
                )
            )
        return found

    def project(self) -> dict[str, Any]:
        """The project as `submit_application` takes it."""
        data = {name: self.cleaned_data[name] for name in ProjectFields.base_fields if name != "zone"}
        return {**data, "own_contribution": data["own_contribution"] or 0}


class FindForm(forms.Form):
    """A reference and a code, as the receipt prints them."""

    reference = forms.CharField(
        label=_("Reference"), max_length=60, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"})
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Both stand on your receipt. Capitals and hyphens do not matter."),
    )
