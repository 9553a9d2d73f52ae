"""Answering a call: the project, the papers, the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.enums import FileKind
from wasl.base.reference.models import Sector
from wasl.kernel.forms import MoneyField
from wasl.services.calls.enums import LegalIdea
from wasl.services.calls.forms.parts import CURRENCY, LANGUAGES, area
from wasl.services.calls.models import Call, CallZone


class PaperForm(forms.Form):
    """A paper handed in for an application."""

    kind = forms.ChoiceField(label=_("Which paper it is"), choices=FileKind.choices, initial=FileKind.PROOF)
    file = forms.FileField(label=_("Document"), help_text=_("PDF, photo, Word or Excel, at most 10 MB."))


class ReasonForm(forms.Form):
    """A reason, in a few words."""

    reason = forms.CharField(label=_("Reason"), widget=area(2))


class ProjectFields(forms.Form):
    """What is asked of a project, at the desk and on the public page."""

    title = forms.CharField(label=_("Name of the project"), max_length=200)
    summary = forms.CharField(
        label=_("The project in a few lines"),
        widget=area(5),
        max_length=4000,
        help_text=_("What you will sell or do, to whom, where, and what you need the money for."),
    )
    sector = forms.ModelChoiceField(Sector.objects.none(), label=_("Sector"), required=False)
    legal_form = forms.ChoiceField(label=_("Legal form you have in mind"), choices=LegalIdea.choices)
    amount_requested = MoneyField(label=_("Amount asked"), currency=CURRENCY, min_value=1)
    own_contribution = MoneyField(label=_("What you bring yourselves"), currency=CURRENCY, required=False)
    zone = forms.ModelChoiceField(CallZone.objects.none(), label=_("Zone of the project"))
    language = forms.ChoiceField(label=_("Language of our letters"), choices=LANGUAGES)

    def offer(self, call: Call) -> None:
        """Offer the zones, languages and sectors of this call, and say its limits."""
        zones = list(call.zones.select_related("zone", "organisation", "office__organisation"))
        zone, sector = self.fields["zone"], self.fields["sector"]
        assert isinstance(zone, forms.ModelChoiceField)
        assert isinstance(sector, forms.ModelChoiceField)
        zone.queryset = call.zones.select_related("zone", "organisation", "office__organisation")
        zone.choices = [(z.pk, f"{z.zone.label} · {z.organisation.name}") for z in zones]
        if len(zones) > 1:
            zone.choices = [("", "—"), *zone.choices]
        sector.queryset = Sector.objects.all()
        sector.choices = [("", "—"), *((s.pk, s.label) for s in sector.queryset)]
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = [choice for choice in LANGUAGES if choice[0] in call.languages] or LANGUAGES


class FilingForm(ProjectFields):
    """An application filed at the desk for a party that is known."""

    fieldsets = [
        (_("The project"), ["title", "summary", "sector", "legal_form"]),
        (_("Money"), ["amount_requested", "own_contribution"]),
        (_("Where and how"), ["zone", "language"]),
        (_("Consent"), ["consenting"]),
    ]
    consenting = forms.MultipleChoiceField(
        label=_("These persons agree to the application and to the use of their data for it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who is not here today can agree later; until then the application is incomplete."),
    )

    def __init__(self, *args: Any, call: Call, members: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(call)
        field = self.fields["consenting"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(pk), label) for pk, label in members]
