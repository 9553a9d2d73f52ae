"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.network.models import Organisation
from wasl.base.programmes.models import Programme
from wasl.kernel.actors import Actor
from wasl.kernel.forms import FlexibleDateField
from wasl.spine.links import access
from wasl.spine.links.enums import AskBy, AskReason
from wasl.spine.people.enums import PaperKind

ACCEPTED = _("PDF or photo, 10 MB at most")


class OwnOrganisationForm(forms.Form):
    """A form for one organisation of the actor's; it asks which only where there are several."""

    def place(self, actor: Actor, roles: tuple[str, ...]) -> None:
        """Offer the organisations in which the actor holds one of these roles."""
        self.organisations = list(Organisation.objects.covered_by(actor, roles))
        if len(self.organisations) != 1:
            field = forms.ModelChoiceField(
                Organisation.objects.covered_by(actor, roles),
                label=_("For which organisation"),
                empty_label=None,
            )
            self.fields = {"organisation": field, **self.fields}

    def clean(self) -> dict[str, Any]:
        """With the organisation, when there was only one."""
        data = super().clean() or self.cleaned_data
        if len(self.organisations) == 1:
            data["organisation"] = self.organisations[0]
        return data


class AgreementForm(OwnOrganisationForm):
    """The agreement, and the authorisation without which it opens nothing."""

    fieldsets = [
        ("", ["organisation", "members", "programme"]),
        (_("The agreement"), ["signed_on", "agreement_file"]),
        (_("The authorisation of the CNDP"), ["authorisation_number", "authorised_on", "authorisation_file"]),
        (_("Validity"), ["valid_from", "valid_to"]),
    ]

    members = forms.ModelMultipleChoiceField(
        Organisation.objects.all(),
        label=_("Organisations that signed"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Yours is among them in any case."),
    )
    programme = forms.ModelChoiceField(
        Programme.objects.all(),
        label=_("Programme"),
        required=False,
        help_text=_("Where the agreement is that of a consortium: then only persons followed for it."),
    )
    signed_on = FlexibleDateField(label=_("Signed on"), past=True)
    agreement_file = forms.FileField(label=_("The agreement, signed"), help_text=ACCEPTED)
    authorisation_number = forms.CharField(label=_("Number of the authorisation"), max_length=60)
    authorised_on = FlexibleDateField(label=_("Authorised on"), past=True)
    authorisation_file = forms.FileField(label=_("The decision"), help_text=ACCEPTED)
    valid_from = FlexibleDateField(label=_("Valid from"))
    valid_to = FlexibleDateField(label=_("Valid until (included)"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place(actor, access.RECORDERS)


class ReasonForm(forms.Form):
    """Why something is refused or ended."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}))


class JoinForm(forms.Form):
    """Why two records of one organisation are one person."""

    reason = forms.CharField(
        label=_("How do you know?"),
        max_length=300,
        help_text=_(
            "A paper seen, the person asked, the same telephone answered… It stays readable with the link."
        ),
        widget=forms.Textarea({"rows": 3}),
    )


class QuestionForm(OwnOrganisationForm):
    """A whole paper number, or a whole phone number with the birth date. Nothing less is answered."""

    fieldsets = [
        ("", ["organisation", "asked_by"]),
        (AskBy.PAPER.label, ["paper_kind", "number"]),
        (AskBy.PHONE_BIRTH.label, ["phone", "birth"]),
        ("", ["reason"]),
    ]
    sometimes = ("paper_kind", "number", "phone", "birth")

    asked_by = forms.ChoiceField(
        label=_("With what do you ask?"), choices=AskBy.choices, widget=forms.RadioSelect, initial=AskBy.PAPER
    )
    paper_kind = forms.ChoiceField(
        label=_("Kind of paper"), choices=PaperKind.choices, required=False, initial=PaperKind.RESIDENCE_CARD
    )
    number = forms.CharField(
        label=pgettext_lazy("paper", "Whole number"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Phone, whole"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "tel", "autocomplete": "off"}),
    )
    birth = FlexibleDateField(label=_("Birth date, whole"), required=False, past=True)
    reason = forms.ChoiceField(
        label=_("Why do you ask?"), choices=AskReason.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place(actor, access.ASKERS)
