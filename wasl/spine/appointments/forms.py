"""Forms of appointments, of working hours, closures and absences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.accounts.models import User
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import FlexibleDateField
from wasl.spine.appointments import access, rules
from wasl.spine.appointments.enums import GIVEN, Weekday
from wasl.spine.appointments.queries.days import at
from wasl.spine.appointments.queries.staff import staff_of
from wasl.spine.cases.enums import Mode
from wasl.spine.cases.models import Case
from wasl.spine.people.forms import PlacedForm

ANYBODY = _("Whoever is there")


def time_field(label: Any, *, required: bool = True) -> forms.TimeField:
    """An hour of the day, as the browser lets it be chosen."""
    widget = forms.TimeInput({"type": "time", "class": "short"}, format="%H:%M")
    return forms.TimeField(label=label, required=required, widget=widget)


class WhenForm(forms.Form):
    """When, how long and with whom; the last question is asked on a holiday that the moon has yet to confirm."""

    day = FlexibleDateField(label=_("Day"))
    time = time_field(_("Time of day"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=rules.LONGEST,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=pgettext_lazy("an appointment", "With"),
        required=False,
        empty_label=ANYBODY,
    )
    despite_estimate = forms.BooleanField(
        label=_("Book all the same: we shall confirm by telephone"), required=False, widget=forms.HiddenInput
    )

    def offer_staff(self, offices: Sequence[Office]) -> None:
        """Offer those who work at one of these offices."""
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        rows = User.objects.none()
        for office in offices:
            rows = rows | staff_of(office)
        field.queryset = rows.distinct()

    def add_error(self, field: str | None, error: Any) -> None:
        """A warning of the moon shows the box by which it is accepted."""
        if field == "despite_estimate":
            self.fields[field].widget = forms.CheckboxInput()
        super().add_error(field, error)

    @property
    def starts_at(self) -> datetime:
        """The instant that the day and the time say, in the installation's time zone."""
        return at(self.cleaned_data["day"], self.cleaned_data["time"])


def when_fields(day: date) -> dict[str, str]:
    """Beside which field a fault of the instant stands, by the code of the rule."""
    days = dict.fromkeys(("office", "holiday", "closure", "absent", "rest"), "day")
    return {**days, "past": "day" if day < clock.today() else "time", "hours": "time", "taken": "time"}


class BookForm(WhenForm, PlacedForm):
    """An appointment to book, in a case or without one."""

    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices)
    subject = forms.CharField(
        label=_("Subject"),
        max_length=200,
        required=False,
        help_text=_("For colleagues alone: it stands neither on the slip nor in the reminder."),
    )

    def __init__(
        self, *args: Any, actor: Actor, case: Case | None = None, cases: Sequence[Case] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        if case is not None:
            self.offices = [case.office]
        else:
            self.place(actor, access.BOOKERS)
            if cases:
                self.cases = {str(one.pk): one for one in cases}
                labels = [(pk, f"{one.guichet.label} · {one.office}") for pk, one in self.cases.items()]
                self.fields["case"] = forms.ChoiceField(
                    label=_("For the case"), choices=[("", _("Without a case")), *labels], required=False
                )
        self.offer_staff(self.offices)
        self.order_fields(["case", "office", "programme", "day", "time", "minutes", "user", "mode"])

    def chosen_case(self) -> Case | None:
        """The case at hand, or the one chosen."""
        picked = self.cleaned_data.get("case") if "case" in self.fields else ""
        return self.cases[picked] if picked else self.case


class MoveForm(WhenForm):
    """Another day or hour, or somebody else, and why."""

    reason = forms.ChoiceField(label=_("Why"), choices=GIVEN, widget=forms.RadioSelect)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_staff([office])


class CancelForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=GIVEN, widget=forms.RadioSelect)


class SpanForm(forms.Form):
    """From a day to a day, both included."""

    starts_on = FlexibleDateField(label=_("From"))
    ends_on = FlexibleDateField(label=_("Until (included)"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["ends_on"] = data.get("ends_on") or data.get("starts_on")
        return data


class EndForm(forms.Form):
    ends_on = FlexibleDateField(label=_("Last day"))


class ClosureForm(SpanForm):
    reason = forms.CharField(
        label=_("Why"), max_length=120, help_text=_("In words that visitors may read: works, inventory…")
    )


class AbsenceForm(SpanForm):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Who"), empty_label="—")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
        self.order_fields(["user"])


class ReminderForm(forms.Form):
    starts_on = FlexibleDateField(label=_("From"))
    hours_before = forms.IntegerField(
        label=_("Hours before"),
        min_value=0,
        max_value=rules.LONGEST_REMINDER,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        help_text=_("24: the day before; 0: no reminder."),
    )


class TimetableForm(forms.Form):
    """The hours of a week: two stretches a day at most, none on a day of rest."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Usual hours, Ramadan, summer…"))
    starts_on = FlexibleDateField(label=_("From"))
    ends_on = FlexibleDateField(label=_("Until (included)"), required=False)
    places = forms.IntegerField(
        label=_("Received at once without a name"),
        min_value=1,
        max_value=20,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        help_text=_("How many may be expected at one time by “whoever is there”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: list[tuple[Any, list[str]]] = [("", ["name", "starts_on", "ends_on", "places"])]
        for day in Weekday:
            names = []
            for part in (1, 2):
                for edge, label in (("from", _("From")), ("to", _("To"))):
                    name = f"day{day.value}_{part}_{edge}"
                    self.fields[name] = time_field(label, required=False)
                    names.append(name)
            groups.append((day.label, names))
        self.fieldsets = groups

    def hours(self) -> dict[int, list[rules.Stretch]]:
        """The stretches of each weekday; RuleBroken beside an hour that has no other."""
        found: dict[int, list[rules.Stretch]] = {}
        for day in Weekday:
            for part in (1, 2):
                edges = [f"day{day.value}_{part}_{edge}" for edge in ("from", "to")]
                opens, closes = (self.cleaned_data.get(name) for name in edges)
                if (opens is None) != (closes is None):
                    missing = edges[0] if opens is None else edges[1]
                    raise RuleBroken(_("Say both hours, or neither."), field=missing, code="half")
                if opens is not None and closes is not None:
                    found.setdefault(day.value, []).append((opens, closes))
        return found


def usual_week() -> dict[str, time]:
    """What the form of a week begins with: the usual hours from Monday to Friday."""
    return {
        f"day{day}_{part}_{edge}": hour
        for day in rules.USUAL_DAYS
        for part, stretch in enumerate(rules.USUAL, 1)
        for edge, hour in zip(("from", "to"), stretch, strict=True)
    }
