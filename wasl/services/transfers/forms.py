"""Forms of transfers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.models import User
from wasl.base.network.enums import OrganisationKind
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.forms import FlexibleDateField
from wasl.services.transfers import access
from wasl.services.transfers.enums import Along, DeclineReason, Means
from wasl.services.transfers.models import Transfer
from wasl.spine.cases.forms import offer_people
from wasl.spine.cases.models import Case

TEXT_LANGUAGES = [("fr", "Français"), ("ar", "العربية"), ("en", "English")]


class PrepareForm(forms.Form):
    """To whom the case goes, why, and what goes along."""

    receiver = forms.ModelChoiceField(Organisation.objects.none(), label=_("Partner"))
    office = forms.ModelChoiceField(
        Office.objects.none(),
        label=_("Office wished"),
        required=False,
        empty_label=_("the partner chooses"),
        help_text=_(
            "Its advisers see the proposal too; without an office, the partner’s coordination alone."
        ),
    )
    along = forms.MultipleChoiceField(
        label=_("What goes along"),
        choices=Along.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "One by one, as the person agrees; nothing is ticked beforehand. Notes and what is kept apart never go"
            " along."
        ),
    )
    reason = forms.CharField(
        label=_("Reason of the transfer"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Kept encrypted; the partner reads it only if you tick it above."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        receiver, office = self.fields["receiver"], self.fields["office"]
        assert isinstance(receiver, forms.ModelChoiceField)
        assert isinstance(office, forms.ModelChoiceField)
        offices = Office.objects.open_on(clock.today()).exclude(organisation=case.organisation_id)
        partners = Organisation.objects.of_kind(OrganisationKind.OPERATOR).filter(
            pk__in=offices.order_by().values("organisation")
        )
        receiver.queryset = partners
        office.queryset = offices.filter(organisation__in=partners.order_by().values("pk"))
        rows = office.queryset.select_related("organisation").order_by("organisation__name", "name")
        labels = [(row.pk, f"{row.organisation.label} · {row.name}") for row in rows]
        office.choices = [("", office.empty_label or ""), *labels]


class ProposeForm(forms.Form):
    """How the person agreed to this transfer."""

    language = forms.ChoiceField(label=_("Text shown or read in"), choices=TEXT_LANGUAGES)
    interpreted = forms.CharField(
        label=_("Told in another language"),
        max_length=120,
        required=False,
        help_text=_("For example: Pulaar, by a community agent"),
    )
    means = forms.ChoiceField(label=_("How"), choices=Means.choices, widget=forms.RadioSelect)
    witness = forms.CharField(
        label=_("Witness"), max_length=200, required=False, help_text=_("Needed for what is said aloud.")
    )
    on = FlexibleDateField(label=_("Agreed on"), past=True)
    agreed = forms.BooleanField(label=_("The person understood this text and agrees to it"))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=200)


class AcceptForm(forms.Form):
    """Where the case goes on at the partner, and who advises it."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("Office"))
    guichet = forms.ModelChoiceField(Guichet.objects.none(), label=_("Guichet"))
    adviser = forms.ModelChoiceField(User.objects.none(), label=_("Adviser"))
    note = forms.CharField(
        label=_("Words for the sender"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, transfer: Transfer, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office, guichet = self.fields["office"], self.fields["guichet"]
        assert isinstance(office, forms.ModelChoiceField)
        assert isinstance(guichet, forms.ModelChoiceField)
        today = clock.today()
        own = Office.objects.open_on(today).covered_by(actor, access.SIDES)
        office.queryset = own.filter(organisation=transfer.receiver_id)
        guichet.queryset = Guichet.objects.open_on(today).filter(organisation=transfer.receiver_id)
        offer_people(self.fields["adviser"], [transfer.receiver_id], (Role.ADVISER,))
        if self.initial.get("office") is None and len(office.queryset) == 1:
            office.initial = office.queryset[0].pk


class DeclineForm(forms.Form):
    """The partner cannot take the case over."""

    reason = forms.ChoiceField(label=_("Why"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Words for the sender"), required=False, widget=forms.Textarea({"rows": 3})
    )


class PeriodForm(forms.Form):
    start = FlexibleDateField(label=_("Proposed from"), required=False)
    end = FlexibleDateField(label=_("Proposed until"), required=False)


class NothingForm(forms.Form):
    """Nothing is asked: the button is the answer."""
