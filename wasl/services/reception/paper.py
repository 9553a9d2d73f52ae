"""The sheet of paper: its columns, its legend and its empty lines, in French, in Arabic or in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.network.models import Guichet, Office
from wasl.base.reference.enums import CountryGroup
from wasl.kernel.ui import words
from wasl.services.reception.enums import Reason
from wasl.services.reception.queries.sheet import guichets_of
from wasl.services.reception.rules import sheet as rules
from wasl.spine.facts.enums import AgeBand
from wasl.spine.people.enums import Activity, Sex

Text = str | Promise
LANGUAGES: dict[str, Text] = {
    "fr": _("French"),
    "ar": _("Arabic"),
    "both": _("French and Arabic"),
}
LINES = 14  # on one side of A4, held across
SEX_CODES = {"F": Sex.FEMALE, "H": Sex.MALE}
COLUMNS: tuple[tuple[str, Text], ...] = (
    ("number", pgettext_lazy("column of a sheet", "No.")),
    ("hour", _("Hour")),
    ("name", _("Name (leave empty if anonymous)")),
    ("sex", _("Sex")),
    ("age", _("Age")),
    ("group", _("Comes from")),
    ("activity", _("Activity")),
    ("reason", _("Reasons")),
    ("guichet", _("Guichet")),
    ("phone", _("Phone")),
)


@dataclass(frozen=True, slots=True)
class Legend:
    """One list of codes with their words."""

    title: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its heading and the codes to tick, none where one writes."""

    code: str
    title: str
    ticks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that stands on the paper; `pages` are the numbers of the lines of each side."""

    title: str
    place: str
    day: str
    language: str
    direction: str
    columns: tuple[Column, ...]
    legend: tuple[Legend, ...]
    pages: tuple[tuple[int, ...], ...]
    said: Mapping[str, str]


SAID: dict[str, Text] = {
    "title": _("Welcome register, on paper"),
    "day": _("Day"),
    "page": _("Page"),
    "kept_by": _("Kept by (name and signature)"),
    "typed": _("Typed into Wasl on"),
    "typed_by": _("by"),
    "expected": _("Appointments of the day"),
    "hour": _("Hour"),
    "who": _("Name"),
    "adviser": pgettext_lazy("column of a sheet", "Adviser"),
    "came": _("Came at"),
    "how": _("One line per visit. Tick the codes; several reasons may be ticked. For somebody new, write the country."),
}  # fmt: skip


def usual() -> str:
    """The language of the sheet where none was chosen: that of the screen, French on an English one."""
    return "ar" if (translation.get_language() or "fr").startswith("ar") else "fr"


def sheet_for(office: Office, day: date, language: str, pages: int) -> Sheet:
    """The sheet of an office and day in `language` (fr, ar or both), with so many sides of 14 lines."""
    guichets = guichets_of(office, day)
    languages = ("fr", "ar") if language == "both" else (language,)
    ticks = {
        "sex": tuple(SEX_CODES),
        "age": tuple(rules.AGE_CODES),
        "group": tuple(rules.GROUP_CODES),
        "activity": tuple(rules.ACTIVITY_CODES),
        "reason": tuple(rules.REASON_CODES),
        "guichet": tuple(str(place) for place in range(1, len(guichets) + 1)),
    }
    said = {code: _in(languages, text) for code, text in SAID.items()}
    with translation.override(languages[0]):
        shown = words.day(day, long=True)
    return Sheet(
        title=said["title"],
        place=f"{office.organisation.name} · {office.name}",
        day=shown,
        language=languages[0],
        direction="rtl" if language == "ar" else "ltr",
        columns=tuple(Column(code, _in(languages, text), ticks.get(code, ())) for code, text in COLUMNS),
        legend=tuple(legend(guichets, languages)),
        pages=tuple(tuple(range(page * LINES + 1, (page + 1) * LINES + 1)) for page in range(pages)),
        said=said,
    )


def legend(guichets: Sequence[Guichet], languages: Sequence[str] = ()) -> list[Legend]:
    """The codes with their words, in these languages side by side (that of the screen without any)."""
    spoken = tuple(languages) or (translation.get_language() or "fr",)

    def listed(title: Text, codes: Iterable[tuple[str, Text]]) -> Legend:
        return Legend(_in(spoken, title), tuple((code, _in(spoken, text)) for code, text in codes))

    labels = [
        (str(place), " / ".join(dict.fromkeys(_named(one, spoken))))
        for place, one in enumerate(guichets, start=1)
    ]
    return [
        listed(_("Sex"), ((code, sex.label) for code, sex in SEX_CODES.items())),
        listed(_("Age"), ((code, AgeBand(band).label) for code, band in rules.AGE_CODES.items())),
        listed(
            _("Comes from"), ((code, CountryGroup(group).label) for code, group in rules.GROUP_CODES.items())
        ),
        listed(_("Activity"), ((code, Activity(one).label) for code, one in rules.ACTIVITY_CODES.items())),
        listed(_("Reasons"), ((code, Reason(one).label) for code, one in rules.REASON_CODES.items())),
        listed(_("Guichet"), labels),
    ]


def _named(guichet: Guichet, languages: Sequence[str]) -> list[str]:
    named = []
    for language in languages:
        with translation.override(language):
            named.append(guichet.label)
    return named


def _in(languages: Sequence[str], text: Text) -> str:
    said = []
    for language in languages:
        with translation.override(language):
            said.append(str(text))
    return " / ".join(dict.fromkeys(said))
