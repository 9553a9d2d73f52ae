"""Example data of the gallery: every component once, with words long enough to show how it breaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.base.reference.enums import CountryGroup
from wasl.base.reference.models import Country
from wasl.kernel import clock
from wasl.kernel.charts import Chart, bar_chart, funnel_chart, line_chart, target_chart
from wasl.kernel.forms import FlexibleDateField, MoneyField, PartialDateField
from wasl.kernel.frames import Card
from wasl.kernel.i18n import translated
from wasl.kernel.tables import BulkAction, ChoiceFilter, Column, SearchFilter, Table
from wasl.kernel.ui.icons import ICONS


class ExampleForm(forms.Form):
    """One field of each shape."""

    name = forms.CharField(
        label=gettext_lazy("Family name"), help_text=gettext_lazy("As it is written on the paper.")
    )
    born = PartialDateField(label=gettext_lazy("Date of birth"))
    on = FlexibleDateField(label=gettext_lazy("Day of the visit"))
    amount = MoneyField(label=gettext_lazy("Amount requested"), currency="MAD")
    guichet = forms.ChoiceField(
        label=gettext_lazy("Desk"),
        choices=[
            ("startup", gettext_lazy("Collective start-ups")),
            ("auto", gettext_lazy("Self-entrepreneurs")),
        ],
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"),
        choices=[("f", gettext_lazy("Woman")), ("m", gettext_lazy("Man"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    paper = forms.FileField(label=gettext_lazy("Paper"), required=False)
    consent = forms.BooleanField(label=gettext_lazy("The person agrees that this is recorded"))

    fieldsets = [
        (gettext_lazy("The person"), ["name", "born", "sex"]),
        (gettext_lazy("The request"), ["on", "guichet", "amount", "note", "paper", "consent"]),
    ]


class CountryTable(Table[Country]):
    """A list with everything a list can have."""

    columns = [
        Column(
            "name",
            gettext_lazy("Name"),
            value=lambda country: translated(country, "name"),
            href=lambda country: f"#{country.code}",
            sort="name_fr",
        ),
        Column("code", gettext_lazy("Code"), value=lambda country: country.code, sort="code"),
        Column(
            "group",
            gettext_lazy("Group"),
            value=lambda country: (
                "success" if country.group == "SSA" else "neutral",
                country.get_group_display(),
            ),
            kind="status",
            sort=("group", "name_fr"),
        ),
        Column("letters", gettext_lazy("Letters"), value=lambda country: len(country.name_fr), kind="number"),
        Column(
            "amount",
            gettext_lazy("Amount"),
            value=lambda country: Decimal(len(country.name_fr) * 1234),
            kind="money",
        ),
        Column("english", gettext_lazy("In English"), value=lambda country: country.name_en, default=False),
    ]
    filters = [
        SearchFilter("q", gettext_lazy("Search a country"), field="name_fr"),
        ChoiceFilter("group", gettext_lazy("Group"), choices=CountryGroup.choices),
    ]
    bulk = [BulkAction("look", gettext_lazy("Look at them"), do=lambda request, country: None)]
    default_sort = "name"
    export_name = "gallery"
    page_size = 6
    caption = gettext_lazy("Countries")


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry of the example timeline."""

    at: datetime
    title: str
    text: str
    href: str
    icon: str
    tone: str


def examples() -> dict[str, Any]:
    """Everything the gallery shows."""
    wrong = ExampleForm(
        {"name": "", "born": "11/1990", "on": "31/02/2026", "amount": "12 345,678", "sex": "f"}
    )
    return {
        "statuses": [
            ("success", _("Accepted")),
            ("attention", _("A paper is missing")),
            ("danger", _("Refused")),
            ("info", _("Under review")),
            ("neutral", _("Draft")),
        ],
        "amounts": [(Decimal("1250000.5"), "MAD"), (Decimal(150000), "EUR"), (None, "MAD")],
        "example_form": ExampleForm(),
        "wrong_form": wrong,
        "entries": _entries(),
        "steps": [_("Application"), _("Eligibility"), _("Review"), _("Committee"), _("Agreement")],
        "checks": _checks(),
        "changes": [
            {
                "label": _("Phone"),
                "before": "0612 34 56 78",
                "now": "0661 00 11 22",
                "yours": "0612 34 56 78",
            },
            {"label": _("Family name"), "before": "Diallo", "now": "Diallo", "yours": "Diallo Bâ"},
        ],
        "slip_lines": [(_("Women"), 43), (_("Men"), 55), (_("Tanger"), 61), (_("Tétouan"), 37)],
        "as_of": clock.today(),
        "charts": _charts(),
        "cards": [
            Card(
                _("Waiting at the desk"), _("The first one arrived 12 minutes ago."), "#cards", 4, "attention"
            ),
            Card(_("Appointments today"), _("The next one is at 10:30."), "#cards", 7, "info"),
            Card(_("Payments to release"), _("Two are older than a week."), "#cards", 2, "danger"),
            Card(_("Papers to check"), _("Nothing is late."), "#cards", 0, "neutral"),
        ],
        "icons": sorted(ICONS),
        "today": clock.today(),
        "now": clock.now(),
    }


def _entries() -> list[Happening]:
    now = clock.now()
    return [
        Happening(
            now, _("Agreement signed"), _("Two tranches, 60 % at signature."), "#timeline", "seal", "success"
        ),
        Happening(
            now - timedelta(days=9),
            _("A paper is missing"),
            _("The registration of the cooperative is expected before the second tranche."),
            "",
            "alert",
            "attention",
        ),
        Happening(
            now - timedelta(days=40), _("Advice: creation of a business, 45 minutes"), "", "", "message", ""
        ),
        Happening(now - timedelta(days=61), _("First welcome"), "", "#timeline", "door", ""),
    ]


def _checks() -> list[dict[str, str]]:
    return [
        {"label": _("At least three members"), "state": "yes", "reason": _("Four members on 12/03/2026.")},
        {"label": _("Residence permit in force"), "state": "missing", "reason": _("Nothing is recorded.")},
        {"label": _("No other grant in the year"), "state": "no", "reason": _("Paid on 04/01/2026.")},
    ]


def _charts() -> list[Chart]:
    months = [date(2026, month, 1) for month in range(1, 9)]
    return [
        target_chart(
            title=_("Start-ups are on target; training is at half"),
            rows=[
                (_("Collective start-ups"), 7, 6),
                (_("Self-entrepreneur statuses"), 43, 50),
                (_("People trained"), 64, 130),
            ],
        ),
        funnel_chart(
            title=_("One application in nine was funded"),
            stages=[(_("Applications"), 100), (_("Preselected"), 49), (_("Funded"), 11)],
        ),
        bar_chart(
            title=_("The desk of Tanger receives most"),
            rows=[("Tanger", 1240, "#charts"), ("Casablanca", 980, "#charts"), ("Tétouan", 410, "#charts")],
            unit=_("visits"),
            label=_("Office"),
            value_label=_("Visits"),
        ),
        line_chart(
            title=_("Visits have doubled since January; advice follows"),
            points=[month.strftime("%m/%Y") for month in months],
            series=[
                (_("Visits"), [120, 140, 133, 180, 205, 190, 231, 244]),
                (_("Advice"), [60, 64, 71, None, 88, 97, 110, 121]),
            ],
            label=_("Month"),
        ),
    ]
