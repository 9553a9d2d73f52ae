"""Forms of referrals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.network.enums import OfferKind
from wasl.base.network.models import ContactPoint, ServiceOffer
from wasl.base.reference.models import Province
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.forms import FlexibleDateField
from wasl.services.referrals import access
from wasl.services.referrals.enums import DeclineReason, Means, Outcome, SharedField
from wasl.spine.people.enums import PaperState
from wasl.spine.people.forms import PlacedForm
from wasl.spine.people.models import Paper, Person

TEXT_LANGUAGES = [("fr", "Français"), ("ar", "العربية"), ("en", "English")]


def last_day() -> date:
    """The last day proposed for a share."""
    return clock.today() + timedelta(days=settings.WASL_REFERRAL_DAYS)


class ChooseForm(forms.Form):
    """Which services are shown: of a kind, in a province."""

    kind = forms.ChoiceField(
        label=_("Service"),
        choices=[("", pgettext_lazy("services", "All")), *OfferKind.choices],
        required=False,
    )
    province = forms.ModelChoiceField(
        Province.objects.none(),
        label=_("Province"),
        required=False,
        empty_label=pgettext_lazy("provinces", "All"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["province"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Province.objects.all()


class ReferralForm(PlacedForm):
    """What is shared with the institution, why, and until when."""

    fields_shared = forms.MultipleChoiceField(
        label=_("What is shared"),
        choices=SharedField.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One by one, only what this service needs. Nothing is ticked beforehand."),
    )
    paper = forms.ModelChoiceField(
        Paper.objects.none(), label=_("Which paper"), required=False, help_text=_("If a paper is shared.")
    )
    reason = forms.CharField(
        label=_("Reason of the referral"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Kept encrypted; the institution reads it only if you tick it above."),
    )
    contact = forms.ModelChoiceField(
        ContactPoint.objects.none(),
        label=_("Who is written to"),
        required=False,
        help_text=_("Receives a link, then a code. Without a contact, print the letter."),
    )
    expires_on = FlexibleDateField(
        label=_("Readable until"), help_text=_("That day included; afterwards the institution reads nothing.")
    )

    def __init__(
        self, *args: Any, person: Person, offer: ServiceOffer, actor: Actor, has_case: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not has_case:
            self.place(actor, access.WRITERS)
        paper, contact = self.fields["paper"], self.fields["contact"]
        assert isinstance(paper, forms.ModelChoiceField)
        assert isinstance(contact, forms.ModelChoiceField)
        paper.queryset = Paper.objects.filter(person=person, state=PaperState.HELD)
        paper.choices = [("", "—"), *((one.pk, _paper_words(one)) for one in paper.queryset)]
        if len(paper.choices) == 1:
            del self.fields["paper"]
        today = clock.today()
        held = [
            one
            for one in ContactPoint.objects.filter(organisation=offer.organisation_id)
            if one.holds_on(today)
        ]
        contact.queryset = ContactPoint.objects.filter(pk__in=[one.pk for one in held])
        contact.initial = offer.contact_id or (held[0].pk if len(held) == 1 else None)
        self.order_fields(["office", "programme"])


def _paper_words(paper: Paper) -> str:
    return " · ".join(filter(None, (str(paper.get_kind_display()), paper.masked)))


class SendForm(forms.Form):
    """How the person agreed to this share."""

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


class RenewForm(forms.Form):
    expires_on = FlexibleDateField(label=_("Readable until"))


class AcceptForm(forms.Form):
    """The institution will receive the person."""

    meeting_on = FlexibleDateField(label=_("Day of the appointment"), required=False)
    meeting_place = forms.CharField(
        label=_("Time and place"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("For example: 10:00, second floor, ask for the social service"),
    )
    note = forms.CharField(
        label=_("Words for the sender"), required=False, widget=forms.Textarea({"rows": 3})
    )


class DeclineForm(forms.Form):
    """The institution cannot receive the person."""

    reason = forms.ChoiceField(label=_("Why"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Words for the sender"), required=False, widget=forms.Textarea({"rows": 3})
    )


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
    on = FlexibleDateField(label=_("On"), past=True)
    note = forms.CharField(
        label=_("Words for the sender"), required=False, widget=forms.Textarea({"rows": 3})
    )


class ToldAcceptForm(AcceptForm):
    on = FlexibleDateField(label=_("Told on"), past=True)


class ToldDeclineForm(DeclineForm):
    on = FlexibleDateField(label=_("Told on"), past=True)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            {"dir": "ltr", "autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
        help_text=_("Capitals and hyphens do not matter."),
    )


class WithdrawForm(forms.Form):
    """The reference and the code, as the receipt of the consent prints them."""

    reference = forms.CharField(
        label=_("Reference"), max_length=60, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"})
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Both stand on your receipt. Capitals and hyphens do not matter."),
    )
    sure = forms.BooleanField(label=_("I withdraw my consent: the institution may no longer read my data"))


class PeriodForm(forms.Form):
    start = FlexibleDateField(label=_("Sent from"), required=False)
    end = FlexibleDateField(label=_("Sent until"), required=False)


class NothingForm(forms.Form):
    """Nothing is asked: the button is the answer."""
