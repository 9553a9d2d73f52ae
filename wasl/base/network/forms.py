"""Forms of the network: what is typed, nothing of the rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wasl.base.network.enums import GuichetKind, OfferKind, OrganisationKind
from wasl.base.network.models import ContactPoint, Office, Organisation
from wasl.base.reference.models import Country, Province
from wasl.base.reference.queries import choices
from wasl.kernel import clock
from wasl.kernel.forms import FlexibleDateField

TEXT = forms.Textarea({"rows": 3})
CODE_HELP = _("Short, small letters and hyphens; it never changes.")


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    code = forms.SlugField(label=_("Code"), max_length=40, help_text=CODE_HELP)
    kinds = forms.MultipleChoiceField(
        label=_("What it is"), choices=OrganisationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"), required=False, choices=[("", "—"), *choices(Country)], initial="MA"
        )


class OfficeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.SlugField(label=_("Code"), max_length=40, help_text=CODE_HELP)
    province = forms.ChoiceField(label=_("Province"))
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    opened_on = FlexibleDateField(label=_("Opens on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"] = forms.ChoiceField(
            label=_("Province"), choices=[("", "—"), *choices(Province)]
        )
        self.fields["opened_on"].initial = clock.today()


class EditOrganisationForm(OrganisationForm):
    field_order = ["name", "name_ar", "kinds", "country", "website"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]


class EditOfficeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    opened_on = FlexibleDateField(
        label=_("Opened on"),
        required=False,
        help_text=_(
            "Empty: before the records. It cannot come after the first visit or case recorded there."
        ),
    )


class CloseForm(forms.Form):
    closed_on = FlexibleDateField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=500)


class CloseOfficeForm(CloseForm):
    closed_on = FlexibleDateField(label=_("Last day on which it receives people"))
    knowing = forms.BooleanField(
        label=_("I know that this is still open there and will have it handed over"), required=False
    )

    def __init__(self, *args: Any, still_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not still_open:
            del self.fields["knowing"]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class GuichetForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *GuichetKind.choices])
    name_fr = forms.CharField(label=_("Name in French"), max_length=200)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Only where the organisation has two guichets of this kind."),
    )


class EditGuichetForm(forms.Form):
    name_fr = forms.CharField(label=_("Name in French"), max_length=200)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    position = forms.IntegerField(
        label=_("Place in the lists"), min_value=0, max_value=999, help_text=_("The lowest comes first.")
    )
    opened_on = FlexibleDateField(label=_("Opened on"), required=False)


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Name or function"), max_length=200)
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), required=False, empty_label="—"
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Office.objects.filter(organisation=organisation)
        if not field.queryset:
            del self.fields["office"]


class OfferForm(forms.Form):
    name_fr = forms.CharField(label=_("Name in French"), max_length=200)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    code = forms.SlugField(label=_("Code"), max_length=60, help_text=CODE_HELP)
    kind = forms.ChoiceField(label=_("Kind"), choices=OfferKind.choices)
    conditions_fr = forms.CharField(label=_("Conditions in French"), required=False, widget=TEXT)
    conditions_ar = forms.CharField(label=_("Conditions in Arabic"), required=False, widget=TEXT)
    conditions_en = forms.CharField(label=_("Conditions in English"), required=False, widget=TEXT)
    everywhere = forms.BooleanField(label=_("In the whole country"), required=False)
    provinces = forms.MultipleChoiceField(
        label=_("Provinces"), required=False, help_text=_("Where it is not given in the whole country.")
    )
    answer_days = forms.IntegerField(
        label=_("Answer within (days)"),
        min_value=1,
        max_value=365,
        initial=15,
        help_text=_("After this many days without an answer, a referral counts as overdue."),
    )
    contact = forms.ModelChoiceField(
        label=_("Contact"), queryset=ContactPoint.objects.none(), required=False, empty_label="—"
    )
    opened_on = FlexibleDateField(label=_("Offered from"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Who said it, or where it was read.")
    )

    def __init__(self, *args: Any, organisation: Organisation, editing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["provinces"]
        assert isinstance(places, forms.MultipleChoiceField)
        places.choices = choices(Province)
        contact = self.fields["contact"]
        assert isinstance(contact, forms.ModelChoiceField)
        contact.queryset = ContactPoint.objects.filter(organisation=organisation, closed_on=None)
        if editing:
            del self.fields["code"]
