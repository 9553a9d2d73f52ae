"""The year's page as it is read: figures with their words, and the addresses of the lists that they equal."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wasl.base.network.models import Guichet, Office
from wasl.base.reference.enums import CountryGroup
from wasl.base.reference.models import Country
from wasl.kernel.charts import Chart, line_chart
from wasl.kernel.ui import words
from wasl.services.reception.enums import Reason
from wasl.services.reception.filters import ANY_DESK, NOT_SAID
from wasl.services.reception.queries.year import NONE, YearFigures, YearLine
from wasl.services.reception.rules.year import AGES
from wasl.spine.facts.enums import AgeBand
from wasl.spine.people.enums import Sex

Text = str | Promise
TITLES: dict[str, Text] = {
    "office": gettext_lazy("By office"),
    "sex": gettext_lazy("By sex"),
    "group": gettext_lazy("By origin"),
    "country": gettext_lazy("By nationality"),
    "age": gettext_lazy("By age reached in the year"),
    "reason": gettext_lazy("By reason"),
    "guichet": gettext_lazy("By guichet"),
    "month": gettext_lazy("By month"),
}
EXACT = gettext_lazy("Visits and people each add up to the year.")
AGAIN = gettext_lazy(
    "Visits add up to the year. Somebody who came under several lines is in each: people do not add up."
)
NOTES: dict[str, Text] = {
    "office": AGAIN,
    "guichet": AGAIN,
    "month": AGAIN,
    "reason": gettext_lazy(
        "A visit with several reasons stands under each of them, and so does whoever came for several: neither adds up."
    ),
    "country": gettext_lazy(
        "Visits and people each add up to the year. Of an anonymous visit no country is known, only a group."
    ),
}  # fmt: skip
MONTHS: tuple[Text, ...] = (
    pgettext_lazy("month", "January"), pgettext_lazy("month", "February"), pgettext_lazy("month", "March"),
    pgettext_lazy("month", "April"), pgettext_lazy("month", "May"), pgettext_lazy("month", "June"),
    pgettext_lazy("month", "July"), pgettext_lazy("month", "August"), pgettext_lazy("month", "September"),
    pgettext_lazy("month", "October"), pgettext_lazy("month", "November"), pgettext_lazy("month", "December"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: its words, both numbers, and the list that each opens to."""

    label: Text
    visits: int
    people: int
    visits_url: str
    people_url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the page."""

    code: str
    title: Text
    note: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Where the numbers of one year (and office) lead."""

    year: int
    office: int | None

    def visits(self, **narrowed: str) -> str:
        """The list of the visits counted."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        month = narrowed.pop("month", "")
        if month:
            first = date(self.year, int(month), 1)
            last = date(self.year, int(month), monthrange(self.year, int(month))[1])
        asked = {"counted": "yes", "from": f"{first:%d/%m/%Y}", "to": f"{last:%d/%m/%Y}"}
        return f"{reverse('reception:visits')}?{urlencode({**asked, **self._office(), **narrowed})}"

    def people(self, **narrowed: str) -> str:
        """The list of the people counted, each once."""
        asked = {"year": str(self.year), **self._office(), **narrowed}
        return f"{reverse('reception:year_people')}?{urlencode(asked)}"

    def _office(self) -> dict[str, str]:
        return {"office": str(self.office)} if self.office else {}


def parts_of(figures: YearFigures, links: Links) -> list[Part]:
    """The tables of the page in their order."""
    labels = _labels(figures)
    return [
        Part(name, title, NOTES.get(name, EXACT), tuple(_lines(name, figures, labels[name], links)))
        for name, title in TITLES.items()
    ]


def _lines(name: str, figures: YearFigures, labels: Mapping[str, Text], links: Links) -> Iterator[Line]:
    found = figures.lines[name]
    for code, label in labels.items():
        line = found.get(code) or YearLine(code, 0, 0)
        asked = {name: code}
        yield Line(label, line.visits, line.people, links.visits(**asked), links.people(**asked))


def _labels(figures: YearFigures) -> dict[str, dict[str, Text]]:
    """The words of the lines, by dimension and code, in the order shown. Lists that are short are shown whole."""
    offices = Office.objects.filter(pk__in=[int(code) for code in figures.lines["office"]])
    guichets = Guichet.objects.filter(pk__in=[int(code) for code in figures.lines["guichet"] if code != NONE])
    named = {one.pk: one.label for one in Country.objects.filter(pk__in=figures.lines["country"])}
    by_number = sorted(figures.lines["country"].values(), key=lambda line: (-line.visits, line.code))
    unsaid: dict[str, Text] = {NONE: NOT_SAID}
    return {
        "office": {str(one.pk): one.name for one in offices.order_by("name", "pk")},
        "sex": dict(Sex.choices),
        "group": {**dict(CountryGroup.choices), **unsaid},
        "country": {**{line.code: named[line.code] for line in by_number if line.code != NONE}, **unsaid},
        "age": {code: AgeBand(code).label for code in AGES},
        "reason": {**dict(Reason.choices), **unsaid},
        "guichet": {**{str(one.pk): one.label for one in guichets}, NONE: ANY_DESK},
        "month": {str(number): label for number, label in enumerate(MONTHS, start=1)},
    }


def month_chart(figures: YearFigures, until: date) -> Chart:
    """Visits and people month by month, as two lines that end with the month of `until`."""
    last = until.month if figures.year == until.year else 12
    months = [figures.lines["month"].get(str(n)) or YearLine(str(n), 0, 0) for n in range(1, last + 1)]
    values = {
        "visits": words.number(figures.visits),
        "people": words.number(figures.people),
        "year": str(figures.year),
    }
    return line_chart(
        title=_("%(people)s people in %(visits)s visits in %(year)s") % values,
        points=[str(label) for label in MONTHS[:last]],
        series=[
            (_("Visits"), [line.visits for line in months]),
            (_("Known people"), [line.people for line in months]),
        ],
        label=_("Month"),
    )


def sheet_rows(figures: YearFigures, parts: list[Part]) -> list[tuple[object, ...]]:
    """The same numbers for a workbook: part, line, visits, people."""
    whole = str(figures.year)
    rows: list[tuple[object, ...]] = [
        (whole, str(_("All")), figures.visits, figures.people),
        (whole, str(_("Visits of known people")), figures.known, figures.people),
        (whole, str(_("Anonymous visits")), figures.anonymous, None),
    ]
    return rows + [
        (str(part.title), str(line.label), line.visits, line.people) for part in parts for line in part.lines
    ]
