"""Writing a call: template, sheet, zones, conditions, rubric."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.base.network.models import Guichet, Office
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.forms import FlexibleDateField, MoneyField
from wasl.services.calls import access
from wasl.services.calls.actions import ZoneChoice
from wasl.services.calls.enums import Applicant, CallKind, Operator
from wasl.services.calls.forms.parts import CURRENCY, LANGUAGES, Fieldsets, arabic, area
from wasl.services.calls.models import Call, CallZone, Criterion, EligibilityRule
from wasl.services.calls.queries.authoring import ZonePartner, budget_lines
from wasl.services.calls.queries.eligibility import evidence_choices
from wasl.services.calls.rules import number

NOT_HERE, OPEN, REGULAR = "", "open", "regular"
ZONE_STATES = [
    (NOT_HERE, _("Not open here")),
    (OPEN, _("Open to everybody")),
    (REGULAR, _("Open, regular stay required")),
]


class StartForm(forms.Form):
    """For which programme, and from which template."""

    programme = forms.ModelChoiceField(Programme.objects.none(), label=_("Programme"))
    kind = forms.ChoiceField(
        label=_("Template"), choices=CallKind.choices, initial=CallKind.COLLECTIVE, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["programme"]
        assert isinstance(field, forms.ModelChoiceField)
        rows = Programme.objects.visible_to(actor)
        limited = [grant.programmes for grant in actor.granted(access.MANAGERS)]
        if limited and None not in limited:
            rows = rows.filter(pk__in=frozenset().union(*(one for one in limited if one is not None)))
        field.queryset = rows
        if "programme" not in self.initial and rows.count() == 1:
            field.initial = rows.get()


class CallForm(forms.Form):
    """The sheet of a call: words, money, dates, rounds. Zones are `ZonesForm`."""

    fieldsets: Fieldsets = [
        (
            _("The call"),
            ["code", "title_fr", "title_ar", "title_en", "summary_fr", "summary_ar", "summary_en"],
        ),
        (_("Where it belongs"), ["office", "strand", "guichet", "budget_line_code"]),
        (_("Money"), ["envelope", "min_amount", "max_amount", "max_grants"]),
        (_("Dates"), ["opens_on", "closes_on"]),
        (_("Who applies"), ["applicants", "languages", "contact"]),
        (_("Selection"), ["has_first_round", "reviews_required", "pass_mark"]),
    ]
    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9-]{1,23}$",
        label=_("Code"),
        max_length=24,
        help_text=_(
            "Letters, digits and hyphens; references of applications begin with it. For example W4L-2022."
        ),
    )
    title_fr = forms.CharField(label=_("Title in French"), max_length=200)
    title_ar = forms.CharField(
        label=_("Title in Arabic"), max_length=200, required=False, widget=arabic(forms.TextInput())
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    summary_fr = forms.CharField(
        label=_("Presentation in French"),
        required=False,
        widget=area(),
        help_text=_("Shown on the public page."),
    )
    summary_ar = forms.CharField(label=_("Presentation in Arabic"), required=False, widget=arabic(area()))
    summary_en = forms.CharField(label=_("Presentation in English"), required=False, widget=area())
    office = forms.ModelChoiceField(
        Office.objects.none(),
        label=_("Office"),
        help_text=_("Runs the call and follows who applies from the public page."),
    )
    strand = forms.ModelChoiceField(Office.objects.none(), label=_("Strand"), required=False)
    guichet = forms.ModelChoiceField(Guichet.objects.none(), label=_("Guichet"), required=False)
    budget_line_code = forms.ChoiceField(label=_("Budget line"), required=False)
    envelope = MoneyField(label=_("Envelope"), currency=CURRENCY, min_value=1)
    min_amount = MoneyField(label=_("Smallest amount of an application"), currency=CURRENCY, initial=0)
    max_amount = MoneyField(label=_("Largest amount of an application"), currency=CURRENCY, min_value=1)
    max_grants = forms.IntegerField(
        label=_("Number of grants"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Empty: no limit."),
    )
    opens_on = FlexibleDateField(label=_("Opens on"))
    closes_on = FlexibleDateField(label=_("Closes on"), help_text=_("Last day, included."))
    applicants = forms.MultipleChoiceField(
        label=_("Open to"),
        choices=[choice for choice in Applicant.choices if choice[0] != Applicant.ANY],
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the applications"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    contact = forms.CharField(
        label=_("Contact shown on the public page"),
        max_length=200,
        required=False,
        help_text=_("Place, hours, phone."),
    )
    has_first_round = forms.BooleanField(
        label=_("A first round (preselection) comes before the committee"), required=False
    )
    reviews_required = forms.IntegerField(
        label=_("Readings of each application"), min_value=1, max_value=5, initial=2
    )
    pass_mark = forms.DecimalField(
        label=_("Minimum mark out of 100"), min_value=0, max_value=100, decimal_places=2, initial=60
    )

    def __init__(self, *args: Any, programme: Programme, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.open_on(clock.today()).covered_by(actor, access.MANAGERS)
        offices = offices.select_related("organisation")
        self._offer("office", offices, [(o.pk, f"{o.organisation.name} · {o.name}") for o in offices])
        strands = programme.strands.all()
        self._offer("strand", strands, [("", "—"), *((s.pk, s.label) for s in strands)])
        guichets = Guichet.objects.filter(organisation__in=[o.organisation_id for o in offices])
        self._offer(
            "guichet",
            guichets,
            [
                ("", "—"),
                *(
                    (g.pk, f"{g.organisation.name} · {g.label}")
                    for g in guichets.select_related("organisation")
                ),
            ],
        )
        lines = self.fields["budget_line_code"]
        assert isinstance(lines, forms.ChoiceField)
        lines.choices = [("", "—"), *budget_lines(programme)]
        if len(offices) == 1:
            self.fields["office"].initial = offices[0].pk

    def _offer(self, name: str, rows: Any, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.choices = rows, choices


def call_values(data: Mapping[str, Any]) -> dict[str, Any]:
    """The cleaned form as fields of a call."""
    values = {name: data[name] for name in CallForm.base_fields if name not in ("applicants", "office")}
    values["office"] = data["office"]
    for kind in (Applicant.COLLECTIVE, Applicant.PERSON, Applicant.ORGANISATION):
        values[APPLICANT_FIELD[kind]] = kind.value in data["applicants"]
    return values


APPLICANT_FIELD = {
    Applicant.COLLECTIVE: "for_collectives",
    Applicant.PERSON: "for_persons",
    Applicant.ORGANISATION: "for_organisations",
}


def call_initial(call: Call) -> dict[str, Any]:
    """What the form of an existing draft shows first."""
    names = [name for name in CallForm.base_fields if name != "applicants"]
    values = {name: getattr(call, name) for name in names}
    values["applicants"] = [kind.value for kind, name in APPLICANT_FIELD.items() if getattr(call, name)]
    return values


class ZonesForm(forms.Form):
    """One choice for each zone and partner: not open, open, open with regular stay; and the office that receives."""

    fieldsets: Fieldsets = []

    def __init__(
        self, *args: Any, places: list[ZonePartner], held: Iterable[CallZone] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        present = {(row.zone_id, row.organisation_id): row for row in held}
        regular = {
            row.pk for row in held if any(rule.evidence == "residence_regular" for rule in row.rules.all())
        }
        self.fieldsets = []
        for place in places:
            row = present.get((place.zone.pk, place.organisation.pk))
            state = NOT_HERE if row is None else REGULAR if row.pk in regular else OPEN
            self.fields[place.key] = forms.ChoiceField(
                label=_("Is the call open there?"),
                choices=ZONE_STATES,
                required=False,
                initial=state,
                widget=forms.RadioSelect,
                help_text=place.zone.admits,
            )
            office = forms.ModelChoiceField(
                Office.objects.filter(pk__in=[o.pk for o in place.offices]), required=False
            )
            office.label = _("Office that receives the applications")
            office.initial = row.office_id if row else (place.offices[0].pk if place.offices else None)
            self.fields[f"{place.key}_office"] = office
            title = f"{place.zone.label} · {place.organisation.name}"
            self.fieldsets.append((title, [place.key, f"{place.key}_office"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for place in self.places:
            if data.get(place.key) and not data.get(f"{place.key}_office"):
                self.add_error(
                    f"{place.key}_office", _("Choose the office that receives the applications there.")
                )
        return data

    def chosen(self) -> list[ZoneChoice]:
        """The zones as `set_zones` takes them."""
        data = self.cleaned_data
        return [
            ZoneChoice(
                place.zone,
                place.organisation,
                data[f"{place.key}_office"],
                regular_stay=data[place.key] == REGULAR,
            )
            for place in self.places
            if data[place.key]
        ]


class ConditionForm(forms.ModelForm[EligibilityRule]):
    """One condition of eligibility."""

    class Meta:
        model = EligibilityRule
        fields = [
            "text_fr", "text_ar", "text_en", "evidence", "operator", "value", "value_max", "each_member",
            "applies_to", "zone", "paper_fr", "paper_ar", "paper_en", "position",
        ]  # fmt: skip
        labels = {
            "text_fr": _("Condition in French"),
            "text_ar": _("Condition in Arabic"),
            "text_en": _("Condition in English"),
            "operator": _("The answer"),
            "value": _("Value"),
            "value_max": _("and, for “from … to …”, up to"),
            "each_member": _("Asked of each member of the group"),
            "applies_to": _("Concerns"),
            "zone": _("Zone"),
            "paper_fr": _("Paper to bring when the answer is missing, in French"),
            "paper_ar": _("Paper to bring, in Arabic"),
            "paper_en": _("Paper to bring, in English"),
            "position": _("Place in the list"),
        }
        help_texts = {"value": _("A number, or codes separated by commas for “one of”.")}

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = evidence_choices()
        held = self.instance.evidence
        if held and held not in dict(known):
            known = [*known, (held, held)]
        self.fields["evidence"] = forms.ChoiceField(
            label=_("What is asked of the file"),
            choices=known,
            help_text=_("When the file does not know, a paper is missing; never a yes."),
        )
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ModelChoiceField)
        zones = call.zones.select_related("zone", "organisation")
        zone.queryset = zones
        zone.choices = [
            ("", _("Every zone")),
            *((z.pk, f"{z.zone.label} · {z.organisation.name}") for z in zones),
        ]
        for name in ("text_ar", "paper_ar"):
            arabic(self.fields[name].widget)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        operator, value, most = data.get("operator"), data.get("value", ""), data.get("value_max", "")
        if operator in (Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN) and number(value) is None:
            self.add_error("value", _("A number is needed."))
        if operator == Operator.BETWEEN and number(most) is None:
            self.add_error("value_max", _("A number is needed."))
        if operator == Operator.ONE_OF and not value.strip():
            self.add_error("value", _("At least one code is needed."))
        return data


class CriterionForm(forms.ModelForm[Criterion]):
    """One line of the rubric."""

    class Meta:
        model = Criterion
        fields = [
            "code", "label_fr", "label_ar", "label_en", "weight", "max_points", "threshold",
            "anchors_fr", "anchors_ar", "anchors_en", "position",
        ]  # fmt: skip
        labels = {
            "code": _("Code"),
            "label_fr": _("Criterion in French"),
            "label_ar": _("Criterion in Arabic"),
            "label_en": _("Criterion in English"),
            "weight": _("Weight out of 100"),
            "max_points": _("Best mark"),
            "threshold": _("Minimum mark"),
            "anchors_fr": _("What the marks mean, in French"),
            "anchors_ar": _("What the marks mean, in Arabic"),
            "anchors_en": _("What the marks mean, in English"),
            "position": _("Place in the list"),
        }
        help_texts = {
            "threshold": _("An application under it is not funded. Empty: none."),
            "anchors_fr": _("One line a mark."),
        }
        widgets = {name: area(3) for name in ("anchors_fr", "anchors_ar", "anchors_en")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("label_ar", "anchors_ar"):
            arabic(self.fields[name].widget)


class AmendForm(forms.Form):
    """Put off the closing day, say why."""

    closes_on = FlexibleDateField(label=_("New closing day"))
    note = forms.CharField(label=_("Reason"), widget=area(2), help_text=_("Published with the call."))
