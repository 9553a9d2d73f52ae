"""Forms of the desk: short, in the order in which things are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.programmes.models import Programme
from wasl.base.reference.enums import CountryGroup
from wasl.kernel.actors import Actor
from wasl.services.reception.enums import Reason
from wasl.spine.facts.enums import AgeBand
from wasl.spine.people import access as people
from wasl.spine.people.enums import Activity, Sex
from wasl.spine.people.forms import PersonForm

REASONS = [("", _("Not said")), *Reason.choices]


class WelcomeForm(forms.Form):
    """A known person is there: only the reason is asked, each a button."""

    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS, required=False)
    status = forms.CharField(required=False, widget=forms.HiddenInput)


class VisitorForm(PersonForm):
    """Somebody new at the desk: who it is, what they come for; the rest can wait."""

    fieldsets = [
        (_("Who"), ["family_name", "given_names", "sex", "birth", "nationality", "phone"]),
        (_("This visit"), ["reason", "programme", "consent", "reason_new"]),
    ]
    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS, required=False)
    consent = forms.BooleanField(
        label=_("Agrees that we keep and use this file"),
        required=False,
        help_text=_("Explain it in a language the person understands."),
    )
    reason_new = forms.CharField(
        label=_("Why this is another person"), max_length=200, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, actor: Actor, made: list[VisitorForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made.append(self)
        for name in ("email", "province", "address", "language", "activity"):
            del self.fields[name]
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


class AnonymousForm(forms.Form):
    """Somebody who gives no name: what can be seen or is said, nothing more."""

    sex = forms.ChoiceField(
        label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect
    )
    age_band = forms.ChoiceField(
        label=_("Age"), choices=AgeBand.choices, initial=AgeBand.UNKNOWN, widget=forms.RadioSelect
    )
    nationality_group = forms.ChoiceField(
        label=_("Comes from"),
        choices=[("", _("Not said")), *CountryGroup.choices],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    activity = forms.ChoiceField(
        label=_("Activity"),
        choices=[("", _("Not said")), *[pair for pair in Activity.choices if pair[0] != Activity.UNKNOWN]],
        required=False,
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS, required=False)


class WithdrawForm(forms.Form):
    """Why a visit is withdrawn."""

    reason = forms.CharField(
        label=_("Why is this visit withdrawn?"),
        min_length=5,
        max_length=200,
        help_text=_("Your answer is kept with your name."),
    )
