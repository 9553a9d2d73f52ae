"""Who somebody is and how to reach them, in the order it is asked at a desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.network.models import Office
from wasl.base.programmes.models import Programme
from wasl.base.reference.models import Country, Language, Province
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.forms import PartialDateField
from wasl.kernel.i18n import translated
from wasl.spine.people import access
from wasl.spine.people.enums import Activity, Precision, Sex

DETAILS = (
    "family_name",
    "given_names",
    "sex",
    "birth",
    "nationality",
    "phone",
    "email",
    "province",
    "address",
    "language",
    "activity",
)
BESIDE = {"birth_date": "birth"}  # fields as the actions name them → as these forms do


def offer_all(form: forms.Form, name: str, model: type[Country] | type[Language] | type[Province]) -> None:
    """Offer every country, province or language in the field `name`, sorted as the reader's language names them."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = model._default_manager.all()
    rows = sorted(field.queryset, key=lambda row: translated(row, "name"))
    field.choices = [("", "—"), *((row.pk, translated(row, "name")) for row in rows)]


class PersonForm(forms.Form):
    """What is known of a person; everything but the name may be left for later."""

    fieldsets = [
        (_("Who"), ["family_name", "given_names", "sex", "birth", "nationality"]),
        (_("Where and how to reach them"), ["phone", "email", "province", "address", "language", "activity"]),
    ]

    family_name = forms.CharField(
        label=_("Family name"),
        max_length=120,
        help_text=_("As the paper writes it; the whole name if it has one part."),
    )
    given_names = forms.CharField(label=_("Given names"), max_length=120, required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect
    )
    birth = PartialDateField(label=_("Birth date"), required=False, past=True)
    nationality = forms.ModelChoiceField(Country.objects.none(), label=_("Nationality"), required=False)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "dir": "ltr"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    province = forms.ModelChoiceField(Province.objects.none(), label=_("Province"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    language = forms.ModelChoiceField(
        Language.objects.none(), label=_("Language to speak with"), required=False
    )
    activity = forms.ChoiceField(
        label=_("Activity"), choices=Activity.choices, initial=Activity.UNKNOWN, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("nationality", Country), ("province", Province), ("language", Language)):
            offer_all(self, name, model)


def details(data: Mapping[str, Any]) -> dict[str, Any]:
    """The cleaned fields of a person's form as `create_person` and `update_person` take them."""
    found = {name: data[name] for name in DETAILS if name != "birth"}
    found["birth_date"], found["birth_precision"] = data["birth"] or (None, Precision.NONE)
    found["activity"] = found["activity"] or Activity.UNKNOWN
    return found


class PlacedForm(forms.Form):
    """A form that needs an office, and a programme where the actor works for some only; asked only in doubt."""

    def place(self, actor: Actor, roles: tuple[str, ...]) -> None:
        """Offer the offices and programmes of the actor; what has one answer is not asked."""
        day = clock.today()
        offices = Office.objects.open_on(day).covered_by(actor, roles)
        self.offices = list(offices.select_related("organisation"))
        if len(self.offices) != 1:
            field = forms.ModelChoiceField(offices, label=_("Office"))
            field.choices = [("", "—"), *((office.pk, str(office)) for office in self.offices)]
            self.fields["office"] = field
        limited = [grant.programmes for grant in actor.granted(roles)]
        codes = frozenset().union(*(one for one in limited if one is not None))
        if limited and None not in limited and len(codes) > 1:
            programmes = Programme.objects.filter(pk__in=codes)
            self.fields["programme"] = forms.ModelChoiceField(programmes, label=_("Programme"))

    def office(self) -> Office | None:
        """The office chosen, or the only one; None when the actor has none."""
        return self.cleaned_data.get("office") or (self.offices[0] if self.offices else None)


class NewPersonForm(PersonForm, PlacedForm):
    """A person to register: with the consent to keep the file, and why when somebody alike is already known."""

    consent = forms.BooleanField(
        label=_("Agrees that we keep and use this file"),
        required=False,
        help_text=_(
            "Explain it in a language the person understands; without it, only the welcome is recorded."
        ),
    )
    reason_new = forms.CharField(
        label=_("Why this is another person"), max_length=200, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, actor: Actor, made: list[NewPersonForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made.append(self)
        self.place(actor, access.WRITERS)
        if self.data.get("reason_new"):
            self.ask_reason()

    def ask_reason(self) -> None:
        """Show the field that says why: somebody alike was found."""
        field = self.fields["reason_new"]
        field.widget, field.required = forms.TextInput(), True
