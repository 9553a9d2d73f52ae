"""Example data of the gallery: every component once, with words long enough to show how it breaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import pgettext, pgettext_lazy

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
        label=pgettext_lazy("gallery", "Family name"),
        help_text=pgettext_lazy("gallery", "As it is written on the paper."),
    )
    born = PartialDateField(label=pgettext_lazy("gallery", "Date of birth"))
    on = FlexibleDateField(label=pgettext_lazy("gallery", "Day of the visit"))
    amount = MoneyField(label=pgettext_lazy("gallery", "Amount requested"), currency="MAD")
    guichet = forms.ChoiceField(
        label=pgettext_lazy("gallery", "Desk"),
        choices=[
            ("startup", pgettext_lazy("gallery", "Collective start-ups")),
            ("auto", pgettext_lazy("gallery", "Self-entrepreneurs")),
        ],
    )
    sex = forms.ChoiceField(
        label=pgettext_lazy("gallery", "Sex"),
        choices=[("f", pgettext_lazy("gallery", "Woman")), ("m", pgettext_lazy("gallery", "Man"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=pgettext_lazy("gallery", "Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    paper = forms.FileField(label=pgettext_lazy("gallery", "Paper"), required=False)
    consent = forms.BooleanField(label=pgettext_lazy("gallery", "The person agrees that this is recorded"))

    fieldsets = [
        (pgettext_lazy("gallery", "The person"), ["name", "born", "sex"]),
        (pgettext_lazy("gallery", "The request"), ["on", "guichet", "amount", "note", "paper", "consent"]),
    ]


class CountryTable(Table[Country]):
    """A list with everything a list can have."""

    columns = [
        Column(
            "name",
            pgettext_lazy("gallery", "Name"),
            value=lambda country: translated(country, "name"),
            href=lambda country: f"#{country.code}",
            sort="name_fr",
        ),
        Column("code", pgettext_lazy("gallery", "Code"), value=lambda country: country.code, sort="code"),
        Column(
            "group",
            pgettext_lazy("gallery", "Group"),
            value=lambda country: (
                "success" if country.group == "SSA" else "neutral",
                country.get_group_display(),
            ),
            kind="status",
            sort=("group", "name_fr"),
        ),
        Column(
            "letters",
            pgettext_lazy("gallery", "Letters"),
            value=lambda country: len(country.name_fr),
            kind="number",
        ),
        Column(
            "amount",
            pgettext_lazy("gallery", "Amount"),
            value=lambda country: Decimal(len(country.name_fr) * 1234),
            kind="money",
        ),
        Column(
            "english",
            pgettext_lazy("gallery", "In English"),
            value=lambda country: country.name_en,
            default=False,
        ),
    ]
    filters = [
        SearchFilter("q", pgettext_lazy("gallery", "Search a country"), field="name_fr"),
        ChoiceFilter("group", pgettext_lazy("gallery", "Group"), choices=CountryGroup.choices),
    ]
    bulk = [BulkAction("look", pgettext_lazy("gallery", "Look at them"), do=lambda request, country: None)]
    default_sort = "name"
    export_name = "gallery"
    page_size = 6
    caption = pgettext_lazy("gallery", "Countries")


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
            ("success", pgettext("gallery", "Accepted")),
            ("attention", pgettext("gallery", "A paper is missing")),
            ("danger", pgettext("gallery", "Refused")),
            ("info", pgettext("gallery", "Under review")),
            ("neutral", pgettext("gallery", "Draft")),
        ],
        "amounts": [(Decimal("1250000.5"), "MAD"), (Decimal(150000), "EUR"), (None, "MAD")],
        "example_form": ExampleForm(),
        "wrong_form": wrong,
        "entries": _entries(),
        "steps": [
            pgettext("gallery", "Application"),
            pgettext("gallery", "Eligibility"),
            pgettext("gallery", "Review"),
            pgettext("gallery", "Committee"),
            pgettext("gallery", "Agreement"),
        ],
        "checks": _checks(),
        "changes": [
            {
                "label": pgettext("gallery", "Phone"),
                "before": "0612 34 56 78",
                "now": "0661 00 11 22",
                "yours": "0612 34 56 78",
            },
            {
                "label": pgettext("gallery", "Family name"),
                "before": "Diallo",
                "now": "Diallo",
                "yours": "Diallo Bâ",
            },
        ],
        "slip_lines": [
            (pgettext("gallery", "Women"), 43),
            (pgettext("gallery", "Men"), 55),
            (pgettext("gallery", "Tanger"), 61),
            (pgettext("gallery", "Tétouan"), 37),
        ],
        "as_of": clock.today(),
        "charts": _charts(),
        "cards": [
            Card(
                pgettext("gallery", "Waiting at the desk"),
                pgettext("gallery", "The first one arrived 12 minutes ago."),
                "#cards",
                4,
                "attention",
            ),
            Card(
                pgettext("gallery", "Appointments today"),
                pgettext("gallery", "The next one is at 10:30."),
                "#cards",
                7,
                "info",
            ),
            Card(
                pgettext("gallery", "Payments to release"),
                pgettext("gallery", "Two are older than a week."),
                "#cards",
                2,
                "danger",
            ),
            Card(
                pgettext("gallery", "Papers to check"),
                pgettext("gallery", "Nothing is late."),
                "#cards",
                0,
                "neutral",
            ),
        ],
        "icons": sorted(ICONS),
        "today": clock.today(),
        "now": clock.now(),
    }


def _entries() -> list[Happening]:
    now = clock.now()
    return [
        Happening(
            now,
            pgettext("gallery", "Agreement signed"),
            pgettext("gallery", "Two tranches, 60 % at signature."),
            "#timeline",
            "seal",
            "success",
        ),
        Happening(
            now - timedelta(days=9),
            pgettext("gallery", "A paper is missing"),
            pgettext("gallery", "The registration of the cooperative is expected before the second tranche."),
            "",
            "alert",
            "attention",
        ),
        Happening(
            now - timedelta(days=40),
            pgettext("gallery", "Advice: creation of a business, 45 minutes"),
            "",
            "",
            "message",
            "",
        ),
        Happening(
            now - timedelta(days=61), pgettext("gallery", "First welcome"), "", "#timeline", "door", ""
        ),
    ]


def _checks() -> list[dict[str, str]]:
    return [
        {
            "label": pgettext("gallery", "At least three members"),
            "state": "yes",
            "reason": pgettext("gallery", "Four members on 12/03/2026."),
        },
        {
            "label": pgettext("gallery", "Residence permit in force"),
            "state": "missing",
            "reason": pgettext("gallery", "Nothing is recorded."),
        },
        {
            "label": pgettext("gallery", "No other grant in the year"),
            "state": "no",
            "reason": pgettext("gallery", "Paid on 04/01/2026."),
        },
    ]


def _charts() -> list[Chart]:
    months = [date(2026, month, 1) for month in range(1, 9)]
    return [
        target_chart(
            title=pgettext("gallery", "Start-ups are on target; training is at half"),
            rows=[
                (pgettext("gallery", "Collective start-ups"), 7, 6),
                (pgettext("gallery", "Self-entrepreneur statuses"), 43, 50),
                (pgettext("gallery", "People trained"), 64, 130),
            ],
        ),
        funnel_chart(
            title=pgettext("gallery", "One application in nine was funded"),
            stages=[
                (pgettext("gallery", "Applications"), 100),
                (pgettext("gallery", "Preselected"), 49),
                (pgettext("gallery", "Funded"), 11),
            ],
        ),
        bar_chart(
            title=pgettext("gallery", "The desk of Tanger receives most"),
            rows=[("Tanger", 1240, "#charts"), ("Casablanca", 980, "#charts"), ("Tétouan", 410, "#charts")],
            unit=pgettext("gallery", "visits"),
            label=pgettext("gallery", "Office"),
            value_label=pgettext("gallery", "Visits"),
        ),
        line_chart(
            title=pgettext("gallery", "Visits have doubled since January; advice follows"),
            points=[month.strftime("%m/%Y") for month in months],
            series=[
                (pgettext("gallery", "Visits"), [120, 140, 133, 180, 205, 190, 231, 244]),
                (pgettext("gallery", "Advice"), [60, 64, 71, None, 88, 97, 110, 121]),
            ],
            label=pgettext("gallery", "Month"),
        ),
    ]
