"""The forms of the books: closing a day, opening it again, typing a sheet of paper line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wasl.base.network.models import Guichet
from wasl.base.reference.queries import group_of
from wasl.kernel import clock
from wasl.services.reception.queries import sheet as queries
from wasl.services.reception.rules import sheet as rules
from wasl.spine.facts.actions import Anonymous
from wasl.spine.people.rules.reading import read_phone, read_sex

NEW, NOBODY = "new", "anonymous"
CELLS = ("hour", "name", "sex", "age", "origin", "activity", "reasons", "guichet", "phone")


class CloseForm(forms.Form):
    """What is to be remembered of the day."""

    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("What explains the day: a power cut, a group that came together… No names."),
    )


class ReopenForm(forms.Form):
    """Why a closed day is opened again."""

    reason = forms.CharField(
        label=_("Why is this day opened again?"),
        min_length=5,
        max_length=200,
        help_text=_("Your answer is kept with your name."),
    )


class LineForm(forms.Form):
    """One line of the sheet as it is typed; a cell that cannot be read says so, and keeps what was typed."""

    hour = forms.CharField(label=_("Hour"), required=False, max_length=10)
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    sex = forms.CharField(label=_("Sex"), required=False, max_length=10)
    age = forms.CharField(label=_("Age"), required=False, max_length=10)
    origin = forms.CharField(label=_("Comes from"), required=False, max_length=60)
    activity = forms.CharField(label=_("Activity"), required=False, max_length=10)
    reasons = forms.CharField(label=_("Reasons"), required=False, max_length=40)
    guichet = forms.CharField(label=_("Guichet"), required=False, max_length=10)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=30)
    who = forms.CharField(required=False, max_length=30)
    checked = forms.CharField(required=False, max_length=120)
    why = forms.CharField(label=_("Why this is another person"), required=False, max_length=200)
    again = forms.BooleanField(label=_("It is another visit"), required=False)

    def __init__(self, *args: Any, guichets: Sequence[Guichet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guichets = guichets

    @property
    def is_blank(self) -> bool:
        """Nothing was typed on this line."""
        return not any(self.data.get(self.add_prefix(name), "").strip() for name in CELLS)

    def clean_sex(self) -> str:
        return _read(read_sex, self.cleaned_data["sex"], _("Write F or H."))

    def clean_age(self) -> str:
        return _read(rules.read_age, self.cleaned_data["age"], _("Write a letter from A to E, or the age."))

    def clean_origin(self) -> tuple[str, str]:
        """(group, country): a number of the sheet, or a country in words."""
        text = self.cleaned_data["origin"]
        group = rules.read_group(text)
        if group is not None:
            return group, "MA" if group == "MA" else ""
        country = _read(queries.country_of, text, _("Write a number from 1 to 6, or a country."))
        return group_of(country), country

    def clean_activity(self) -> str:
        return _read(
            rules.read_activity, self.cleaned_data["activity"], _("This number is not on the sheet.")
        )

    def clean_reasons(self) -> list[str]:
        found = rules.read_reasons(self.cleaned_data["reasons"])
        if found is None:
            raise ValidationError(_("Write the numbers of the sheet, as 1, 8."))
        return found

    def clean_guichet(self) -> Guichet | None:
        place = rules.read_place(self.cleaned_data["guichet"], len(self.guichets))
        if place is None:
            raise ValidationError(_("This number is not on the sheet."))
        return self.guichets[place - 1] if place else None

    def clean_phone(self) -> str:
        return _read(read_phone, self.cleaned_data["phone"], _("This phone number is not complete."))

    @property
    def seen(self) -> Anonymous:
        """What was seen of the visitor."""
        data = self.cleaned_data
        return Anonymous(
            sex=data["sex"],
            age_band=data["age"],
            nationality_group=data["origin"][0],
            activity=data["activity"],
        )


def _read(reader: Callable[[str], str | None], text: str, wrong: Any) -> str:
    found = reader(text)
    if found is None:
        raise ValidationError(wrong)
    return found


@dataclass
class Line:
    """A line of the grid: its number on the sheet, its form, and where it stands.

    `state`: blank, wrong (a cell cannot be read), decide (who it is), again (it stands already), ready or done.
    `options` are (value, words, details) of who it may be, `who` the one chosen or proposed.
    """

    number: int
    form: LineForm
    state: str = "blank"
    at: datetime | None = None
    options: list[tuple[str, str, Any]] = field(default_factory=list)
    who: str = ""
    alike: bool = False
    done: Any = None

    cells = CELLS

    @property
    def asks(self) -> bool:
        """Whether something about the line has to be said or is told below it."""
        if self.state in ("blank", "done"):
            return False
        return bool(self.options or self.state == "again" or self.form.non_field_errors())

    @property
    def name(self) -> str:
        """The name typed, with single spaces."""
        return " ".join(str(self.form.cleaned_data.get("name", "")).split())

    def place(self, hour: tuple[int, int], day: date) -> None:
        """Date the line; a fault in its hour when that moment is still to come."""
        self.at = queries.moment_of(day, hour)
        if self.at > clock.now():
            self.form.add_error("hour", _("This hour is still to come."))


def lines_of(data: Mapping[str, str], count: int, day: date, guichets: Sequence[Guichet]) -> list[Line]:
    """The lines as typed, each with its faults; an empty hour repeats that of the line above."""
    lines: list[Line] = []
    above: tuple[int, int] | None = None
    for number in range(1, count + 1):
        line = Line(number, LineForm(data or None, prefix=f"l{number}", guichets=guichets))
        lines.append(line)
        if not data or line.form.is_blank:
            continue
        line.form.is_valid()
        text = line.form.cleaned_data.get("hour", "")
        hour = above if rules.same_as_above(text) else rules.read_hour(text)
        if hour is None:
            line.form.add_error("hour", _("Write the hour as 9h15."))
        else:
            above = hour
            line.place(hour, day)
        line.state = "wrong" if line.form.errors else "ready"
    return lines
