"""Forms of the room: writing a call, answering it, reading it, deciding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.models import User
from wasl.base.documents.enums import FileKind
from wasl.base.network.models import Guichet, Office
from wasl.base.programmes.models import Programme
from wasl.base.reference.models import Sector
from wasl.kernel.actors import Actor
from wasl.kernel.forms import FlexibleDateField, MoneyField
from wasl.services.calls import access
from wasl.services.calls.actions import ZoneChoice
from wasl.services.calls.enums import Applicant, CallKind, LegalIdea, Operator
from wasl.services.calls.models import Application, Call, CallZone, Criterion, EligibilityRule
from wasl.services.calls.queries.authoring import ZonePartner, budget_lines
from wasl.services.calls.queries.eligibility import evidence_choices
from wasl.services.calls.rules import number

LANGUAGES = [("fr", _("French")), ("ar", _("Arabic")), ("en", _("English"))]
CURRENCY = "MAD"
Fieldsets = list[tuple[str | Promise, list[str]]]
NOT_HERE, OPEN, REGULAR = "", "open", "regular"
ZONE_STATES = [
    (NOT_HERE, _("Not open here")),
    (OPEN, _("Open to everybody")),
    (REGULAR, _("Open, regular stay required")),
]


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def arabic(widget: forms.Widget) -> forms.Widget:
    """The same field, written from right to left."""
    widget.attrs.update({"dir": "rtl", "lang": "ar"})
    return widget


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
        offices = Office.objects.covered_by(actor, access.MANAGERS).select_related("organisation")
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


class PaperForm(forms.Form):
    """A paper handed in for an application."""

    kind = forms.ChoiceField(label=_("Which paper it is"), choices=FileKind.choices, initial=FileKind.PROOF)
    file = forms.FileField(label=_("Document"), help_text=_("PDF, photo, Word or Excel, at most 10 MB."))


class ReasonForm(forms.Form):
    """A reason, in a few words."""

    reason = forms.CharField(label=_("Reason"), widget=area(2))


class ConflictForm(forms.Form):
    """What ties the reader to the applicant."""

    reason = forms.CharField(
        label=_("What ties you to the applicant"),
        widget=area(2),
        help_text=_("In a few words: family, friend, employer… The file then closes to you."),
    )


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


class ReviewForm(forms.Form):
    """The marks of one reading: points and a note per criterion, a comment on the whole."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        self.fieldsets: Fieldsets = []
        for one in self.criteria:
            halves = [f"{Decimal(i) / 2:f}" for i in range(one.max_points * 2 + 1)]
            self.fields[one.code] = forms.TypedChoiceField(
                label=_("Points"),
                choices=[("", "—"), *((h, h.replace(".0", "")) for h in halves)],
                coerce=Decimal,
                help_text=one.anchors.replace("\n", " · "),
            )
            self.fields[f"note_{one.code}"] = forms.CharField(
                label=_("Why"), required=False, widget=area(2), max_length=2000
            )
            title = _("%(criterion)s (%(weight)s points of 100)") % {
                "criterion": one.label,
                "weight": f"{one.weight.normalize():f}",
            }
            self.fieldsets.append((title, [one.code, f"note_{one.code}"]))
        self.fields["comment"] = forms.CharField(
            label=_("Opinion on the whole"), required=False, widget=area(4), max_length=4000
        )
        self.fieldsets.append((_("On the whole"), ["comment"]))

    def points(self) -> dict[str, Decimal]:
        return {one.code: self.cleaned_data[one.code] for one in self.criteria}

    def notes(self) -> dict[str, str]:
        return {one.code: self.cleaned_data[f"note_{one.code}"] for one in self.criteria}


class ReviewersForm(forms.Form):
    """Who reads; for one application those in conflict are left out and named beside."""

    reviewers = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Reviewers"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, users: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewers"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = User.objects.filter(pk__in=[user.pk for user in users])


class CommitteeForm(forms.Form):
    """Members, chair and quorum."""

    members = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Members"), widget=forms.CheckboxSelectMultiple
    )
    chair = forms.ModelChoiceField(User.objects.none(), label=_("Chair"))
    quorum = forms.IntegerField(
        label=_("Quorum"),
        min_value=1,
        max_value=20,
        initial=2,
        help_text=_("How many members without a conflict of interest must approve each line."),
    )

    def __init__(self, *args: Any, users: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(pk__in=[user.pk for user in users])
        for name in ("members", "chair"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class EntryForm(forms.Form):
    """What the committee would give to one application, or why it sets it aside."""

    amount = MoneyField(label=_("Amount it would get"), currency=CURRENCY, min_value=1)
    set_aside = forms.BooleanField(label=_("Set it aside: not funded whatever its rank"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=area(2),
        help_text=_("The applicant reads it in the letter."),
    )


class DecideForm(forms.Form):
    """The sitting is closed."""

    held_on = FlexibleDateField(label=_("Sitting held on"))
    reserve_until = FlexibleDateField(label=_("Reserve list valid until"), required=False)
    remarks = forms.CharField(label=_("Remarks for the minutes"), required=False, widget=area(3))


def application_initial(application: Application) -> dict[str, Any]:
    """What a page that shows the project again begins with."""
    return {name: getattr(application, name) for name in ProjectFields.base_fields}
