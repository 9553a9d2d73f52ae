"""Forms of the desk: short, in the order in which things are asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.enums import Language
from wasl.base.network.models import Guichet
from wasl.base.programmes.models import Programme
from wasl.base.reference.enums import CountryGroup
from wasl.kernel.actors import Actor
from wasl.services.reception import rules
from wasl.services.reception.enums import Reason
from wasl.spine.facts.enums import AgeBand
from wasl.spine.people import access as people
from wasl.spine.people.enums import Activity, Sex
from wasl.spine.people.forms import PersonForm
from wasl.spine.people.rules.phones import read_phone

REASONS = [("", _("Not said")), *Reason.choices]
NOT_SAID = ("", "u", "unknown")


class VisitFields(forms.Form):
    """What is asked of every visit: the main reason, others, and the guichet where it is not that of the reason."""

    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS, required=False)
    also = forms.MultipleChoiceField(
        label=_("Other reasons"),
        choices=Reason.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guichet = forms.ChoiceField(label=_("Guichet"), required=False)

    def __init__(self, *args: Any, guichets: Sequence[Guichet] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guichets = {str(one.pk): one for one in guichets}
        self.fields["guichet"] = forms.ChoiceField(
            label=_("Guichet"),
            choices=[("", _("That of the reason")), *[(pk, one.label) for pk, one in self.guichets.items()]],
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """`reasons`: codes, the main one first; `guichet`: the one chosen, or None for that of the main reason."""
        data = super().clean() or {}
        codes = [data.get("reason", ""), *data.get("also", [])]
        data["reasons"] = [code for code in dict.fromkeys(codes) if code]
        data["guichet"] = self.guichets.get(data.get("guichet", ""))
        return data


class WelcomeForm(VisitFields):
    """A known person is there: only the reason is asked, each a button."""

    @property
    def reason_buttons(self) -> list[tuple[str, Any, str]]:
        """(code, words, key) of each reason."""
        return [(code, words, rules.REASON_KEYS[code]) for code, words in Reason.choices]


class VisitorForm(VisitFields, PersonForm):
    """Somebody new at the desk: who it is, what they come for; the rest can wait."""

    fieldsets = [
        (_("Who"), ["family_name", "given_names", "sex", "birth", "nationality", "phone"]),
        (_("This visit"), ["reason", "guichet", "programme", "consent"]),
    ]
    consent = forms.BooleanField(
        label=_("Agrees that we keep and use this file"),
        required=False,
        help_text=_("Explain it in a language the person understands."),
    )
    reason_new = forms.CharField(
        label=_("Why this is another person"), max_length=200, required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, actor: Actor, made: list[VisitorForm], of_visit: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        made.append(self)
        for name in ("email", "province", "address", "language", "activity", "also"):
            del self.fields[name]
        if of_visit:  # the visit is recorded already: only its person is asked for
            del self.fields["reason"], self.fields["guichet"]
        limited = [grant.programmes for grant in actor.granted(people.WRITERS)]
        codes = frozenset[int]().union(*(one for one in limited if one is not None))
        if limited and None not in limited and len(codes) > 1:
            programmes = Programme.objects.filter(pk__in=codes)
            self.fields["programme"] = forms.ModelChoiceField(programmes, label=_("Programme"))
        if self.data.get("reason_new"):
            self.ask_reason()

    def ask_reason(self) -> None:
        """Show the field that says why: somebody alike was found."""
        field = self.fields["reason_new"]
        field.widget, field.required = forms.TextInput(), True
        (who, asked), *others = type(self).fieldsets
        self.fieldsets = [(who, [*asked, "reason_new"]), *others]


class AnonymousForm(VisitFields):
    """Somebody who gives no name: what can be seen or is said, nothing more. Each question answers to one key."""

    field_order = ["sex", "age_band", "nationality_group", "activity", "reason", "also", "guichet"]
    keyed = ("sex", "age_band", "nationality_group", "activity", "reason")

    sex = forms.ChoiceField(
        label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect
    )
    age_band = forms.ChoiceField(
        label=_("Age"), choices=AgeBand.choices, initial=AgeBand.UNKNOWN, widget=forms.RadioSelect
    )
    nationality_group = forms.ChoiceField(
        label=_("Comes from"),
        choices=[*CountryGroup.choices, ("", _("Not said"))],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    activity = forms.ChoiceField(
        label=_("Activity"),
        choices=[*[pair for pair in Activity.choices if pair[0] != Activity.UNKNOWN], ("", _("Not said"))],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[*Reason.choices, ("", _("Not said"))],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    @property
    def questions(self) -> list[tuple[BoundField, list[tuple[BoundWidget, str]]]]:
        """Each question with its answers and the key of each: 0 for what is not said."""
        return [(self[name], self._answers(name)) for name in self.keyed]

    def _answers(self, name: str) -> list[tuple[BoundWidget, str]]:
        numbers = iter("123456789")
        keys = rules.REASON_KEYS if name == "reason" else {}
        return [
            (one, keys[code] if code in keys else "0" if code in NOT_SAID else next(numbers, ""))
            for one in self[name].subwidgets
            for code in [str(one.data["value"])]
        ]


class GuichetForm(forms.Form):
    """To which guichet a visitor is sent."""

    guichet = forms.ChoiceField(label=_("Guichet"), required=False)

    def __init__(self, *args: Any, guichets: Sequence[Guichet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guichets = {str(one.pk): one for one in guichets}
        choices = [("", _("Any desk")), *[(pk, one.label) for pk, one in self.guichets.items()]]
        self.fields["guichet"] = forms.ChoiceField(label=_("Guichet"), choices=choices, required=False)

    def clean_guichet(self) -> Guichet | None:
        """The guichet chosen; None for any desk."""
        return self.guichets.get(self.cleaned_data["guichet"])


class TelephoneForm(forms.Form):
    """Where a ticket is written to; kept nowhere."""

    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        widget=forms.TextInput({"inputmode": "tel", "dir": "ltr", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)

    def clean_phone(self) -> str:
        """The number as E.164."""
        number = read_phone(self.cleaned_data["phone"]).e164
        if not number:
            raise forms.ValidationError(_("This cannot be a telephone number."))
        return number


class DetachForm(forms.Form):
    """Why a visit is not that of the person it was given to."""

    reason = forms.CharField(
        label=_("How do you know that it was somebody else?"),
        min_length=5,
        max_length=200,
        help_text=_("Your answer is kept with your name."),
    )


class WithdrawForm(forms.Form):
    """Why a visit is withdrawn."""

    reason = forms.CharField(
        label=_("Why is this visit withdrawn?"),
        min_length=5,
        max_length=200,
        help_text=_("Your answer is kept with your name."),
    )
